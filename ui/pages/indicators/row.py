"""One indicator's row: its words are painted, its fields are real fields, its strip says what is wrong."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.kit import icons
from ui.kit.buttons import IconButton
from ui.kit.chip import Chip
from ui.kit.drawing import LEFT, RIGHT, painter_of, wide, words
from ui.kit.theme import Text, Tokens, Tone, font, scaled, tokens_of
from ui.pages.indicators.box import Box
from ui.pages.indicators.cells import LINE_KEY, Block, Cell, CellLine
from ui.pages.indicators.chips import chip_of
from ui.pages.indicators.columns import LINE, STRIP, Columns
from ui.pages.indicators.day_chip import DayChip
from ui.pages.indicators.gate import Gate
from ui.pages.indicators.states import Result, RowState
from ui.pages.indicators.strip import Strip

ARROW = 16


class LineRow(QWidget):
    """Shows a `RowState`. Its boxes and gates speak for themselves; whoever owns the table listens to them."""

    pressed = Signal(object)  # this row
    details_requested = Signal(object)  # this row
    days_requested = Signal(str)  # the indicator
    derived_requested = Signal(object, int)  # this row, the line whose typed values are to go
    height_changed = Signal()

    def __init__(self, state: RowState, places: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.state, self._places = state, places
        self.selected = self.opened = False
        self.columns: Columns | None = None
        self._preview: Result | None = None
        self.aside: QWidget | None = None
        self.boxes = [(at, number, Box(cell, self)) for at, number, cell in _cells(state)]
        self.gates = [(at, Gate(cell, self)) for at, block in enumerate(state.blocks) for cell in block.gates]
        self._chips: dict[int, Chip] = {}
        self._backs: dict[int, IconButton] = {}
        self._locked = False
        self._lines = max([1, len(self.gates), *(len(block.lines) for block in state.blocks)])
        self.days = self._day_chip()
        self.strip = Strip(self)
        self._make_chips()
        self.setAccessibleName(state.name)
        self.setMouseTracking(True)
        self.show_state(state)

    # --- what it shows

    def show_state(self, state: RowState) -> None:
        """Another state of the same indicator with the same fields."""
        self.state, self._preview = state, None
        cells = {cell.key: cell for _, _, cell in _cells(state)}
        cells |= {cell.key: cell for block in state.blocks for cell in block.gates}
        for _, _, box in self.boxes:
            if cells[box.cell.key] != box.cell:
                box.show_cell(cells[box.cell.key])
        for at, gate in self.gates:
            gate.show_cell(cells[gate.cell.key], gate.cell.field.path in state.results[at].missing)
        self._show_chips()
        if self.days is not None:
            self.days.show_block(state.blocks[0])
        self.refresh_strip()
        self.update()

    def show_preview(self, result: Result | None) -> None:
        """What the row would say if what is being typed were stored."""
        if result != self._preview:
            self._preview = result
            self.update()

    def set_places(self, places: int) -> None:
        """How many decimals the column of points has."""
        if places != self._places:
            self._places = places
            self.update()

    def set_locked(self, locked: bool) -> None:
        """For reading only."""
        for _, _, box in self.boxes:
            box.set_locked(locked)
        for _, gate in self.gates:
            gate.set_locked(locked)
        self._locked = locked
        for back in self._backs.values():
            back.setEnabled(not locked)

    def select(self, selected: bool) -> None:
        """Whether it is the current row."""
        if selected != self.selected:
            self.selected = selected
            self.update()

    def open_aside(self, aside: QWidget | None) -> None:
        """Puts the details under the fields, or takes them away."""
        self.aside, self.opened = aside, aside is not None
        if aside is not None:
            aside.setParent(self)
            aside.show()
        self.place()

    def refresh_strip(self) -> None:
        """Errors first, then what the ledger has to say about what was typed over it."""
        if self.strip.is_asking:
            return
        said = [box.error for _, _, box in self.boxes if box.error] + [one.error for _, one in self.gates if one.error]
        stale = next((box.cell for _, _, box in self.boxes if box.cell.outdated), None)
        if said:
            self.strip.say("；".join(dict.fromkeys(said)))
        elif stale:
            now = f"改写时台账统计为 {stale.derived_then}，现在为 {stale.derived}，请核对"
            self.strip.say(f"{now}（改写理由：{stale.reason}）", Tone.WARN)
        else:
            self.strip.say("")
        self.place()

    # --- where things stand

    def set_columns(self, columns: Columns) -> None:
        """Another width."""
        self.columns = columns
        self.place()
        self.update()

    def place(self) -> None:
        """Every child to its place, the row as high as they need."""
        at = self.columns
        if at is None:
            return
        for block, line, box in self.boxes:
            box.setGeometry(at.box(block, box.cell.place, line))
        for block, gate in self.gates:
            cell = at.cell(at.chip, block)
            gate.setGeometry(QRect(cell.left(), cell.top() + scaled(4), gate.sizeHint().width(), scaled(LINE - 8)))
        self._place_chips(at)
        top = self._lines * scaled(LINE)
        if not self.strip.isHidden():
            left = at.blocks[0][0]
            self.strip.setGeometry(left, top, max(self.width() - left - scaled(10), 0), scaled(STRIP))
            top += scaled(STRIP) + scaled(4)
        if self.aside is not None:
            height = self.aside.heightForWidth(self.width()) if self.aside.hasHeightForWidth() else -1
            height = height if height > 0 else self.aside.sizeHint().height()
            self.aside.setGeometry(0, top, self.width(), height)
            top += height
        if top != self.height():
            self.setFixedHeight(top)
            self.height_changed.emit()

    def _place_chips(self, at: Columns) -> None:
        if self.days is not None:
            first = at.cell(at.chip) if self.state.blocks[0].lines else at.box(0, "wide", 0)
            size = self.days.sizeHint()
            self.days.setGeometry(first.left(), first.center().y() - size.height() // 2, size.width(), size.height())
        for line, chip in self._chips.items():
            cell, size = at.cell(at.chip, line), chip.sizeHint()
            back = self._backs.get(line)
            shown = back is not None and not back.isHidden()
            room = cell.width() - (scaled(24) if shown else 0)
            width = min(size.width(), room)
            chip.setGeometry(cell.left(), cell.center().y() - size.height() // 2, width, size.height())
            if back is not None:
                back.setGeometry(cell.left() + width + 2, cell.center().y() - scaled(11), scaled(22), scaled(22))

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words of the row."""
        at = self.columns
        if at is None:
            return
        tokens, painter = tokens_of(self), painter_of(self)
        if self.selected:
            painter.fillRect(self.rect().adjusted(0, 0, 0, -1), tokens.accent_soft)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)
        arrow = QRect(at.name[0] - scaled(2), (scaled(LINE) - scaled(14)) // 2, scaled(14), scaled(14))
        if self.selected or self.opened or self.underMouse():
            icons.paint(painter, "chevron-down" if self.opened else "chevron-right", tokens.muted, arrow)
        name = at.cell(at.name).adjusted(scaled(ARROW), 0, 0, 0)
        words(painter, name, self.state.name, font(), tokens.ink, LEFT)
        if at.target[1]:
            words(painter, at.cell(at.target), self._target(at), font(), tokens.muted, RIGHT)
        self._paint_labels(painter, at, tokens)
        self._paint_results(painter, at, tokens)
        painter.end()

    def _target(self, at: Columns) -> str:
        """A target of several values has no room in its column; it stands in the tool tip."""
        return self.state.target if wide(self.state.target, font()) <= at.target[1] else "见条款"

    def _paint_labels(self, painter: QPainter, at: Columns, tokens: Tokens) -> None:
        for number, block in enumerate(self.state.blocks):
            for line, one in enumerate(block.lines):
                far = line > 0 or not self.state.target
                if one.label:
                    place = at.label(number, line, far)
                    words(painter, place, one.label, font(Text.SMALL), tokens.muted, RIGHT)

    def _paint_results(self, painter: QPainter, at: Columns, tokens: Tokens) -> None:
        results = self.state.results
        if self._preview is not None:
            results = (*results[:-1], self._preview) if len(results) > 1 else (self._preview,)
        for column, one in zip(at.scores, results, strict=True):
            colour = tokens.bad if one.lost else tokens.good if one.won else tokens.ink
            self._paint_number(painter, at.cell(column), one.shown, colour)
        difference = self.state.difference
        colour = tokens.muted if difference == "0" else tokens.warn
        words(painter, at.cell(at.difference), difference, font(), colour, RIGHT)
        if at.full[1]:
            words(painter, at.cell(at.full), self.state.full, font(), tokens.muted, RIGHT)
        told, colour = results[-1].trace, tokens.accent if self._preview is not None else tokens.muted
        if results[-1].missing and self._preview is None:
            colour = tokens.warn
        words(painter, at.cell(at.trace), told, font(Text.SMALL), colour, LEFT)

    def _paint_number(self, painter: QPainter, place: QRect, text: str, colour: object) -> None:
        """Points stand under each other by their decimal point."""
        bold = font(bold=True)
        after = len(text.partition(".")[2])
        lacking = self._places - after if text != "—" else 0
        if lacking > 0:
            room = wide("0" * lacking + ("." if not after else ""), bold)
            place = place.adjusted(0, 0, -room, 0)
        words(painter, place, text, bold, colour, RIGHT)  # pyright: ignore[reportArgumentType]

    # --- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Anywhere selects; on the name it opens what more there is to say."""
        at = self.columns
        self.pressed.emit(self)
        inside = event.position().y() < self._lines * scaled(LINE)
        if at is not None and inside and event.position().x() < at.name[0] + at.name[1]:
            self.details_requested.emit(self)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The tool tip belongs to what the mouse is over."""
        at = self.columns
        if at is None:
            return
        x = event.position().x()
        over_name = x < at.blocks[0][0]
        self.setCursor(Qt.CursorShape.PointingHandCursor if x < at.target[0] else Qt.CursorShape.ArrowCursor)
        tip = f"{self.state.name}　目标 {self.state.target or '—'}\n{self.state.about}" if over_name else ""
        self.setToolTip(tip or (self.state.trace if x > at.trace[0] else ""))

    def enterEvent(self, event: object) -> None:
        """Shows the arrow."""
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Hides it."""
        self.update()

    # --- chips

    def _day_chip(self) -> DayChip | None:
        block = self.state.blocks[0]
        if not block.daily or (block.lines and block.gates):
            return None
        chip = DayChip(self.state.id, self)
        chip.activated.connect(self._days_asked)
        return chip

    def _make_chips(self) -> None:
        if self.gates or (self.days and self.state.blocks[0].lines):
            return
        for line in range(len(self.state.blocks[0].lines)):
            self._chips[line] = Chip("", Tone.NEUTRAL, line, False, self)

    def _back(self, line: int, wanted: bool) -> None:
        """The button that gives a written-over count back; made when a line first needs it."""
        button = self._backs.get(line)
        if button is None and wanted:
            button = self._backs[line] = IconButton("undo", "改回台账统计的数", parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty(LINE_KEY, line)
            button.setEnabled(not self._locked)
            button.clicked.connect(self._back_asked)
        if button is not None:
            button.setVisible(wanted)

    def _show_chips(self) -> None:
        for line, chip in self._chips.items():
            found = chip_of([_line(block, line) for block in self.state.blocks])
            chip.setVisible(bool(found.words))
            self._back(line, found.typed_over and len(self.state.blocks) == 1)
            chip.say(found.words, found.tone)
            chip.setToolTip(found.about)

    def _days_asked(self, _key: object) -> None:
        self.days_requested.emit(self.state.id)

    def _back_asked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.derived_requested.emit(self, sender.property(LINE_KEY))


def _cells(state: RowState) -> Iterator[tuple[int, int, Cell]]:
    """Block, line and cell, in the order in which one reads."""
    for number, block in enumerate(state.blocks):
        for line, one in enumerate(block.lines):
            for cell in one.cells:
                yield number, line, cell


def _line(block: Block, line: int) -> CellLine | None:
    return block.lines[line] if line < len(block.lines) else None
