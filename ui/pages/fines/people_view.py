"""人员: everybody's month in a line, and under it the items and the figures of whoever is chosen."""

from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.ledger.conduct_sheet import Entry, Row, Sheet
from app.ledger.conduct_why import before
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.labels import RichLabel
from ui.kit.tables import TableModel, TableView
from ui.kit.theme import scaled
from ui.pages.fines.items import ITEMS, Item, items_of
from ui.pages.fines.lines import PEOPLE, Line, lines_of
from ui.pages.fines.person_card import PersonCard

RIGHT, ROW = 412, 28
TABLE, DETAILS = 280, 262
CLAUSE, ROOM = 4, 560  # the column that gives way where what happened would have no room


class PeopleView(QWidget):
    """Says what is asked for; the page answers."""

    figure_asked = Signal(object, str)  # Row, column
    entry_asked = Signal(object, object)  # Row, Entry
    waiver_requested = Signal(object, object)  # Row, Entry
    incident_requested = Signal(object)  # Entry
    filter_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._shown = 0
        self.model, self.table = TableModel(PEOPLE, parent=self), TableView(row_height=ROW)
        self.items, self.list = TableModel(ITEMS, parent=self), TableView(row_height=ROW)
        self.card, self.details = PersonCard(), Card()
        self.before = RichLabel("", "muted")
        self.waive, self.open = Button("免予扣罚…"), Button("打开事件", "quiet", "external")
        self._lay_out()
        self._connect()

    # --- what it shows

    def show_sheet(self, sheet: Sheet, pinyin: dict[int, str]) -> None:
        """A month; whoever was chosen stays chosen."""
        self._sheet = sheet
        self.model.set_rows(lines_of(sheet, pinyin))
        if sheet.row(self._shown) is None and sheet.rows:
            self.table.go_to_key(sheet.rows[0].key)
        self._show()

    def show_person(self, person: int) -> bool:
        """Goes to somebody; whether they are there."""
        found = self.table.go_to_key(person)
        if found:
            self.table.setFocus()
        return found

    @property
    def row(self) -> Row | None:
        """Whoever is chosen, as they stand."""
        return self._sheet.row(self._shown) if self._sheet else None

    @property
    def entry(self) -> Entry | None:
        """The item that is chosen."""
        item = self.list.current_row()
        return item.entry if isinstance(item, Item) else None

    def _chosen(self, line: Line | None) -> None:
        if line is not None and line.row is not None:
            self._shown = line.row.key
            self._show()

    def _show(self) -> None:
        row, sheet = self.row, self._sheet
        self.details.setVisible(row is not None)
        if row is None or sheet is None:
            return
        who = row.member
        self.details.set_title(f"{who.id} {who.name}".strip())
        self.details.set_aside(f"{who.team}{' · 班长' if who.leader else ''}")
        self.items.set_rows(items_of(row))
        self.list.say_when_empty("check", "本月没有事项", "没有登记扣罚、请假或免扣。")
        if self.entry is None and self.items.rowCount():
            self.list.go_to_key(self.items.key_at(0))
        told = "、".join(before(sheet, row))
        self.before.say(f"此前累计（年内请假、合同期内次数）：{told or '没有'}")
        self.card.show_row(sheet, row)
        self._offer()

    def _offer(self, _item: object = None) -> None:
        entry, locked = self.entry, self._sheet is None or self._sheet.locked
        waivable = entry is not None and entry.item.own and entry.incident is not None and entry.item.counts
        self.waive.setEnabled(waivable and not locked)
        self.waive.setToolTip(self._why_not(entry, locked))
        self.open.setEnabled(entry is not None and bool(entry.rows))
        self.open.setText("打开考勤" if entry is not None and entry.rows and entry.incident is None else "打开事件")

    def _why_not(self, entry: Entry | None, locked: bool) -> str:
        if locked:
            return "本月已送签或定稿，不能免扣；请撤回或重新打开，或登记更正"
        if entry is None or entry.incident is None:
            return "考勤记录的事项请在考勤页更正"
        if not entry.item.own:
            return "由另一条带出，请在那一条上免扣"
        return "写明理由，金额记为 0（Ctrl+M）" if entry.item.counts else "已不扣罚"

    # --- what is asked

    def _connect(self) -> None:
        self.table.row_selected.connect(self._chosen)
        self.table.clicked.connect(self._clicked)
        self.table.row_activated.connect(self._asked)
        self.table.filter_clearing_requested.connect(self.filter_cleared)
        self.list.row_selected.connect(self._offer)
        self.list.clicked.connect(self._ask_entry)
        self.list.row_activated.connect(self._ask_entry)
        self.waive.clicked.connect(self.request_waiver)
        self.open.clicked.connect(self.request_incident)
        self.card.figure_asked.connect(self._ask_figure)
        for words, slot in (("Ctrl+M", self.request_waiver), ("Ctrl+E", self.request_incident)):
            shortcut = QShortcut(QKeySequence(words), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _clicked(self, index: QModelIndex) -> None:
        self._ask_figure(PEOPLE[index.column()].key)

    def _asked(self, _line: object) -> None:
        self._ask_figure(PEOPLE[max(self.table.currentIndex().column(), 0)].key)

    def _ask_figure(self, column: str) -> None:
        if self.row is not None:
            self.figure_asked.emit(self.row, column)

    def _ask_entry(self, _item: object = None) -> None:
        if self.row is not None and self.entry is not None:
            self.entry_asked.emit(self.row, self.entry)

    def request_waiver(self) -> None:
        """Of the chosen item, where that can be."""
        if self.waive.isEnabled():
            self.waiver_requested.emit(self.row, self.entry)

    def request_incident(self) -> None:
        """Where the chosen item comes from."""
        if self.open.isEnabled():
            self.incident_requested.emit(self.entry)

    # --- how it looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside an open panel the clause gives way: it stands in the panel."""
        super().resizeEvent(event)
        self.list.setColumnHidden(CLAUSE, self.width() - scaled(RIGHT) < scaled(ROOM))

    def _lay_out(self) -> None:
        people, left = Card(), QVBoxLayout()
        people.add(self.table, 1)
        people.layout().setContentsMargins(0, 0, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.table.setModel(self.model)
        self.list.setModel(self.items)
        for view, name in ((self.table, "人员"), (self.list, "事项")):
            view.setAccessibleName(name)
        left.setSpacing(scaled(6))
        left.addWidget(self.list, 1)
        left.addWidget(self.before)
        self.card.setFixedWidth(scaled(RIGHT))
        inside = QHBoxLayout()
        inside.setSpacing(scaled(14))
        inside.addLayout(left, 1)
        inside.addWidget(self.card)
        self.details.body.addLayout(inside, 1)
        for button in (self.waive, self.open, *self.card.deeds):
            self.details.header.addWidget(button)
        self.open.setToolTip("到登记它的地方（Ctrl+E）")
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.setHandleWidth(scaled(10))
        for part in (people, self.details):
            parts.addWidget(part)
        parts.setSizes([scaled(TABLE), scaled(DETAILS)])
        parts.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(parts)
        stops = (self.table, self.list, self.waive, self.open, *self.card.deeds)
        for one, following in pairwise(stops):
            QWidget.setTabOrder(one, following)
