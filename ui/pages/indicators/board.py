"""The table: rows under their groups, one set of columns, and the keyboard's way from field to field."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ledger.indicators import SELF
from app.ledger.inputs import HITS, PERCENT, TOTAL
from ui.kit.drawing import wide
from ui.kit.theme import font, scaled, tokens_of
from ui.pages.indicators.bands import GroupBand, Header, TotalBand
from ui.pages.indicators.box import Box
from ui.pages.indicators.cells import Block
from ui.pages.indicators.columns import Table, columns, least_width
from ui.pages.indicators.day_chip import DayChip
from ui.pages.indicators.gate import Gate, head_words
from ui.pages.indicators.row import ARROW, LineRow
from ui.pages.indicators.states import GroupState, RowState, Totals
from ui.pages.indicators.style import sheet_of

Input = Box | Gate | DayChip


class Board(QWidget):
    """Shows groups of rows. What is typed is told by the boxes; the page listens through `row_made`."""

    row_made = Signal(object)  # a row whose boxes somebody should listen to
    row_selected = Signal(str)  # an indicator
    left = Signal(bool)  # the keyboard went past the last field (True) or before the first

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, LineRow] = {}
        self._groups: list[tuple[GroupBand | None, list[str]]] = []
        self._shape: object = None
        self._table = Table(SELF, False, False, 0)
        self._hidden: set[str] = set()
        self.selected = ""
        self.header, self.total = Header(), TotalBand()
        self._scroll, self._inside = QScrollArea(), QWidget()
        self._column = QVBoxLayout(self._inside)
        self._grown = QTimer(self)
        self._grown.setSingleShot(True)
        self._grown.setInterval(0)
        self._build()

    def _build(self) -> None:
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._inside.setProperty("role", "scrolled")
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._scroll.setWidget(self._inside)
        self._scroll.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self._inside.installEventFilter(self)
        self._grown.timeout.connect(self._reveal_strip)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(6), scaled(2), scaled(6), scaled(2))
        whole.setSpacing(0)
        for part, stretch in ((self.header, 0), (self._scroll, 1), (self.total, 0)):
            whole.addWidget(part, stretch)
        self._inside.setStyleSheet(sheet_of(tokens_of(self)))

    # --- what it shows

    def show_groups(self, groups: Sequence[GroupState], totals: Totals, mode: str, in_money: bool) -> list[str]:
        """Another state; only rows that are not as before are touched. Which these were."""
        states = [row for group in groups for row in group.rows]
        shape = (mode, in_money, tuple((one.name, tuple(map(_shape, one.rows))) for one in groups))
        changed: list[str] = []
        if shape != self._shape:
            self._shape = shape
            self._rebuild(groups)
            self._table = Table(mode, in_money, any(map(_has_chips, states)), _widest(states))
            self._lay_columns()
            changed = [one.id for one in states]
        for state in states:
            if self.rows[state.id].state != state:
                self.rows[state.id].show_state(state)
                changed.append(state.id)
        places = _places(states)
        for row in self.rows.values():
            row.set_places(places)
        self.total.show_totals(totals)
        return changed

    def hide_rows(self, hidden: set[str]) -> None:
        """Leaves rows out, and groups that have none left."""
        self._hidden = hidden
        for name, row in self.rows.items():
            # A new row is hidden until its layout shows it, a turn later; showing twenty now is felt between two keys.
            new = not row.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            if row.isHidden() != (name in hidden) and not (new and name not in hidden):
                row.setVisible(name not in hidden)
        for band, names in self._groups:
            left = any(name not in hidden for name in names)
            if band is not None and (not left or band.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)):
                band.setVisible(left)

    def set_locked(self, locked: bool) -> None:
        """For reading only."""
        for row in self.rows.values():
            row.set_locked(locked)

    def select(self, name: str) -> None:
        """Makes a row the current one."""
        if name == self.selected:
            return
        for one, row in self.rows.items():
            row.select(one == name)
        self.selected = name
        self.row_selected.emit(name)

    def reveal(self, widget: QWidget) -> None:
        """Scrolls so that something can be seen."""
        self._scroll.ensureWidgetVisible(widget, 0, scaled(40))

    def reveal_row(self, name: str) -> None:
        """A row to the middle of what is seen."""
        row = self.rows.get(name)
        if row is not None:
            self._column.activate()
            self._scroll.ensureVisible(0, row.y() + row.height() // 2, 0, self._scroll.viewport().height() // 2)

    def _rebuild(self, groups: Sequence[GroupState]) -> None:
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.rows, self._groups, self.selected = {}, [], ""
        states = [row for group in groups for row in group.rows]
        gates = [cell for one in states for cell in one.blocks[0].gates]
        chips = "台账" if any(map(_has_chips, states)) else ""
        self.header.show_words((head_words(gates[0].field.words) or "条件") if gates else chips)
        places = _places(states)
        for group in groups:
            band = GroupBand(group, self._inside) if group.name else None
            if band is not None:
                self._column.insertWidget(self._column.count() - 1, band)
            for state in group.rows:
                row = LineRow(state, places, self._inside)
                self.rows[state.id] = row
                row.pressed.connect(self._row_pressed)
                row.height_changed.connect(self._grown.start)
                self._listen(row)
                self._column.insertWidget(self._column.count() - 1, row)
                self.row_made.emit(row)
            self._groups.append((band, [one.id for one in group.rows]))

    def _listen(self, row: LineRow) -> None:
        for one in inputs_of(row):
            one.entered.connect(self._entered)
            one.step_requested.connect(self.step)

    # --- columns

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_columns()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._inside and event.type() == QEvent.Type.Resize:
            self._lay_columns()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_inside"):
            self._inside.setStyleSheet(sheet_of(tokens_of(self)))
            self._lay_columns()

    def sizeHint(self) -> QSize:
        return QSize(scaled(700), scaled(400))

    def _lay_columns(self) -> None:
        least = least_width(self._table)
        self._inside.setMinimumWidth(least)
        found = columns(self._table, max(self._scroll.viewport().width(), least))
        for row in self.rows.values():
            row.set_columns(found)
        bands = [band for band, _ in self._groups if band is not None]
        for band in (*bands, self.header, self.total):
            band.set_columns(found)

    def _scrolled(self, at: int) -> None:
        for band in (self.header, self.total):
            band.shift(at)

    # --- the keyboard's way

    def stops(self) -> list[Input]:
        """The fields that the keyboard visits, in reading order."""
        return [one for row in self._shown() for one in stops_of(row)]

    def focus_first(self, only_missing: bool = False) -> bool:
        """The first field, or the first that something is missing in."""
        rows = [row for row in self._shown() if not only_missing or row.state.missing]
        found = [one for row in rows for one in stops_of(row)]
        if found:
            found[0].setFocus(Qt.FocusReason.TabFocusReason)
        return bool(found)

    def step(self, source: Input, where: str) -> None:
        """From a field to another one, or to what more there is to say of its row."""
        row = source.parentWidget()
        if where == "details" and isinstance(row, LineRow):
            row.details_requested.emit(row)
            return
        found = {"next": self._beside(source, 1), "back": self._beside(source, -1)}.get(where)
        if where in ("up", "down"):
            found = self._upright(source, 1 if where == "down" else -1)
        elif where in ("left", "right"):
            found = self._in_line(source, 1 if where == "right" else -1)
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
        elif where in ("next", "back"):
            self.left.emit(where == "next")

    def _beside(self, source: Input, by: int) -> Input | None:
        every = list(self._every())
        stops = set(map(id, self.stops()))
        at = next((place for place, one in enumerate(every) if one is source), -1)
        rest = every[at + 1 :] if by > 0 else every[:at][::-1]
        return next((one for one in rest if id(one) in stops), None)

    def _upright(self, source: Input, by: int) -> Input | None:
        here = self._at(source)
        stops = [(self._at(one), one) for one in self.stops() if one is not source]
        beyond = [(place, one) for place, one in stops if (place.y() - here.y()) * by > scaled(8)]
        if not beyond:
            return None
        nearest = min(beyond, key=lambda pair: abs(pair[0].y() - here.y()))[0].y()
        line = [(place, one) for place, one in beyond if abs(place.y() - nearest) <= scaled(8)]
        return min(line, key=lambda pair: abs(pair[0].x() - here.x()))[1]

    def _in_line(self, source: Input, by: int) -> Input | None:
        here = self._at(source)
        line = [(self._at(one), one) for one in self._every() if one is not source]
        line = [(place, one) for place, one in line if abs(place.y() - here.y()) <= scaled(8)]
        line = [(place, one) for place, one in line if (place.x() - here.x()) * by > 0]
        return min(line, key=lambda pair: abs(pair[0].x() - here.x()))[1] if line else None

    def _at(self, one: Input) -> QPoint:
        return one.mapTo(self._inside, one.rect().center())

    def _shown(self) -> Iterator[LineRow]:
        return (row for name, row in self.rows.items() if name not in self._hidden)

    def _every(self) -> Iterator[Input]:
        for row in self._shown():
            yield from inputs_of(row)

    def _entered(self, source: Input) -> None:
        row = source.parentWidget()
        if isinstance(row, LineRow):
            self.select(row.state.id)
            self.reveal(source)

    def _reveal_strip(self) -> None:
        """What a row has to say of its fields must be seen together with them."""
        row = self.rows.get(self.selected)
        if row is not None and not row.strip.isHidden():
            self._column.activate()
            self._scroll.ensureWidgetVisible(row.strip, 0, scaled(6))

    def _row_pressed(self, row: LineRow) -> None:
        self.select(row.state.id)


def inputs_of(row: LineRow) -> list[Input]:
    """Every field of a row: line by line, a gate after the fields of its line."""
    found: list[Input] = []
    lines = max([line for _, line, _ in row.boxes], default=-1) + 1
    for at in range(max(lines, len(row.gates))):
        found += [box for _, line, box in row.boxes if line == at]
        found += [gate for block, gate in row.gates if block == at]
    return [*found, row.days] if row.days is not None else found


def stops_of(row: LineRow) -> list[Input]:
    """Without what is not in use: of counts and a percentage the one or the other."""
    return [one for one in inputs_of(row) if not _unused(row, one) and one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _unused(row: LineRow, one: Input) -> bool:
    if not isinstance(one, Box) or one.is_dirty or one.cell.field.kind not in (HITS, TOTAL, PERCENT):
        return False
    near = [box for _, _, box in row.boxes if box.cell.group == one.cell.group and box.cell.opinion == one.cell.opinion]
    filled = {box.cell.field.kind for box in near if (box.cell.text and not box.cell.computed) or box.is_dirty}
    if one.cell.field.kind == PERCENT:
        return bool(filled & {HITS, TOTAL})
    return filled == {PERCENT}


def _shape(state: RowState) -> object:
    """What a row is built of: its fields, not what stands in them."""
    return state.id, tuple((block.opinion, bool(block.daily), tuple(_keys(block))) for block in state.blocks)


def _keys(block: Block) -> Iterator[object]:
    for line in block.lines:
        yield line.label, tuple((cell.field, cell.place) for cell in line.cells)
    yield from (cell.field for cell in block.gates)


def _has_chips(state: RowState) -> bool:
    cells = [cell for block in state.blocks for line in block.lines for cell in line.cells]
    days = any(block.gates or (block.daily and block.lines) for block in state.blocks)
    return days or any(cell.derived for cell in cells)


def _widest(states: Sequence[RowState]) -> int:
    """What the longest name takes, its arrow included."""
    return max((wide(one.name, font()) for one in states), default=0) + scaled(ARROW + 4)


def _places(states: Sequence[RowState]) -> int:
    """The most decimals of the column of points."""
    return max((len(one.shown.partition(".")[2]) for row in states for one in row.results), default=0)
