"""结算: the walk to the seal at the left, what the period pays, the term, the months of fines and versions beside."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger import attachments, paper, settlements
from app.ledger.change import Changed
from app.ledger.conduct_closing import MonthClosing
from app.ledger.periods import LOCKED, STATES
from app.ledger.signatures import lacking
from app.periods import Period
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.empty import EmptyState
from ui.kit.labels import show_if
from ui.kit.messages import InlineMessage
from ui.kit.stepper import Stepper
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled
from ui.pages.closing.clerk import Clerk
from ui.pages.closing.money import MoneyCard
from ui.pages.closing.reading import Reader, Reading
from ui.pages.closing.term import TONES, TermView
from ui.pages.closing.versions import VersionsView
from ui.pages.closing.way import PRINT, steps
from ui.pages.indicators.files import open_file
from ui.shell.words import locked_words, period_text
from ui.workspace import Workspace

CONTRACT_KEY, MONEY, TERM, VERSIONS = "contract", "money", "term", "versions"
VIEWS = ((MONEY, "结算"), (TERM, "各期与承诺"), (VERSIONS, "版本与验真"))


class Page(QWidget):
    """One sheet at a time: the contract's, or a month of fines."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._fresh = workspace, False
        self._months: tuple[MonthClosing, ...] = ()
        self.reading: Reading | None = None
        self.clerk = Clerk(workspace, self)
        self._empty = EmptyState(
            "folder", "还没有项目", "建好项目、录入数据以后，在这里一步步结算、送签、定稿。", "新建项目"
        )
        self._fault = EmptyState("alert", "算不出结果")
        self.sheets, self.views = SegmentedControl(), SegmentedControl(VIEWS, MONEY)
        self.stepper, self.money, self.term, self.versions = Stepper(), MoneyCard(), TermView(), VersionsView()
        self._state, self._message, self._locked = Chip(""), InlineMessage("bad", closable=True), InlineMessage()
        self._stack, self._walk = QStackedWidget(), Card("")
        self._build()
        self._connect()
        self.refresh()

    # --- building

    def _build(self) -> None:
        main, whole, row = QWidget(), QVBoxLayout(), QHBoxLayout()
        main.setLayout(whole)
        whole.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(14))
        whole.setSpacing(scaled(10))
        bar = QHBoxLayout()
        bar.addWidget(self.sheets)
        bar.addStretch(1)
        bar.addWidget(self.views)
        row.setSpacing(scaled(12))
        row.addWidget(self._walk_card(), 5)
        for view in (self.money, self.term, self.versions):
            self._stack.addWidget(view)
        row.addWidget(self._stack, 7)
        whole.addLayout(bar)
        for part in (self._message, self._locked):
            whole.addWidget(part)
            show_if(part, False)
        whole.addLayout(row, 1)
        self._layers = QStackedLayout(self)
        self._main = main
        for layer in (main, self._empty, self._fault):
            self._layers.addWidget(layer)

    def _walk_card(self) -> Card:
        area, inside = QScrollArea(), QWidget()
        inside.setProperty("role", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stepper)
        column.addStretch(1)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        self._walk.header.addWidget(self._state)
        self._walk.add(area, 1)
        return self._walk

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.project_changed.connect(self._moved)
        self._workspace.period_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self.sheets.chosen.connect(self._sheet_chosen)
        self.views.chosen.connect(self.open_view)
        self.stepper.deed_requested.connect(self._deed)
        self.stepper.link_activated.connect(self._link)
        self.money.link_activated.connect(self._link)
        self.money.adjusting_requested.connect(self._adjust)
        self.term.period_chosen.connect(self._open_period)
        self.versions.check_requested.connect(self._check)
        self.clerk.said.connect(self._say)

    # --- what it shows

    def _heard(self, _changed: Changed) -> None:
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def _moved(self) -> None:
        self.versions.show_verdict(None)
        self._say("")
        self._fresh = False
        if self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        if not self._fresh:
            self.refresh()
        super().showEvent(event)
        self.stepper.focus_next()

    def open_view(self, key: str) -> None:
        """Another view at the right; also the first one shown there."""
        self.views.choose(key)
        self._show_view()

    def refresh(self) -> None:
        """Shows what the workspace knows now."""
        self._fresh = True
        workspace = self._workspace
        owner, known = workspace.project, workspace.contract
        if owner is None or known is None:
            self._layers.setCurrentWidget(self._empty)
            return
        reader = Reader(workspace, owner, known)
        try:
            self._months = reader.months()
            self._show_sheets()
            self.reading = reader.sheet(self._month())
        except Refused as refused:
            self._fault.say("算不出结果", "；".join(f"{one.path} {one.reason}" for one in refused.faults[:4]))
            self._layers.setCurrentWidget(self._fault)
            return
        self._layers.setCurrentWidget(self._main)
        self._show_walk(self.reading)
        self._show_view()

    def _show_sheets(self) -> None:
        current = self.sheets.current
        months = [(str(one.month), f"{one.month.number} 月扣罚") for one in self._months]
        keys = (CONTRACT_KEY, *(key for key, _ in months))
        self.sheets.show_choices(((CONTRACT_KEY, "合同考核"), *months), current if current in keys else CONTRACT_KEY)
        show_if(self.sheets, bool(months))

    def _month(self) -> MonthClosing | None:
        return next((one for one in self._months if str(one.month) == self.sheets.current), None)

    def _show_walk(self, found: Reading) -> None:
        way = found.way
        now = way.standing
        self.clerk.standing, self.clerk.needs = now, way.needs
        self.clerk.absent = lacking(now.sheet, way.signed)
        self._walk.set_title(period_text(now.period) + ("　人员扣罚" if way.conduct else "　合同考核"))
        self._state.say(STATES[now.state], TONES.get(now.state, Tone.NEUTRAL))
        show_if(self._locked, now.locked)
        if now.locked:
            self._locked.say(Tone.NEUTRAL, locked_words(now))
        self.stepper.show_rows(steps(way))

    def _show_view(self) -> None:
        if self.reading is None:
            return
        key = self.views.current
        if key == MONEY:
            self._show_money(self.reading)
        elif key == TERM:
            self._show_term()
        else:
            self.versions.show_versions(self.reading.versions)
        self._stack.setCurrentWidget({MONEY: self.money, TERM: self.term, VERSIONS: self.versions}[key])

    def _show_money(self, found: Reading) -> None:
        self.money.add_adjustment.setEnabled(found.way.standing.state not in LOCKED)
        if found.settled is not None:
            self.money.show_settled(found.settled)
        elif found.way.month is not None:
            self.money.show_month(found.way.month)

    def _show_term(self) -> None:
        owner, book, period = self._workspace.project, self._workspace.book, self._workspace.period
        if owner is not None:
            every = settlements.term(book, owner.id, period)
            self.term.show_term(every, settlements.promises(book, owner.id, period), period)

    def _say(self, words: str) -> None:
        show_if(self._message, bool(words))
        if words:
            self._message.say(Tone.BAD, words)

    # --- what is done

    def _sheet_chosen(self, _key: str) -> None:
        self._say("")
        self.refresh()
        self.stepper.focus_next()

    def _deed(self, deed: str) -> None:
        if deed == PRINT:
            self.go_requested.emit("page:forms")
        elif self.clerk.do(deed):
            self.stepper.focus_next()

    def _link(self, target: str) -> None:
        kind, _, what = target.partition(":")
        if kind == "scan" and self.reading:
            signed = next(one for one in self.reading.way.signed if one.id == int(what))
            self.clerk.scan(signed.id, signed.scan is not None)
        elif kind == "unsign":
            self.clerk.unsign(int(what))
        elif kind == "unadjust":
            self.clerk.void_adjustment(int(what))
        elif kind == "show":
            self._show_scan(int(what))
        else:
            self.go_requested.emit(target)

    def _show_scan(self, key: int) -> None:
        book, owner = self._workspace.book, self._workspace.project
        if owner is None:
            return
        try:
            url = open_file(book, key, [attachments.find(book, owner.id, key)])
        except Refused as refused:
            self._say("；".join(one.reason for one in refused.faults))
            return
        if url is not None:
            QDesktopServices.openUrl(url)

    def _adjust(self) -> None:
        month = self._month()
        people = tuple((one.key, f"{one.number} {one.name}") for one in month.nets) if month else ()
        self.clerk.adjust(people)

    def _open_period(self, period: object) -> None:
        if isinstance(period, Period):
            self._workspace.open_period(period)

    def _check(self, text: str) -> None:
        owner = self._workspace.project
        if owner is not None:
            self.versions.show_verdict(paper.check(self._workspace.book, owner.id, text))

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")
