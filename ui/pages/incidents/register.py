"""The register: filters, the list, and what it comes to."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.exact import show, told_money, total
from app.ledger.incident_needs import KINDS
from app.ledger.incident_rows import Register, Row
from app.ledger.incidents import RECORDED, WITHDRAWN
from ui.kit.card import Card
from ui.kit.labels import RichLabel
from ui.kit.tables import TableModel
from ui.kit.theme import PAD, scaled
from ui.pages.incidents.columns import columns
from ui.pages.incidents.filters import Filters
from ui.pages.incidents.table import RegisterTable


class RegisterCard(Card):
    """Shows rows; what is done to them is asked of the page."""

    selection_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.filters, self.table = Filters(), RegisterTable()
        self.model = TableModel(columns(), parent=self)
        self._totals = RichLabel("", "line")
        self._found: Register | None = None
        self.table.setModel(self.model)
        self.table.setAccessibleName("事项登记簿")
        self._lay_out_card()
        self.filters.changed.connect(self._filter)
        self.table.filter_clearing_requested.connect(self.filters.reset)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.row_selected.connect(self._selected)

    def _lay_out_card(self) -> None:
        whole = self.layout()
        assert whole is not None
        whole.setContentsMargins(1, scaled(12), 1, scaled(2))
        self.body.setSpacing(scaled(6))
        for part, stretch in ((self.filters, 0), (self.table, 1), (self._totals, 0)):
            if part is self.table:
                self.add(part, stretch)
                continue
            row, inside = QWidget(), QHBoxLayout()
            row.setLayout(inside)
            inside.setContentsMargins(scaled(PAD), 0, scaled(PAD), scaled(6) if part is self._totals else 0)
            inside.addWidget(part, 1)
            self.add(row)

    # --- what is shown

    def show_register(self, found: Register) -> None:
        """Other rows; those that are filtered out are not lost."""
        self._found = found
        self.model.set_rows(found.rows)
        self.filters.show_rows(found.rows, bool(found.locked))
        self._filter()

    def say_when_empty(self, title: str, words: str, button: str) -> None:
        """What belongs here."""
        self.table.say_when_empty("warning", title, words, button)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of the span."""
        return self._found.rows if self._found else ()

    def selected(self) -> list[Row]:
        """The selected rows."""
        return self.table.selected_rows()

    def current(self) -> Row | None:
        """The row where the keyboard is."""
        return self.table.current_row()

    def go_to(self, incident: int) -> bool:
        """Selects a row, clearing the filters if they hide it."""
        if self.table.go_to_key(incident):
            return True
        if any(one.id == incident for one in self.rows):
            self.filters.reset()
        return self.table.go_to_key(incident)

    def _filter(self) -> None:
        self.model.set_filter(self.filters.search.text())
        self.model.set_condition(self.filters.fits if self.filters.narrowed else None)
        shown = self.model.rows
        self._totals.say(totals_told(shown, self._found) if self._found else "")
        if shown and self.table.current_row() is None:
            self.table.go_to_key(shown[-1].id)
        if not shown:
            self.selection_changed.emit()

    def _selected(self, *_what: object) -> None:
        self.selection_changed.emit()


def totals_told(rows: Sequence[Row], found: Register) -> str:
    """12 件：行为 4、质检 5…　扣罚 612.75 元　−0.9 分."""
    standing = [one for one in rows if one.status != WITHDRAWN]
    kinds = {key: sum(one.kind == key for one in standing) for key in KINDS}
    split = "、".join(f"{KINDS[key]} {many}" for key, many in kinds.items() if many)
    counted = [one for one in standing if not one.cost.pending]
    fines = sum(one.cost.fen or 0 for one in counted if one.kind == "conduct")
    paid = sum(one.cost.fen or 0 for one in counted if one.kind != "conduct")
    points = total(one.cost.points for one in counted if one.cost.points)
    told = [f"**{len(standing)} 件**" + (f"（{split}）" if split else "")]
    if any(one.kind == "conduct" for one in standing):
        told.append(f"扣罚 **{told_money(fines)}** 元")
    if paid:
        told.append(f"合同扣款 **{told_money(paid)}** 元")
    if points:
        told.append(f"得分 **{show(points).replace('-', '−')}** 分")
    waiting = [one for one in standing if one.status == RECORDED]
    if waiting:
        told.append(f"{len(waiting)} 件待核实，未计入")
    gone = len(rows) - len(standing)
    if gone:
        told.append(f"另有撤销 {gone} 件")
    if len(rows) < len(found.rows):
        told.append(f"显示 {len(rows)} / {len(found.rows)}")
    return "　·　".join(told)
