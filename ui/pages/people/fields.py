"""The fields of a deed's dialog: each reads and shows one value, and says under itself what is wrong with it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from app.exact import to_fen
from app.reader import iso_day
from ui.kit.date_field import DateField
from ui.kit.labels import give_role
from ui.kit.messages import FieldError
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format, tidy
from ui.kit.theme import scaled
from ui.pages.people.deed import Field

YUAN = Format(places=2, least=None)
WRONG_DAY = "应为日期，如 2025-09-03"


class Entry(QWidget):
    """One field with its error."""

    changed = Signal()

    def __init__(self, asked: Field, choices: Sequence[str]) -> None:
        super().__init__()
        self.asked, self.error = asked, FieldError()
        self.line = _widget(asked, choices)
        self.line.setAccessibleName(asked.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(2))
        column.addWidget(self.line)
        column.addWidget(self.error)
        self.setFocusProxy(self.line)
        self._connect()

    def _connect(self) -> None:
        line = self.line
        if isinstance(line, DateField):
            line.dateChanged.connect(self._typed)
        elif isinstance(line, QComboBox):
            line.editTextChanged.connect(self._typed)
        elif isinstance(line, QCheckBox):
            line.toggled.connect(self._typed)
        elif isinstance(line, QLineEdit):
            line.textChanged.connect(self._typed)

    def _typed(self) -> None:
        self.say("")
        self.changed.emit()

    def show_value(self, value: Any) -> None:
        """What stands there at first."""
        line = self.line
        if isinstance(line, DateField) and isinstance(value, date):
            line.setDate(QDate(value.year, value.month, value.day))
        elif isinstance(line, QComboBox):
            line.setCurrentText(str(value or ""))
        elif isinstance(line, QCheckBox):
            line.setChecked(bool(value))
        elif isinstance(line, NumberField):
            line.setText("" if value is None else f"{value // 100}.{value % 100:02d}")
            line.commit()
        elif isinstance(line, QLineEdit):
            line.setText("" if value is None else str(value))

    @property
    def value(self) -> Any:
        """What stands there now, as the ledger takes it; None for nothing."""
        line = self.line
        if isinstance(line, DateField):
            return date(line.date().year(), line.date().month(), line.date().day())
        if isinstance(line, QComboBox):
            return line.currentText().strip()
        if isinstance(line, QCheckBox):
            return line.isChecked()
        if isinstance(line, NumberField):
            line.commit()
            return None if line.value is None or line.error else to_fen(line.value)
        text = line.text().strip() if isinstance(line, QLineEdit) else ""
        return day_in(text) if self.asked.kind == "maybe" else text

    @property
    def fault(self) -> str:
        """What is wrong before the ledger is asked."""
        line = self.line
        if isinstance(line, NumberField):
            line.commit()
            if line.error:
                return line.error
        text = line.text().strip() if isinstance(line, QLineEdit) else ""
        if self.asked.kind == "maybe" and text and day_in(text) is None:
            return WRONG_DAY
        return "不能为空" if self.asked.must and self.value in ("", None) else ""

    def say(self, words: str) -> None:
        """An error, or "" for none."""
        self.error.say(words)
        give_role(self.line, "state", "error" if words else "")


def day_in(text: str) -> date | None:
    """2025-09-03, 2025/9/3, 2025.9.3, 2025年9月3日."""
    plain = tidy(text)
    for sign in ("年", "月", "/", "."):
        plain = plain.replace(sign, "-")
    parts = plain.removesuffix("日").split("-")
    return iso_day("-".join(part.zfill(2) for part in parts)) if len(parts) == 3 else None


def _widget(asked: Field, choices: Sequence[str]) -> QWidget:
    if asked.kind == "day":
        return DateField()
    if asked.kind == "check":
        return QCheckBox(asked.title)
    if asked.kind == "money":
        made = NumberField(YUAN)
        made.setPlaceholderText("元")
        return made
    if asked.kind in ("team", "post", "special"):
        combo = QComboBox()
        combo.setEditable(True)
        combo.addItems(["", *choices] if not asked.must else list(choices))
        combo.setCurrentText("")
        line = combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(asked.hint)
        return combo
    line = QLineEdit()
    line.setPlaceholderText(asked.hint or ("如 2025-09-03" if asked.kind == "maybe" else ""))
    return line
