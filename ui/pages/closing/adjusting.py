"""Asks for a correction of an earlier period that takes effect in this one: about which, whom, how much, why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.exact import exact_or_none, to_fen
from app.periods import Period
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import label
from ui.kit.messages import FieldError
from ui.kit.theme import scaled

WIDTH = 440


@dataclass(frozen=True)
class Adjusting:
    """A correction as it is to be entered."""

    about: Period
    person: int | None
    on: date
    fen: int
    reason: str


class AdjustingDialog(QDialog):
    """A function of its data; it writes nothing."""

    def __init__(self, parent: QWidget, about: Sequence[Period], people: Sequence[tuple[int, str]], on: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记更正")
        self.setMinimumWidth(scaled(WIDTH))
        self.about, self.person = QComboBox(), QComboBox()
        self.amount, self.reason, self.error = QLineEdit(), QLineEdit(), FieldError()
        self.day = DateField(QDate(on.year, on.month, on.day))
        self.go, self.back = Button("登记", "primary"), Button("取消")
        for period in about:
            self.about.addItem(str(period), period)
        for key, name in people:
            self.person.addItem(name, key)
        self._lay_out(bool(people))
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)
        self.amount.setFocus()

    def _lay_out(self, somebody: bool) -> None:
        form, buttons, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        self.amount.setPlaceholderText("退还、补付为正，扣回为负，如 -200.00")
        rows: list[tuple[str, QWidget]] = [("更正哪一期", self.about)]
        rows += [("本人", self.person)] if somebody else []
        rows += [("金额（元）", self.amount), ("生效日期", self.day), ("理由", self.reason)]
        for name, field in rows:
            form.addRow(label(name, "muted"), field)
            field.setAccessibleName(name)
        form.addRow("", self.error)
        form.setHorizontalSpacing(scaled(16))
        form.setVerticalSpacing(scaled(10))
        buttons.addStretch(1)
        for one in (self.back, self.go):
            buttons.addWidget(one)
        self.go.setDefault(True)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(12))
        column.addWidget(label("已送签、定稿的期间不改动；更正在生效日期所在的期间另列一笔。", "small"))
        column.addLayout(form)
        column.addLayout(buttons)

    def fault(self) -> str:
        """What is wrong with what was typed."""
        amount = exact_or_none(self.amount.text().strip().replace(",", "").replace("，", "").replace("−", "-"))
        if amount is None or amount == 0 or amount * 100 != int(amount * 100):
            return "金额应为不为 0 的数，最多两位小数"
        return "" if self.reason.text().strip() else "请写明理由"

    def found(self) -> Adjusting:
        """What was typed."""
        amount = exact_or_none(self.amount.text().strip().replace(",", "").replace("，", "").replace("−", "-"))
        day, key = self.day.date(), self.person.currentData()
        on = date(day.year(), day.month(), day.day())
        person = None if key is None else int(key)
        return Adjusting(self.about.currentData(), person, on, to_fen(amount or 0), self.reason.text().strip())

    def _try(self) -> None:
        wrong = self.fault()
        self.error.say(wrong)
        if wrong:
            (self.reason if "理由" in wrong else self.amount).setFocus()
        else:
            self.accept()


def ask(parent: QWidget, about: Sequence[Period], people: Sequence[tuple[int, str]], on: date) -> Adjusting | None:
    """The correction, or None."""
    dialog = AdjustingDialog(parent, about, people, on)
    found = dialog.found() if dialog.exec() else None
    dialog.deleteLater()
    return found
