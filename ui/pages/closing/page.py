"""结算: the walk to the seal at the left, what the period pays, the term, the months of fines and versions beside."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger import attachments, paper, people
from app.ledger.change import Changed
from app.ledger.periods import STATES
from app.ledger.sealing import CONTRACT
from app.ledger.signatures import lacking
from app.periods import Period
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.empty import EmptyState
from ui.kit.labels import show_if
from ui.kit.messages import InlineMessage
from ui.kit.scrolled import Scrolled
from ui.kit.stepper import Stepper
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled
from ui.pages.closing.aside import MONEY, REVIEW, VIEWS, Aside
from ui.pages.closing.clerk import Clerk
from ui.pages.closing.opinions import Opinions
from ui.pages.closing.paper_check import BackupVerdict
from ui.pages.closing.reading import Reader, Reading
from ui.pages.closing.term import TONES
from ui.pages.closing.way import COMPARE, PRINT, open_of, steps
from ui.pages.indicators.files import open_file
from ui.shell.words import locked_words, period_text
from ui.workspace import Workspace

CONTRACT_KEY = "contract"


class Page(QWidget):
    """One sheet at a time: the contract's, or a month of fines. It reads when it is seen, in turns of the loop."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._fresh, self._focusing = workspace, False, False
        self._months: tuple[Period, ...] = ()
        self._choices: tuple[tuple[str, str], ...] = ()
        self._opinions: Opinions | None = None
        self.reading: Reading | None = None
        self.clerk = Clerk(workspace, self)
        words = "建好项目、录入数据以后，在这里一步步结算、送签、定稿。"
        self._empty = EmptyState("folder", "还没有项目", words, "新建项目")
        self._fault = EmptyState("alert", "算不出结果")
        self.sheets, self.views = SegmentedControl(), SegmentedControl(VIEWS, MONEY)
        self.bundle = Button("月结包", "plain", "package")
        self.stepper, self.aside = Stepper(), Aside(workspace)
        self._state, self._message, self._locked = Chip(""), InlineMessage("bad", closable=True), InlineMessage()
        self._walk = Card("")
        self._soon, self._later = QTimer(self), QTimer(self)
        self._build()
        self._connect()

    # --- building

    def _build(self) -> None:
        for timer in (self._soon, self._later):
            timer.setSingleShot(True)
            timer.setInterval(0)
        main, whole, row, bar = QWidget(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        main.setLayout(whole)
        whole.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(14))
        whole.setSpacing(scaled(10))
        bar.setSpacing(scaled(10))
        bar.addWidget(self.sheets)
        bar.addStretch(1)
        bar.addWidget(self.views)
        bar.addWidget(self.bundle)
        row.setSpacing(scaled(12))
        row.addWidget(self._walk_card(), 4)
        row.addWidget(self.aside, 7)
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
        area = Scrolled()
        area.column.addWidget(self.stepper)
        area.column.addStretch(1)
        self._walk.header.addWidget(self._state)
        self._walk.add(area, 1)
        return self._walk

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.project_changed.connect(self._moved)
        self._workspace.period_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self._soon.timeout.connect(self.refresh)
        self._later.timeout.connect(self._go_on)
        self.sheets.chosen.connect(self._sheet_chosen)
        self.views.chosen.connect(self.open_view)
        self.bundle.clicked.connect(self._make_bundle)
        self.stepper.deed_requested.connect(self._deed)
        self.stepper.link_activated.connect(self._link)
        self.aside.go_requested.connect(self.go_requested)
        self.aside.link_activated.connect(self._link)
        self.aside.adjusting_requested.connect(self._adjust)
        self.aside.logging_requested.connect(self.clerk.log_item)
        self.aside.period_chosen.connect(self._open_period)
        self.aside.check_requested.connect(self._check)
        self.aside.backup_requested.connect(self.clerk.check_backup)
        self.clerk.said.connect(self._say)
        self.clerk.compared.connect(self._show_backup)

    # --- what it shows

    @property
    def is_quiet(self) -> bool:
        """Whether everything is read and shown."""
        reading = self._soon.isActive() or self._later.isActive()
        return self._fresh and not reading and self.aside.is_quiet

    def _heard(self, _changed: Changed) -> None:
        """The header goes first; the page follows in the next turn, once for all that was written meanwhile."""
        self._fresh = False
        if self.isVisible():
            self._soon.start()

    def _moved(self) -> None:
        self.aside.forget_verdict()
        self._say("")
        self._fresh = False
        if self.isVisible():
            self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed catches up; the keyboard stands on the next step."""
        super().showEvent(event)
        self._focusing = True
        if self._fresh:
            self._focus()
        else:
            self._soon.start()

    def open_view(self, key: str) -> None:
        """Another view at the right; also the first one shown there."""
        self.views.choose(key)
        self._show_view()

    def refresh(self) -> None:
        """Shows what the workspace knows now."""
        self._soon.stop()
        self._fresh = True
        owner, reader = self._workspace.project, self._reader()
        if owner is None or reader is None:
            self._layers.setCurrentWidget(self._empty)
            return
        try:
            self._months = reader.months()
            self._show_sheets()
            self.reading = reader.sheet(self._month())
        except Refused as refused:
            self._fault.say("算不出结果", "；".join(f"{one.path} {one.reason}" for one in refused.faults[:4]))
            self._layers.setCurrentWidget(self._fault)
            return
        self._layers.setCurrentWidget(self._main)
        self._opinions = None
        self._show_walk(self.reading)
        self._show_view()
        self._later.start()

    def _reader(self) -> Reader | None:
        owner, known = self._workspace.project, self._workspace.contract
        return Reader(self._workspace, owner, known) if owner and known else None

    def _go_on(self) -> None:
        """In the next turn the client's values beside our own; then the keyboard, as the buttons are there now."""
        reader = self._reader()
        if reader is not None and self.reading is not None and not self.reading.way.conduct:
            self._opinions = reader.opinions()
            self._show_steps(self.reading)
            if self.views.current == REVIEW:
                self.aside.review.show_opinions(self._opinions)
        self._focus()

    def _focus(self) -> None:
        """After a deed or on opening the keyboard stands on what comes next."""
        if self._focusing and self._layers.currentWidget() is self._main:
            self._focusing = False
            self.stepper.focus_next()

    def _show_sheets(self) -> None:
        current = self.sheets.current
        choices = ((CONTRACT_KEY, "合同考核"), *((str(one), f"{one.number} 月扣罚") for one in self._months))
        if choices != self._choices:  # buttons that stay keep the keyboard
            self._choices = choices
            self.sheets.show_choices(choices, current if current in dict(choices) else CONTRACT_KEY)
        show_if(self.sheets, bool(self._months))
        # A month of fines has one opinion only.
        views = [one for one in VIEWS if one[0] != REVIEW or not self._month()]
        if len(views) != self.views.count:
            current = self.views.current
            self.views.show_choices(views, current if current in dict(views) else MONEY)

    def _month(self) -> Period | None:
        return next((one for one in self._months if str(one) == self.sheets.current), None)

    def _show_walk(self, found: Reading) -> None:
        way = found.way
        now, clerk = way.standing, self.clerk
        clerk.standing, clerk.needs, clerk.open = now, way.needs, open_of(way.month)
        clerk.absent, clerk.signed = lacking(now.sheet, way.signed), frozenset(one.role for one in way.signed)
        self._walk.set_title(period_text(now.period) + ("　人员扣罚" if way.conduct else "　合同考核"))
        self._state.say(STATES[now.state], TONES.get(now.state, Tone.NEUTRAL))
        show_if(self._locked, now.locked)
        if now.locked:
            self._locked.say(Tone.NEUTRAL, locked_words(now))
        final = now.locked and now.sheet == CONTRACT
        self.bundle.setText("月结包（正式）" if final else "月结包（草稿）")
        self.bundle.setToolTip(f"一次生成本期全部表单，{'编号、摘要都在页脚' if final else '页脚标明草稿'}")
        self._show_steps(found)

    def _show_steps(self, found: Reading) -> None:
        self.stepper.show_rows(steps(found.way.beside(self._opinions.rows if self._opinions else ())))

    def _show_view(self) -> None:
        reader = self._reader()
        if self.reading is not None and reader is not None:
            self.aside.show_view(self.views.current, self.reading, self._opinions, reader)

    def _say(self, words: str) -> None:
        show_if(self._message, bool(words))
        if words:
            self._message.say(Tone.BAD, words)

    # --- what is done

    def _sheet_chosen(self, _key: str) -> None:
        self._say("")
        self.refresh()

    def _deed(self, deed: str) -> None:
        if deed == PRINT:
            self.go_requested.emit(self.aside.form)
        elif deed == COMPARE:
            self.go_requested.emit("form:difference")
        else:
            self._focusing = self.clerk.do(deed) or self._focusing

    def _make_bundle(self) -> None:
        self.go_requested.emit("bundle:")

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
        elif kind == "view":
            self.open_view(what)
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
        month, owner = self.reading.way.month if self.reading else None, self._workspace.project
        if month is None or owner is None:
            self.clerk.adjust(())
            return
        there = {one.key: f"{one.number} {one.name}" for one in month.nets}
        # Whoever left since may be given something back all the same.
        every = {one.id: f"{one.staff_number} {one.name}" for one in people.listed(self._workspace.book, owner.id)}
        self.clerk.adjust(tuple((there | every).items()))

    def _open_period(self, period: object) -> None:
        if isinstance(period, Period):
            self._workspace.open_period(period)

    def _check(self, text: str) -> None:
        owner = self._workspace.project
        if owner is not None:
            self.aside.versions.paper.show_verdict(paper.check(self._workspace.book, owner.id, text))

    def _show_backup(self, found: object) -> None:
        if isinstance(found, BackupVerdict):
            self.aside.versions.paper.show_backup(found)

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")
