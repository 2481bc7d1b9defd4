"""人员: the roster, the floor against the contract, who came and went, and what can be done with one person."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger.change import Changed
from app.ledger.facts import Assessed
from app.ledger.overview import Headline
from app.ledger.people import Span
from app.ledger.person_card import card_of
from app.ledger.staffing import GONE, HERE, Movement, Staffing, staffing
from app.ledger.staffing_costs import Costs, costs_of
from app.ledger.staffing_why import limit_of, why_costs, why_headcount, why_turnover
from app.team_order import in_order
from ui.kit.buttons import Button, IconButton
from ui.kit.card import Card
from ui.kit.empty import EmptyState
from ui.kit.labels import label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.plain_line import PlainLine
from ui.kit.switches import SegmentedControl
from ui.kit.tables import TableModel, TableView
from ui.kit.theme import Tone, scaled
from ui.pages.people.clerk import Clerk
from ui.pages.people.columns import MOVEMENTS, ROSTER, Row
from ui.pages.people.deed import HIRE, LEAVE, TEAM
from ui.pages.people.detail import Detail
from ui.pages.people.head import COST, HEADCOUNT, Head
from ui.pages.people.roster import RosterTable
from ui.workspace import Workspace

THERE, EVERY, LEFT, MOVED = "there", "every", "left", "moved"
VIEWS = ((THERE, "在职"), (EVERY, "全部"), (LEFT, "已离职"), (MOVED, "本期进出"))
WAGES = "显示工资：默认遮住，离开本页或换项目后自动遮住"
ALL_TEAMS, ALL_POSTS = "全部班组", "全部岗位"


class Page(QWidget):
    """Wires roster, head strip and detail to the workspace; the clerk asks and writes."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._fresh = workspace, False
        self._floor: Staffing | None = None
        self._costs: Costs | None = None
        self.clerk = Clerk(workspace, self)
        words = "项目是一份正在执行的合同：选合同、填双方与期限、粘贴人员名单即可开始。"
        self._empty = EmptyState("folder", "还没有项目", words, "新建项目")
        self._bare = EmptyState(
            "people", "还没有人员", "从表格中复制名单粘贴进来，或按 Ctrl+N 一个一个登记。", "粘贴名单"
        )
        self.head, self.detail = Head(), Detail()
        self.model, self.table = TableModel(ROSTER, parent=self), RosterTable()
        self.moves, self.move_table = TableModel(MOVEMENTS, parent=self), TableView()
        self.search, self.views = PlainLine(), SegmentedControl(VIEWS, THERE)
        self.team, self.post, self._count = QComboBox(), QComboBox(), label("", "small")
        self.wages, self.paste = IconButton("eye", WAGES, checkable=True), Button("粘贴名单…")
        self.hire = Button("新员工", "primary", "plus")
        self._locked = InlineMessage(Tone.ACCENT)
        self._build()
        self._connect()
        self._connect_keys()

    # --- building

    def _build(self) -> None:
        self._main, self._lists = QWidget(), QStackedWidget()
        card, below, column = Card(), QHBoxLayout(), QVBoxLayout(self._main)
        for table, model, name in ((self.table, self.model, "名单"), (self.move_table, self.moves, "本期进出")):
            table.setModel(model)
            table.setAccessibleName(name)
            self._lists.addWidget(table)
        self.table.say_when_empty("people", "这里没有人", "换一个范围看看。")
        self.move_table.say_when_empty("people", "本期没有人入职或离职")
        card.add(self._lists, 1)
        below.setSpacing(scaled(12))
        below.addWidget(card, 1)
        below.addWidget(self.detail)
        column.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(14))
        column.setSpacing(scaled(10))
        column.addWidget(self.head)
        column.addWidget(self._locked)
        column.addLayout(self._bar())
        column.addLayout(below, 1)
        self._layers = QStackedLayout(self)
        for layer in (self._main, self._empty, self._bare):
            self._layers.addWidget(layer)

    def _bar(self) -> QHBoxLayout:
        bar = QHBoxLayout()
        bar.setSpacing(scaled(8))
        self.search.setPlaceholderText("姓名、拼音、工号（Ctrl+F）")
        self.search.setMinimumWidth(scaled(100))
        self.search.setMaximumWidth(scaled(190))
        self.search.setClearButtonEnabled(True)
        self.paste.setToolTip("从表格粘贴，逐行核对后一次录入")
        self.hire.setToolTip("登记一名新员工（Ctrl+N）")
        self.team.setAccessibleName("班组")
        self.post.setAccessibleName("岗位")
        self.team.setMinimumWidth(scaled(102))
        self.post.setFixedWidth(scaled(110))
        bar.addWidget(self.search, 1)
        for part in (self.views, self.team, self.post, self._count):
            bar.addWidget(part)
        bar.addStretch(1)
        for part in (self.wages, self.paste, self.hire):
            bar.addWidget(part)
        return bar

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.project_changed.connect(self._other_project)
        self._workspace.period_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self._bare.action_requested.connect(self._paste)
        self.head.asked.connect(self._why)
        self.head.posts_requested.connect(self._posts)
        self.views.chosen.connect(self._view_chosen)
        self.search.textChanged.connect(self._searched)
        self.search.returnPressed.connect(self._to_table)
        self.wages.toggled.connect(self._show_rows)
        self.model.counted.connect(self._counted)
        self.moves.counted.connect(self._counted)
        for box in (self.team, self.post):
            box.currentIndexChanged.connect(self._filter)
        for button, slot in ((self.paste, self._paste), (self.hire, self._hire), (self.head.new_team, self._new_team)):
            button.clicked.connect(slot)
        self.table.filter_clearing_requested.connect(self._clear_filters)
        self.table.row_selected.connect(self._row_selected)
        self.table.row_activated.connect(self._row_opened)
        self.table.leave_requested.connect(self._leave)
        self.move_table.filter_clearing_requested.connect(self._clear_filters)
        self.move_table.row_selected.connect(self._row_selected)
        self.move_table.row_activated.connect(self._row_opened)
        self.detail.deed_requested.connect(self._deed)
        self.detail.card_requested.connect(self._card)

    def _connect_keys(self) -> None:
        for words, slot in (("Ctrl+F", self._find), ("Ctrl+N", self._hire)):
            QShortcut(QKeySequence(words), self).activated.connect(slot)

    # --- the live loop

    def _heard(self, _changed: Changed) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def _moved(self) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def _other_project(self) -> None:
        self.wages.setChecked(False)
        self.views.choose(THERE)
        self._lists.setCurrentWidget(self.table)
        self._clear_filters()
        self._moved()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed catches up."""
        if not self._fresh:
            self.refresh()
        super().showEvent(event)
        if self._layers.currentWidget() is self._main and self.focusWidget() is None:
            self._to_table()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wages are not left standing for whoever comes next."""
        self.wages.setChecked(False)
        super().hideEvent(event)

    def refresh(self) -> None:
        """Shows what the ledger knows now."""
        self._fresh = True
        workspace = self._workspace
        if workspace.project is None or workspace.contract is None:
            self._layers.setCurrentWidget(self._empty)
            return
        period = workspace.period
        day = min(max(workspace.today(), period.first), period.last)
        self._floor = staffing(workspace.book, workspace.contract, workspace.project.id, period, day)
        self._layers.setCurrentWidget(self._main if self._floor.members else self._bare)
        self._show_head(self._floor)
        self._show_choices(self._floor)
        self._show_rows()
        locked = "本期已送签或定稿：会改变本期人数、流失率的登记将被拒绝，并说明怎么办；以后日期的照常登记。"
        self._locked.say(Tone.ACCENT, locked)
        show_if(self._locked, workspace.locked)

    def _show_head(self, floor: Staffing) -> None:
        found, refusal = self._assessed(), ""
        workspace = self._workspace
        assert workspace.project is not None and workspace.contract is not None
        self.head.show_floor(floor, tuple(limit_of(found, one) if found else None for one in floor.turnovers))
        try:
            self._costs = costs_of(workspace.book, workspace.contract, workspace.project.id, workspace.period)
        except Refused as refused:
            self._costs, refusal = None, "；".join(one.reason for one in refused.faults[:2])
        self.head.costs.show_costs(self._costs, refusal)

    def _assessed(self) -> Assessed | None:
        known = self._workspace.headline()
        return known.found if isinstance(known, Headline) else None

    def _show_choices(self, floor: Staffing) -> None:
        teams = in_order(one.team for one in floor.members)
        posts = sorted({one.post for one in floor.members if one.post} | {one.name for one in floor.posts})
        for box, first, choices in ((self.team, ALL_TEAMS, teams), (self.post, ALL_POSTS, posts)):
            before = box.currentText()
            box.blockSignals(True)
            box.clear()
            box.addItems([first, *choices])
            box.setCurrentIndex(max(0, box.findText(before)))
            box.blockSignals(False)
        show_if(self.post, bool(posts))
        self.table.setColumnHidden([one.key for one in ROSTER].index("post"), not posts)

    def _show_rows(self) -> None:
        if self._floor is None:
            return
        shown, view = self.wages.isChecked(), self.views.current
        wanted = {THERE: (HERE,), LEFT: (GONE,)}.get(view)
        self.model.set_rows([Row(one, shown) for one in self._floor.members if not wanted or one.state in wanted])
        self.moves.set_rows(self._floor.movements)
        self._filter()
        if self.table.current_row() is None and self.model.rows and view != MOVED:
            self.table.go_to_key(self.model.rows[0].id)
        self._row_selected(self._current().current_row())

    def _current(self) -> TableView:
        return self.move_table if self.views.current == MOVED else self.table

    def _filter(self) -> None:
        team = self.team.currentText() if self.team.currentIndex() > 0 else ""
        post = self.post.currentText() if self.post.currentIndex() > 0 else ""

        def fits(row: Row) -> bool:
            return (not team or row.member.team == team) and (not post or row.member.post == post)

        def moved(one: Movement) -> bool:
            return not team or one.team == team

        self.model.set_condition(fits if team or post else None)
        self.moves.set_condition(moved if team else None)

    def _searched(self, text: str) -> None:
        self.model.set_filter(text)
        self.moves.set_filter(text)

    def _counted(self) -> None:
        model = self.moves if self.views.current == MOVED else self.model
        shown, every = len(model.rows), len(model.every_row)
        self._count.setText(f"{shown} 人" if shown == every else f"{shown} / {every} 人")

    def _clear_filters(self) -> None:
        self.search.clear()
        self.team.setCurrentIndex(0)
        self.post.setCurrentIndex(0)

    def _view_chosen(self, view: str) -> None:
        self._lists.setCurrentWidget(self.move_table if view == MOVED else self.table)
        self._show_rows()

    # --- one person

    def _row_selected(self, row: object) -> None:
        if self._floor is None or (row is None and self.detail.member is None):
            return
        person = row.id if isinstance(row, Row) else row.person.id if isinstance(row, Movement) else 0
        member = self._floor.member(person)
        spans = self.clerk.spans(person) if member else ()
        left = f"保护期还剩 {member.protected} 天" if member and member.protected else ""
        self.detail.show_member(member, spans, self.wages.isChecked(), left)

    def _row_opened(self, _row: object) -> None:
        self.detail.begin()

    def show_person(self, person: int) -> None:
        """Goes to a person, wherever the list stands."""
        if not self._fresh:
            self.refresh()
        self._clear_filters()
        if self.views.current == MOVED or self.model.place_of(person) < 0:
            self.views.choose(EVERY)
            self._view_chosen(EVERY)
        self.table.go_to_key(person)
        self.table.setFocus()

    def _card(self) -> None:
        workspace, member = self._workspace, self.detail.member
        if workspace.project and workspace.contract and member and self._floor:
            known, project = workspace.contract, workspace.project.id
            self.why_requested.emit(card_of(workspace.book, known, project, member.id, self._floor.day))

    def _deed(self, kind: str, span: object) -> None:
        if self._floor is not None and self.detail.member is not None:
            self.clerk.ask(kind, self._floor, self.detail.member, span if isinstance(span, Span) else None)

    def _leave(self) -> None:
        member = self.detail.member
        if member is not None and member.state == HERE and member.until is None:
            self._deed(LEAVE, None)

    # --- everybody

    def _hire(self) -> None:
        if self._floor is not None and self._workspace.project is not None:
            changed = self.clerk.ask(HIRE, self._floor)
            if changed is not None:
                self.show_person(changed.ids("person")[0])

    def _new_team(self) -> None:
        if self._floor is not None:
            self.clerk.ask(TEAM, self._floor)

    def _paste(self) -> None:
        if self._floor is not None and self._workspace.project is not None:
            self.clerk.paste(self._floor)

    def _posts(self) -> None:
        if self._floor is not None:
            self.clerk.ask_posts(self._floor)

    def _why(self, key: str) -> None:
        known, found = self._workspace.contract, self._assessed()
        if self._floor is None or known is None:
            return
        if key == HEADCOUNT:
            self.why_requested.emit(why_headcount(known, self._floor))
        elif key == COST and self._costs is not None:
            self.why_requested.emit(why_costs(self._floor, self._costs))
        elif key != COST and found is not None:
            self.why_requested.emit(why_turnover(self._workspace.book, known, found, self._floor))

    def _find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _to_table(self) -> None:
        self._current().setFocus()

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")
