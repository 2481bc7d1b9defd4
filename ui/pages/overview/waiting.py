"""The cards of what is open: incidents that wait for somebody, inputs that are not there yet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ledger.overview import Overview
from ui.kit.chip import Chip
from ui.kit.rows import ClickRow, LinkRow
from ui.pages.overview.cards import ListCard

TONES = {"记录": "warn", "申诉": "accent"}


class WaitingCard(ListCard):
    """Incidents that nobody has verified, or that are under appeal; a row leads to its incident."""

    incident_asked = Signal(int)
    MOST = 4

    def show_overview(self, found: Overview) -> None:
        """The latest first."""
        if not self.is_news(found.waiting):
            return
        latest = sorted(found.waiting, key=lambda one: one.day, reverse=True)
        self.set_aside(f"{len(latest)} 件事项" if latest else "")
        rows: list[QWidget] = []
        for one in latest[: self.MOST]:
            chip = Chip("待核实" if one.status == "记录" else one.status, TONES[one.status])
            row = ClickRow(chip, one.words, "", key=one.id)
            row.activated.connect(self._ask)
            rows.append(row)
        more = len(latest) - len(rows)
        self.show_rows(rows, "没有待核实或申诉中的事项。", f"另有 {more} 件" if more else "")

    def _ask(self, key: object) -> None:
        self.incident_asked.emit(int(str(key)))


class GapsCard(ListCard):
    """What is not typed yet, each with the way to its place."""

    line_asked = Signal(str)
    MOST = 4

    def show_overview(self, found: Overview) -> None:
        """In the contract's order."""
        if not self.is_news(found.gaps):
            return
        self.set_aside(f"{len(found.gaps)} 项" if found.gaps else "")
        rows: list[QWidget] = []
        for gap in found.gaps[: self.MOST]:
            row = LinkRow(gap.name, "、".join(gap.fields), key=gap.id)
            row.activated.connect(self._ask)
            rows.append(row)
        more = len(found.gaps) - len(rows)
        self.show_rows(rows, "各项都已录入。", f"另有 {more} 项未录入" if more else "")

    def _ask(self, key: object) -> None:
        self.line_asked.emit(str(key))
