"""指标: one row an indicator, typed where it stands; points and reasons follow at once."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from app.ledger.change import Changed
from app.ledger.indicators import REVIEWED, SELF
from app.ledger.why import why_line
from ui.kit.card import Card
from ui.kit.empty import EmptyState
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.indicators.board import Board, stops_of
from ui.pages.indicators.box import Box
from ui.pages.indicators.clerk import Clerk
from ui.pages.indicators.day_view import DayView
from ui.pages.indicators.details import Details
from ui.pages.indicators.filters import FilterLine
from ui.pages.indicators.row import LineRow
from ui.pages.indicators.sheet import Sheet, read_sheet
from ui.pages.indicators.situation import Situation
from ui.pages.indicators.states import BOTH, groups_of, totals_of
from ui.shell.words import locked_words
from ui.workspace import Workspace

EDGE, GAP, WHY_MS = 16, 10, 60


class Page(QWidget):
    """Wires table, details and day grid to the workspace; none of them writes by itself."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._mode, self._opened = SELF, ""
        self._fresh = self._settled = self._resumed = False
        words = "项目是一份正在执行的合同：选合同、填双方与期限、粘贴人员名单即可开始。"
        self._empty = EmptyState("bars", "还没有项目", words, "新建项目")
        self._norules = EmptyState("warning", "本期没有可用的考核方案", "")
        self._notice, self._trouble = InlineMessage(Tone.ACCENT), InlineMessage(Tone.BAD)
        self.filters, self.board, self.days = FilterLine(), Board(), DayView(workspace)
        self.clerk = Clerk(workspace, self)
        self.situation = Situation(self.clerk)
        self._why = QTimer(self)
        self._why.setSingleShot(True)
        self._why.setInterval(WHY_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        main, card = QWidget(), Card()
        card.add(self.board, 1)
        card.layout().setContentsMargins(0, 0, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        column = QVBoxLayout(main)
        column.setContentsMargins(scaled(EDGE), scaled(12), scaled(EDGE), scaled(14))
        column.setSpacing(scaled(GAP))
        for part in (self.filters, self.situation, self._notice, self._trouble):
            column.addWidget(part)
        column.addWidget(card, 1)
        self._layers = QStackedLayout(self)
        self._main = main
        for layer in (main, self._empty, self._norules, self.days):
            self._layers.addWidget(layer)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.period_changed.connect(self._moved)
        self._workspace.project_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self.filters.changed.connect(self._filter)
        self.filters.mode_changed.connect(self._choose_mode)
        self.filters.table_requested.connect(self._to_table)
        self.board.row_made.connect(self._row_made)
        self.board.row_selected.connect(self._selected)
        self.board.left.connect(self._left)
        self.clerk.moved_on.connect(self._move_on)
        self.days.back_requested.connect(self._close_days)
        self._why.timeout.connect(self._ask_why)

    # --- the live loop

    def _heard(self, _changed: Changed) -> None:
        if self.isVisible():
            self.refresh()
        else:
            self._fresh = False

    def _moved(self) -> None:
        """Another period or project: nothing is open, nothing is filtered."""
        self._close_details()
        self._settled = self._resumed = False
        self._layers.setCurrentWidget(self._main)
        if self.isVisible():
            self.refresh()
        else:
            self._fresh = False

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed catches up; the keyboard goes where something is missing."""
        if not self._fresh:
            self.refresh()
        super().showEvent(event)
        if self._layers.currentWidget() is self._main and not self.board.selected:
            self._begin()

    def refresh(self) -> None:
        """Shows what the workspace knows now; only rows that say something else are painted anew."""
        found = read_sheet(self._workspace)
        self._fresh = True
        if isinstance(found, Sheet):
            self._show(found)
        elif found is None:
            self._layers.setCurrentWidget(self._empty)
        else:
            self._norules.say("本期没有可用的考核方案", "\n".join(one.reason for one in found.faults[:6]))
            self._layers.setCurrentWidget(self._norules)

    def _show(self, sheet: Sheet) -> None:
        self.clerk.sheet = sheet
        self._settle_mode(sheet)
        locked = self._workspace.locked
        groups, totals = groups_of(sheet, self._mode), totals_of(sheet, self._mode)
        before = set(self.board.rows.values())
        changed = self.board.show_groups(groups, totals, self._mode, sheet.in_money)
        if set(self.board.rows.values()) != before:
            self._opened = ""
        self.board.set_locked(locked)
        self.situation.show_sheet(sheet, self._writing, locked)
        if not self._resumed:
            self._resumed = True
            self.clerk.resume()
        self._say(sheet, locked)
        rows = [row for group in groups for row in group.rows]
        self.filters.show_counts(rows, sheet.in_money)
        self._filter()
        self._show_details(sheet, locked)
        if self._layers.currentWidget() in (self._empty, self._norules):
            self._layers.setCurrentWidget(self._main)
        self.days.show_sheet(sheet, self._writing, locked)
        if self.board.selected in changed and self.isVisible():
            self._why.start()

    def _say(self, sheet: Sheet, locked: bool) -> None:
        standing = self._workspace.standing
        self._notice.setVisible(locked)
        if locked and standing is not None:
            self._notice.say(Tone.ACCENT, locked_words(standing))
        self._trouble.setVisible(sheet.refused is not None)
        if sheet.refused is not None:
            told = "；".join(f"{one.path} {one.value}：{one.reason}" for one in sheet.refused.faults[:4])
            self._trouble.say(Tone.BAD, f"本期的数据还不能计分，请先更正：{told}")

    # --- rows

    def _row_made(self, row: LineRow) -> None:
        if len(self.board.rows) == 1:
            self.clerk.begin()
        self.clerk.listen(row)
        row.details_requested.connect(self._toggle_details)
        row.days_requested.connect(self._open_days)

    def show_indicator(self, indicator: str) -> None:
        """Goes to a row, wherever it is asked from."""
        self._layers.setCurrentWidget(self._main)
        self.filters.reset()
        if not self._fresh:
            self.refresh()
        row = self.board.rows.get(indicator)
        if row is None:
            return
        self.board.select(indicator)
        self.board.reveal_row(indicator)
        self._focus(row)
        self._why.start()

    def _focus(self, row: LineRow) -> None:
        stops = stops_of(row)
        if stops:
            stops[0].setFocus()

    def _begin(self) -> None:
        if self._workspace.locked or not (self.board.focus_first(True) or self.board.focus_first()):
            rows = list(self.board.rows)
            if rows:
                self.board.select(rows[0])

    def _to_table(self) -> None:
        self.board.focus_first()

    def _left(self, _forward: bool) -> None:
        self.filters.search.setFocus()

    def _move_on(self, box: Box) -> None:
        self.board.step(box, "next")

    def _selected(self, _name: str) -> None:
        if self.isVisible():
            self._why.start()

    def _ask_why(self) -> None:
        sheet, name = self.clerk.sheet, self.board.selected
        found = sheet.assessed.get(self._writing) if sheet else None
        known = self._workspace.contract
        if found and known and name and self.isVisible():
            with self._workspace.book.read() as connection:
                self.why_requested.emit(why_line(connection, known, found, name))

    # --- what is shown

    @property
    def _writing(self) -> str:
        """Whose opinion the details and the days are of."""
        return REVIEWED if self._mode in (REVIEWED, BOTH) else SELF

    def _choose_mode(self, mode: str) -> None:
        self._mode = mode
        self._close_details()
        kept = self.board.selected
        self.refresh()
        if kept:
            self.board.select(kept)
            self.board.reveal_row(kept)

    def _settle_mode(self, sheet: Sheet) -> None:
        """A period that has reviewed values begins with both opinions, another one with our own."""
        if not self._settled:
            self._settled = True
            self._mode = BOTH if sheet.reviewing else SELF
            self.filters.modes.choose(self._mode)

    def _filter(self) -> None:
        rows = [row.state for row in self.board.rows.values()]
        hidden = self.filters.hidden(rows)
        self.board.hide_rows(hidden)
        self.filters.show_found(len(rows) - len(hidden), len(rows))

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")

    # --- details and days

    def _toggle_details(self, row: LineRow) -> None:
        same = row.state.id == self._opened
        self._close_details()
        if not same and self.clerk.sheet is not None:
            self._opened = row.state.id
            self._show_details(self.clerk.sheet, self._workspace.locked)
            if isinstance(row.aside, Details):
                row.aside.source.setFocus()

    def _show_details(self, sheet: Sheet, locked: bool) -> None:
        row = self.board.rows.get(self._opened)
        if row is None:
            return
        if not isinstance(row.aside, Details):
            details = Details(self._workspace, self.clerk, self)
            details.days_requested.connect(self._open_days)
            details.height_changed.connect(row.place)
            details.left.connect(self._leave_details)
            row.open_aside(details)
        if isinstance(row.aside, Details):
            row.aside.show_indicator(sheet, row.state.id, self._writing, locked)
            row.place()

    def _leave_details(self, indicator: str) -> None:
        row = self.board.rows.get(indicator)
        self._close_details()
        if row is not None:
            self._focus(row)

    def _close_details(self) -> None:
        row = self.board.rows.get(self._opened)
        self._opened = ""
        if row is not None and row.aside is not None:
            aside = row.aside
            row.open_aside(None)
            aside.hide()
            aside.deleteLater()

    def _open_days(self, indicator: str) -> None:
        if self.clerk.sheet is not None:
            self.board.select(indicator)
            self.days.open(indicator, self.clerk.sheet, self._writing, self._workspace.locked)
            self._layers.setCurrentWidget(self.days)
            self.days.begin()

    def _close_days(self) -> None:
        self._layers.setCurrentWidget(self._main)
        row = self.board.rows.get(self.board.selected)
        if row is not None:
            self._focus(row)
