"""Asks what happened and when, where that starts a contract's clock: a demand to rectify, planned maintenance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from ui.kit.date_field import DateField
from ui.kit.labels import label


@dataclass(frozen=True, slots=True)
class Happening:
    """Which obligation starts, when, and what it was."""

    rule: str
    at: datetime
    words: str


class HappeningDialog(QDialog):
    """A function of its data; it writes nothing."""

    def __init__(self, parent: QWidget, clocks: Sequence[tuple[str, str]], now: datetime) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记触发义务的事情")
        self.what, self.day, self.time, self.words = QComboBox(), DateField(), QTimeEdit(), QLineEdit()
        for rule, name in clocks:
            self.what.addItem(name, rule)
        self.day.setDate(QDate(now.year, now.month, now.day))
        self.time.setDisplayFormat("HH:mm")
        self.time.setTime(QTime(now.hour, now.minute))
        self.words.setPlaceholderText("说明，如：甲方第 3 号整改通知")
        form = QFormLayout()
        rows = (("事情", self.what), ("日期", self.day), ("时间", self.time), ("说明", self.words))
        for name, field in rows:
            form.addRow(name, field)
            field.setAccessibleName(name)
        buttons = QDialogButtonBox()
        buttons.addButton("登记", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.addWidget(label("合同规定的期限从这时起算，到期日按工作日历计算。", "small"))
        column.addLayout(form)
        column.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def found(self) -> Happening:
        """What was typed."""
        day, time = self.day.date(), self.time.time()
        at = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())
        return Happening(str(self.what.currentData()), at, self.words.text().strip())


def ask(parent: QWidget, clocks: Sequence[tuple[str, str]], now: datetime) -> Happening | None:
    """The happening, or None where the user thought better of it."""
    dialog = HappeningDialog(parent, clocks, now)
    found = dialog.found() if dialog.exec() else None
    dialog.deleteLater()
    return found
