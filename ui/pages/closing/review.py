"""自评与复核: the client's values beside our own, what each difference changes, and the reason that was given."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.forms.floor_opinions import Sum
from ui.kit.card import Card
from ui.kit.grid.looks import GOOD, Look
from ui.kit.labels import RichLabel, show_if
from ui.kit.tables.columns import Column
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import scaled
from ui.pages.closing.opinions import Opinion, Opinions

LOST = Look("bad")
NOBODY = "甲方的数录在“指标”页的“复核”一栏；与自评不同的，在这里逐项对照。"


def _changed(row: Opinion) -> Look | None:
    """Lost is red, won is green."""
    return (LOST if row.change.startswith("−") else GOOD) if row.change else None


COLUMNS = (
    Column("what", "指标", "text", lambda row: row.what, tip=lambda row: row.what, width=138),
    Column("field", "数据项", "text", lambda row: row.field, tip=lambda row: row.field, width=84),
    Column("was", "自评", "text", lambda row: row.was, tip=lambda row: row.was, width=72),
    Column("now", "复核", "text", lambda row: row.now, tip=lambda row: row.now, width=72),
    Column("was_points", "自评得", "number", lambda row: row.was_points, words=str, width=62),
    Column("now_points", "复核得", "number", lambda row: row.now_points, words=str, width=62),
    Column("change", "增减", "number", lambda row: row.change, words=str, look=_changed, width=58),
    Column("reason", "理由", "text", lambda row: row.reason or "没有写明", tip=lambda row: row.reason, stretches=True),
)  # fmt: skip


def told(one: Sum) -> str:
    """综合得分 96.1 → 94.1（-2）."""
    was, now = _figure(one.was), _figure(one.now)
    if was == now:
        return f"{one.name} {now}，不变"
    return f"{one.name} {was} → **{now}**" + (f"（{_figure(one.change)}）" if one.change else "")


def _figure(text: str | None) -> str:
    """With thousands and a real minus, as everywhere on the page."""
    if not text:
        return "—"
    whole, point, after = text.replace("-", "−").partition(".")
    digits = whole.lstrip("+−")
    return f"{whole[: len(whole) - len(digits)]}{int(digits):,}{point}{after}" if digits.isdecimal() else text


class ReviewView(QWidget):
    """Enter on a row goes to where the value was entered."""

    line_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.model, self.table, self.sums = TableModel(COLUMNS, key=_key), TableView(), RichLabel("", "line")
        self._card = Card("自评与复核")
        self.table.setModel(self.model)
        self.table.setAccessibleName("自评与复核")
        self.table.say_when_empty("check", "自评与复核没有差异", NOBODY)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        self._card.body.setSpacing(scaled(8))
        self._card.add(self.sums)
        self._card.add(self.table, 1)
        self.table.row_activated.connect(self._opened)

    def show_opinions(self, found: Opinions) -> None:
        """Every difference, and what comes of all of them."""
        self.model.set_rows(found.rows)
        self._card.set_aside(f"{len(found.rows)} 处差异" if found.rows else "")
        half = (len(found.sums) + 1) // 2
        lines = [found.sums[:half], found.sums[half:]]
        self.sums.say("\n".join("　　".join(told(one) for one in line) for line in lines))
        show_if(self.sums, bool(found.sums))

    def _opened(self, row: object) -> None:
        if isinstance(row, Opinion) and row.line:
            self.line_chosen.emit(row.line)


def _key(row: Opinion) -> int:
    return row.at
