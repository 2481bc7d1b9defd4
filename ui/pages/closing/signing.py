"""Asks who signed a revision: role, name, day, how; a drawn or pasted picture is named as such."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ledger.signatures import HOW
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import label
from ui.kit.messages import FieldError
from ui.kit.theme import scaled

WIDTH = 420


@dataclass(frozen=True)
class Signing:
    """A signature as it is to be recorded."""

    role: str
    signer: str
    on: date
    how: str
    note: str


class SigningDialog(QDialog):
    """A function of its data; it writes nothing."""

    def __init__(self, parent: QWidget, roles: Sequence[str], today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记签认")
        self.setMinimumWidth(scaled(WIDTH))
        self.role, self.signer, self.day = (
            QComboBox(),
            QLineEdit(),
            DateField(QDate(today.year, today.month, today.day)),
        )
        self.how, self.note, self.error = QComboBox(), QLineEdit(), FieldError()
        self.go, self.back = Button("登记", "primary"), Button("取消")
        self.role.addItems(list(roles))
        self.role.setEditable(True)
        for key, words in HOW.items():
            self.how.addItem(words, key)
        self._lay_out()
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)
        self.signer.setFocus()

    def _lay_out(self) -> None:
        form, buttons, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        rows = (("身份", self.role), ("姓名", self.signer), ("日期", self.day), ("方式", self.how), ("备注", self.note))
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
        column.addWidget(label("以纸质件的签字盖章为准，这里只是登记。", "small"))
        column.addLayout(form)
        column.addLayout(buttons)

    def found(self) -> Signing:
        """What was typed."""
        day = self.day.date()
        words = self.role.currentText().strip(), self.signer.text().strip()
        return Signing(
            *words, date(day.year(), day.month(), day.day()), str(self.how.currentData()), self.note.text().strip()
        )

    def _try(self) -> None:
        found = self.found()
        if not found.role or not found.signer:
            self.error.say("请写明身份和姓名")
            (self.signer if found.role else self.role).setFocus()
        else:
            self.accept()


def ask(parent: QWidget, roles: Sequence[str], today: date) -> Signing | None:
    """The signature, or None."""
    dialog = SigningDialog(parent, roles, today)
    found = dialog.found() if dialog.exec() else None
    dialog.deleteLater()
    return found
