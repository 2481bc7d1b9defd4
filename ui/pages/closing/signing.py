"""Asks who signed a revision: role, name, day, how; a drawn or chosen picture is always named as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ledger.signatures import HOW, PICTURE
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.ink_pad import InkPad
from ui.kit.labels import label, show_if
from ui.kit.messages import FieldError
from ui.kit.theme import scaled

WIDTH = 460
IMAGES = "图片 (*.png *.jpg *.jpeg *.bmp)"
WARNING = "这只是一张图片，不是可靠的电子签名；以纸质件的签字盖章为准。"


@dataclass(frozen=True)
class Signing:
    """A signature as it is to be recorded; the picture is a PNG."""

    role: str
    signer: str
    on: date
    how: str
    note: str
    picture: bytes = b""


class SigningDialog(QDialog):
    """A function of its data; it writes nothing."""

    def __init__(self, parent: QWidget, roles: Sequence[str], today: date) -> None:
        super().__init__(parent)
        self.setWindowTitle("登记签认")
        self.setMinimumWidth(scaled(WIDTH))
        self.role, self.signer, self.how, self.note = QComboBox(), QLineEdit(), QComboBox(), QLineEdit()
        self.day = DateField(QDate(today.year, today.month, today.day))
        self.error, self.pad, self.drawing = FieldError(), InkPad(), QWidget()
        self.wipe, self.choose = Button("擦掉重写", "quiet"), Button("选图片…", "quiet", "folder")
        self.go, self.back = Button("登记", "primary"), Button("取消")
        self.role.addItems(list(roles))
        self.role.setEditable(True)
        for key, words in HOW.items():
            self.how.addItem(words, key)
        self._lay_out()
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)
        self.how.currentIndexChanged.connect(self._show_pad)
        self.wipe.clicked.connect(self.pad.clear)
        self.choose.clicked.connect(self._choose)
        self._show_pad()
        self.signer.setFocus()

    def _lay_out(self) -> None:
        form, buttons, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        rows = (("身份", self.role), ("姓名", self.signer), ("日期", self.day), ("方式", self.how), ("备注", self.note))
        for name, field in rows:
            form.addRow(label(name, "muted"), field)
            field.setAccessibleName(name)
        self.pad.setAccessibleName("签名图片")
        form.setHorizontalSpacing(scaled(16))
        form.setVerticalSpacing(scaled(10))
        buttons.addStretch(1)
        for one in (self.back, self.go):
            buttons.addWidget(one)
        for one in (self.wipe, self.choose, self.back):
            one.setAutoDefault(False)
        self.go.setDefault(True)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(12))
        column.addWidget(label("以纸质件的签字盖章为准，这里只是登记；扫描件在登记以后附上。", "small"))
        column.addLayout(form)
        column.addWidget(self._pad_part())
        column.addWidget(self.error)
        column.addLayout(buttons)

    def _pad_part(self) -> QWidget:
        column, row = QVBoxLayout(self.drawing), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        row.addWidget(self.wipe)
        row.addWidget(self.choose)
        row.addStretch(1)
        column.addWidget(label("签名图片：用鼠标或手写笔写在框里，也可以选一张图片。", "muted"))
        column.addWidget(self.pad)
        column.addLayout(row)
        column.addWidget(label(WARNING, "warn"))
        return self.drawing

    def _show_pad(self) -> None:
        show_if(self.drawing, self.how.currentData() == PICTURE)
        self.error.say("")
        self.adjustSize()

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选签名图片", "", IMAGES)
        if name:
            self.error.say("" if self.pad.lay(QImage(name)) else "这个文件不是能读的图片")

    def found(self) -> Signing:
        """What was typed, and the picture where that is how it was signed."""
        day, how = self.day.date(), str(self.how.currentData())
        words = self.role.currentText().strip(), self.signer.text().strip()
        picture = self.pad.picture() if how == PICTURE else b""
        return Signing(*words, date(day.year(), day.month(), day.day()), how, self.note.text().strip(), picture)

    def _try(self) -> None:
        found = self.found()
        if not found.role or not found.signer:
            self.error.say("请写明身份和姓名")
            (self.signer if found.role else self.role).setFocus()
        elif found.how == PICTURE and not found.picture:
            self.error.say("请写在框里，或选一张图片")
            self.choose.setFocus()
        else:
            self.accept()


def ask(parent: QWidget, roles: Sequence[str], today: date) -> Signing | None:
    """The signature, or None."""
    dialog = SigningDialog(parent, roles, today)
    try:
        return dialog.found() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
