"""What stands beside the walk: the settlement, both opinions, the term with its promises, the versions."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.ledger import settlements
from app.ledger.verify import head
from ui.pages.closing.money import MoneyCard
from ui.pages.closing.opinions import Opinions
from ui.pages.closing.reading import Reader, Reading
from ui.pages.closing.review import ReviewView
from ui.pages.closing.term import TermView
from ui.pages.closing.versions import Version, VersionsView
from ui.workspace import Workspace

MONEY, REVIEW, TERM, VERSIONS = "money", "review", "term", "versions"
VIEWS = ((MONEY, "结算"), (REVIEW, "自评与复核"), (TERM, "各期与承诺"), (VERSIONS, "版本与验真"))


class Aside(QStackedWidget):
    """One view at a time; each is filled when it is looked at."""

    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace, self._reading = workspace, None
        self.money, self.review, self.term, self.versions = MoneyCard(), ReviewView(), TermView(), VersionsView()
        self._views = {MONEY: self.money, REVIEW: self.review, TERM: self.term, VERSIONS: self.versions}
        self._form = ""  # what is printed of the shown sheet
        for view in self._views.values():
            self.addWidget(view)
        self.review.line_chosen.connect(self._go_to_line)
        self.versions.reading_requested.connect(self._read_version)
        self.versions.comparing_requested.connect(self._compare)

    def show_view(self, key: str, found: Reading, opinions: Opinions | None, reader: Reader) -> None:
        """A view of what was read."""
        month = found.way.month
        self._form = f"form:agents:{month.month}" if month else "form::"
        if key == MONEY:
            self._show_money(found)
        elif key == REVIEW:
            self.review.show_opinions(opinions or Opinions())
        elif key == TERM:
            self._show_term()
        else:
            self._show_versions(found, reader)
        self.setCurrentWidget(self._views[key])

    @property
    def form(self) -> str:
        """The link to the table of the shown sheet."""
        return self._form

    def _show_money(self, found: Reading) -> None:
        self.money.set_open(not found.way.standing.locked)
        if found.settled is not None:
            self.money.show_settled(found.settled, found.items)
        elif found.way.month is not None:
            self.money.show_month(found.way.month)

    def _show_term(self) -> None:
        owner, book, period = self._workspace.project, self._workspace.book, self._workspace.period
        if owner is not None:
            ahead, every = settlements.prepaid(book, owner.id, period), settlements.term(book, owner.id, period)
            self.term.show_term(ahead, every, settlements.promises(book, owner.id, period), period)

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
