"""What stands beside the walk: the settlement, both opinions, the term with its promises, the versions."""

from functools import cached_property

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ledger import settlements
from app.ledger.settlements import Settled
from app.ledger.verify import head
from app.periods import Period
from ui.pages.closing.money import MoneyCard
from ui.pages.closing.opinions import Opinions
from ui.pages.closing.reading import Reader, Reading
from ui.pages.closing.review import ReviewView
from ui.pages.closing.term import TermView
from ui.pages.closing.versions import Version, VersionsView
from ui.workspace import Workspace

MONEY, REVIEW, TERM, VERSIONS = "money", "review", "term", "versions"
AT_ONCE = 2  # periods of a term in one turn of the loop
VIEWS = ((MONEY, "结算"), (REVIEW, "自评与复核"), (TERM, "各期与承诺"), (VERSIONS, "版本与验真"))


class Aside(QStackedWidget):
    """One view at a time; each is filled when it is looked at."""

    go_requested = Signal(str)
    link_activated = Signal(str)
    adjusting_requested = Signal()
    logging_requested = Signal()
    period_chosen = Signal(object)
    check_requested = Signal(str)
    backup_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._form = ""  # what is printed of the shown sheet
        self._due: list[Period] = []  # periods of the term that are not read yet
        self._read: list[Settled] = []
        self._filling = QTimer(self)
        self._filling.setSingleShot(True)
        self._filling.setInterval(0)
        self._filling.timeout.connect(self._fill_term)

    # Each view is made when it is first looked at: all at once would hold up the window.

    @cached_property
    def money(self) -> MoneyCard:
        """The settlement."""
        made = MoneyCard()
        made.link_activated.connect(self.link_activated)
        made.adjusting_requested.connect(self.adjusting_requested)
        made.logging_requested.connect(self.logging_requested)
        self.addWidget(made)
        return made

    @cached_property
    def review(self) -> ReviewView:
        """Both opinions."""
        made = ReviewView()
        made.line_chosen.connect(self._go_to_line)
        self.addWidget(made)
        return made

    @cached_property
    def term(self) -> TermView:
        """All periods, and what is promised."""
        made = TermView()
        made.period_chosen.connect(self.period_chosen)
        self.addWidget(made)
        return made

    @cached_property
    def versions(self) -> VersionsView:
        """What was frozen, and whether a page is of it."""
        made = VersionsView()
        made.reading_requested.connect(self._read_version)
        made.comparing_requested.connect(self._compare)
        made.paper.check_requested.connect(self.check_requested)
        made.paper.backup_requested.connect(self.backup_requested)
        self.addWidget(made)
        return made

    def forget_verdict(self) -> None:
        """Another period or project: what was checked is not on the screen any more."""
        if "versions" in self.__dict__:
            self.versions.paper.show_verdict(None)

    def show_view(self, key: str, found: Reading, opinions: Opinions | None, reader: Reader) -> None:
        """A view of what was read."""
        month = found.way.month
        self._form = f"form:agents:{month.month}" if month else "form::"
        if key == MONEY:
            shown: QWidget = self.money
            self._show_money(found)
        elif key == REVIEW:
            shown = self.review
            self.review.show_opinions(opinions or Opinions())
        elif key == TERM:
            shown = self.term
            self._show_term()
        else:
            shown = self.versions
            self._show_versions(found, reader)
        self.setCurrentWidget(shown)

    @property
    def form(self) -> str:
        """The link to the table of the shown sheet."""
        return self._form

    def _show_money(self, found: Reading) -> None:
        self.money.set_open(not found.way.standing.locked)
        if found.settled is not None:
            self.money.show_settled(found.settled, found.items, found.loggable)
        elif found.way.month is not None:
            self.money.show_month(found.way.month)

    @property
    def is_quiet(self) -> bool:
        """Whether everything is read."""
        return not self._filling.isActive()

    def _show_term(self) -> None:
        """A whole term is read a few periods a turn: the window answers in between."""
        owner = self._workspace.project
        if owner is not None:
            self._due = list(settlements.periods_of(owner.term, self._workspace.period))
            self._read = []
            self._filling.start()

    def _fill_term(self) -> None:
        owner, book, period = self._workspace.project, self._workspace.book, self._workspace.period
        if owner is None:
            return
        if not self._due:
            promised = settlements.promises(book, owner.id, period)
            self.term.show_term(settlements.prepaid(book, owner.id, period), self._read, promised, period)
            return
        now, self._due = self._due[:AT_ONCE], self._due[AT_ONCE:]
        self._read += [settlements.settled(book, owner.id, one) for one in now]
        self._filling.start()

    def _show_versions(self, found: Reading, reader: Reader) -> None:
        self.versions.show_versions(reader.versions(found.way.standing))
        with self._workspace.book.read() as connection:
            self.versions.paper.show_head(*head(connection))

    def _read_version(self, one: object) -> None:
        if isinstance(one, Version):
            self.go_requested.emit(f"{self._form}:{one.id}")

    def _compare(self, one: object) -> None:
        if isinstance(one, Version):
            self.go_requested.emit(f"form:difference::{one.id}")

    def _go_to_line(self, line: str) -> None:
        self.go_requested.emit(f"indicator:{line}")
