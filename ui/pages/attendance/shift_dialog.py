"""A kind of shift: code, name, from when to when, whether at night, how many people it needs at least."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.messages import FieldError
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format
from ui.kit.switches import Switch
from ui.kit.theme import scaled
from ui.pages.incidents.fields import TimeField, beside

WIDTH = 420


@dataclass(frozen=True)
class Draft:
    """What was filled in."""

    code: str = ""
    name: str = ""
    starts: str = ""
    ends: str = ""
    night: bool = False
    least: int = 0


class ShiftDialog(QDialog):
    """Nothing is written in here."""

    def __init__(self, parent: QWidget, initial: Draft, refused: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建班次")
        self.setMinimumWidth(scaled(WIDTH))
        self.code, self.name = QLineEdit(initial.code), QLineEdit(initial.name)
        self.starts, self.ends = TimeField(), TimeField()
        self.starts.setText(initial.starts)
        self.ends.setText(initial.ends)
        self.night, self.least = Switch("夜班", initial.night), NumberField(Format(0, Decimal(0)))
        self.least.show_value(initial.least)
        self.error = FieldError()
        self.go, self.back = Button("新建", "primary"), Button("取消")
        self._lay_out()
        self.error.say(refused)
        self.go.clicked.connect(self.accept)
        self.back.clicked.connect(self.reject)

    @property
    def draft(self) -> Draft:
        """As it stands."""
        words = self.code.text().strip(), self.name.text().strip(), _time(self.starts), _time(self.ends)
        return Draft(*words, self.night.isChecked(), int(self.least.value or 0))

    def accept(self) -> None:
        """Only what says something is taken."""
        self.least.commit()
        lacking = [
            (self.code, "请填代号，如 早"), (self.name, "请填名称，如 早班"),
            (self.starts, "请填开始时刻，如 08:00"), (self.ends, "请填结束时刻，如 16:00"),
        ]  # fmt: skip
        for field, words in lacking:
            if not field.text().strip() or getattr(field, "wrong", False):
                self.error.say(words)
                field.setFocus()
                return
        if self.least.error:
            self.error.say(self.least.error)
            return
        super().accept()

    def _lay_out(self) -> None:
        rows, buttons, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        rows.setHorizontalSpacing(scaled(16))
        rows.setVerticalSpacing(scaled(8))
        self.code.setMaxLength(2)
        self.code.setPlaceholderText("一两个字，排班表里显示")
        times = beside(self.starts, label("至"), self.ends, self.night)
        fields = (("代号", self.code), ("名称", self.name), ("时间", times), ("最低人数", self.least), ("", self.error))
        for words, field in fields:
            rows.addRow(label(words, "muted"), field)
        buttons.addStretch(1)
        for one in (self.back, self.go):
            buttons.addWidget(one)
        self.go.setDefault(True)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(12))
        column.addLayout(rows)
        column.addLayout(buttons)


def _time(field: TimeField) -> str:
    return f"{field.value:%H:%M}" if field.value else field.text().strip()


def ask(parent: QWidget, initial: Draft, refused: str = "") -> Draft | None:
    """A new shift, or None."""
    dialog = ShiftDialog(parent, initial, refused)
    try:
        return dialog.draft if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
