"""一致性: the same clause treated differently, both rows side by side, and the way to each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ledger.consistency import Difference, Side
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.labels import RichLabel
from ui.kit.tables import Column, TableModel, TableView
from ui.kit.theme import Tone, scaled

COLUMNS: Sequence[Column] = (
    Column("kind", "差别", "chip", lambda one: one.kind, tone=lambda _one: Tone.WARN, width=104),
    Column("clause", "条款", "text", lambda one: one.clause, width=150),
    Column("one", "这一件", "text", lambda one: one.one.words, tip=lambda one: one.one.words, width=260,
           stretches=True),
    Column("other", "另一件", "text", lambda one: one.other.words, tip=lambda one: one.other.words, width=260,
           stretches=True),
)  # fmt: skip


class CheckView(QWidget):
    """Reads only; Enter or a button goes to an incident."""

    side_requested = Signal(object)  # Side

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.table = TableModel(COLUMNS, lambda one: one.key, self), TableView()
        self.one, self.other = Button("打开这一件", "plain", "external"), Button("打开另一件", "plain", "external")
        self.words = RichLabel(
            "合同期内到本月为止：同一条款下，有的免扣有的照扣、轻重或金额不同的，逐一列出，由人判断。", "muted"
        )
        head, card, column = QHBoxLayout(), Card(), QVBoxLayout(self)
        head.addWidget(self.words, 1)
        for button in (self.one, self.other):
            head.addWidget(button)
        card.add(self.table, 1)
        card.layout().setContentsMargins(0, 0, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.table.setModel(self.model)
        self.table.setAccessibleName("一致性检查")
        self.table.say_when_empty("check", "没有发现差别", "同一条款的处理都一致。")
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addLayout(head)
        column.addWidget(card, 1)
        self.table.row_selected.connect(self._offer)
        self.table.row_activated.connect(self._go_one)
        self.one.clicked.connect(self._go_one)
        self.other.clicked.connect(self._go_other)
        self._offer()

    def show_differences(self, found: Sequence[Difference]) -> None:
        """What was found."""
        self.model.set_rows(found)
        if self.table.current_row() is None and found:
            self.table.go_to_key(found[0].key)
        self._offer()

    def _offer(self, _row: object = None) -> None:
        chosen = self.table.current_row() is not None
        for button in (self.one, self.other):
            button.setEnabled(chosen)

    def _go_one(self, _row: object = None) -> None:
        self._go("one")

    def _go_other(self) -> None:
        self._go("other")

    def _go(self, which: str) -> None:
        found = self.table.current_row()
        side = getattr(found, which, None)
        if isinstance(side, Side):
            self.side_requested.emit(side)
