"""The days of one indicator, opened inside the page with a way back to its row."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger import indicators
from app.ledger.change import Changed
from app.ledger.indicators import REVIEWED, Typed
from app.ledger.inputs import HITS, TOTAL
from app.workdays import Calendar, read_calendar
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.grid.delegates import NumberDelegate
from ui.kit.grid.view import GridView
from ui.kit.labels import label
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.indicators.day_model import DayModel
from ui.pages.indicators.sheet import Sheet
from ui.shell.words import locked_words
from ui.workspace import Workspace

EDGE = 16
WIDTHS = (84, 124, 140)
SHOWN = 12
TYPED = "按日录入"


class DayView(QWidget):
    """Shows and takes what each day says; a paste is one entry and one undo."""

    back_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._indicator, self._opinion = "", ""
        self._calendar: Calendar | None = None
        self._refusal: Refused | None = None
        self._known: dict[date, dict[str, Decimal]] = {}
        self._back = Button("返回指标", "quiet", "chevron-left")
        self._title, self._aside = label("", "title"), label("", "small")
        self._notice = InlineMessage(Tone.WARN)
        self.model, self.grid = DayModel(self._write, self), GridView()
        self._numbers = NumberDelegate(self.grid)
        self._build()
        self._back.clicked.connect(self._asked_back)
        self.grid.paste_trimmed.connect(self._trimmed)
        workspace.refused.connect(self._heard)

    def _build(self) -> None:
        head, card, column = QHBoxLayout(), Card(), QVBoxLayout(self)
        head.setSpacing(scaled(10))
        for part in (self._back, self._title, self._aside):
            head.addWidget(part)
        head.addStretch(1)
        self.grid.setModel(self.model)
        card.add(self.grid, 1)
        column.setContentsMargins(scaled(EDGE), scaled(12), scaled(EDGE), scaled(14))
        column.setSpacing(scaled(10))
        column.addLayout(head)
        column.addWidget(self._notice)
        column.addWidget(card, 1)

    # --- what it shows

    def open(self, indicator: str, sheet: Sheet, opinion: str, locked: bool) -> None:
        """The days of an indicator."""
        self._indicator = indicator
        self.show_sheet(sheet, opinion, locked)
        for at in range(self.model.columnCount()):
            self.grid.setColumnWidth(at, scaled(WIDTHS[min(at, 2)]))
            if at >= 2:
                self.grid.setItemDelegateForColumn(at, self._numbers)

    def begin(self) -> None:
        """The keyboard to the first day without figures."""
        found = self.model.days
        row = next((at for at, day in enumerate(found) if not self._known.get(day)), 0)
        self.grid.setFocus()
        if found:
            self.grid.go_to(row, 2)
            self.grid.scrollTo(self.model.index(row, 2))

    def show_sheet(self, sheet: Sheet, opinion: str, locked: bool) -> None:
        """The figures as they are now."""
        if not self._indicator or self._indicator not in sheet.inputs:
            return
        self._opinion = opinion
        self._calendar = self._calendar or read_calendar()
        term, name = sheet.owner.term, sheet.rules.indicator(self._indicator).name
        days = [day for day in sheet.period.all_days if term.holds(day)]
        self._known = _figures(sheet, self._indicator, opinion)
        self.model.show_days(_fields(sheet, self._indicator), days, self._known, self._calendar, locked)
        self._title.setText(f"{name} · 按日{'（复核）' if opinion == REVIEWED else ''}")
        self._say(days, locked)

    def _say(self, days: list[date], locked: bool) -> None:
        missing = [day for day in days if not self._known.get(day)]
        told = "、".join(f"{day.month}/{day.day}" for day in missing[:SHOWN])
        more = f"等 {len(missing)} 天" if len(missing) > SHOWN else ""
        self._aside.setText(
            f"已录 {len(days) - len(missing)}/{len(days)} 天" + (f"；缺 {told}{more}" if missing else "")
        )
        standing = self._workspace.standing
        self._notice.setVisible(locked)
        if locked and standing is not None:
            self._notice.say(Tone.ACCENT, locked_words(standing))

    # --- what is typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def _write(self, days: Mapping[date, Mapping[str, Typed]]) -> Refused | None:
        owner, book, indicator, opinion = self._workspace.project, self._workspace.book, self._indicator, self._opinion
        if owner is None:
            return None
        project, self._refusal = owner.id, None

        def write() -> Changed:
            return indicators.load_days(book, project, indicator, days, TYPED, opinion=opinion)

        return None if self._workspace.commit(write) else self._refusal

    def _heard(self, refused: Refused) -> None:
        self._refusal = refused

    def _trimmed(self, trimmed: object) -> None:
        self._notice.say(Tone.WARN, getattr(trimmed, "words", ""))
        self._notice.show()

    def _asked_back(self) -> None:
        self.back_requested.emit()


def _fields(sheet: Sheet, indicator: str) -> list[tuple[str, str]]:
    """The figures of a day: the contract's own, or the two counts that are summed."""
    inputs = sheet.inputs[indicator]
    if inputs.days:
        return list(zip(inputs.days.fields, inputs.days.labels, strict=True))
    return [(one.path, one.label) for one in inputs.fields if one.kind in (HITS, TOTAL)]


def _figures(sheet: Sheet, indicator: str, opinion: str) -> dict[date, dict[str, Decimal]]:
    """What an opinion typed for each day; a reviewer sees our own days where he typed none."""
    found: dict[date, dict[str, Decimal]] = {}
    reviewed = {one.since for one in sheet.values if one.opinion == REVIEWED and one.indicator == indicator}
    for one in sheet.values:
        if one.indicator != indicator or one.period or one.number is None:
            continue
        mine = one.opinion == opinion or (opinion == REVIEWED and one.since not in reviewed)
        if mine:
            found.setdefault(one.since, {})[one.field] = one.number
    return found
