"""Several consequences of one happening, typed line by line and logged together, linked to each other."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.exact import show
from app.ledger.incidents import Draft
from app.ledger.words import shown_day
from ui.kit.buttons import Button
from ui.kit.labels import RichLabel, label
from ui.kit.messages import FieldError
from ui.kit.theme import scaled
from ui.pages.incidents.desk import Desk
from ui.pages.incidents.quick import QuickEntry

WIDTH, LIST_HIGH = 620, 170


@dataclass(frozen=True)
class Several:
    """What came of one happening."""

    words: str
    drafts: tuple[Draft, ...]
    verified: bool = False


class _List(QListWidget):
    """Delete takes a line out again."""

    removing = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.removing.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class HappeningDialog(QDialog):
    """The quick line adds to the list; nothing is written in here."""

    def __init__(self, parent: QWidget, desk: Desk, initial: Several, least: int, about: str = "") -> None:
        super().__init__(parent)
        self._desk, self._least, self._verified = desk, least, False
        self.drafts: list[Draft] = list(initial.drafts)
        self.setWindowTitle("同一件事的几项后果")
        self.words, self.list = QLineEdit(initial.words), _List()
        self.quick = QuickEntry(desk.read, desk.foretell, desk.today)
        self.quick.suggest(desk.examples())
        self.error, self._about = FieldError(), about
        self.go, self.verify, self.back = Button("登记", "primary"), Button("登记并核实"), Button("取消")
        self._lay_out()
        self._connect()
        self._show()

    @property
    def several(self) -> Several:
        """What stands there."""
        return Several(self.words.text().strip(), tuple(self.drafts), self._verified)

    def _add(self, draft: Draft, _verified: bool) -> None:
        self.drafts.append(draft)
        self.quick.clear()
        self._show()

    def _remove(self, at: int) -> None:
        del self.drafts[at]
        self._show()

    def _show(self) -> None:
        self.list.clear()
        for one in self.drafts:
            self.list.addItem(QListWidgetItem(self._told(one)))
        self.error.say("")
        many = len(self.drafts)
        self.go.setText(f"登记 {many} 项" if many else "登记")

    def _told(self, one: Draft) -> str:
        names = {clause.id: clause.name for clause in self._desk.clauses()}
        who = next((found.name for found in self._desk.people() if found.id == one.person), "")
        many = f"×{show(one.quantity)}" if one.quantity != 1 else ""
        effect = self._desk.foretell(one)
        first = effect.lines[0] if effect.lines else ""
        head = "　".join(part for part in (shown_day(one.day), who, names.get(one.item, one.item), many) if part)
        return f"{head}　—　{first}" if first else head

    def _try(self) -> None:
        if self.quick.edit.text().strip():
            self.error.say("输入行里还有没加进来的内容：按 Enter 加入，或按 Esc 清空")
            self.quick.begin()
        elif len(self.drafts) < self._least:
            self.error.say(f"至少要 {self._least} 项；逐行输入，按 Enter 加入")
            self.quick.begin()
        else:
            self.accept()

    def _log(self) -> None:
        self._verified = False
        self._try()

    def _log_verified(self) -> None:
        self._verified = True
        self._try()

    def _lay_out(self) -> None:
        self.setMinimumWidth(scaled(WIDTH))
        self.words.setPlaceholderText("例如：9月10日质检抽查同一通录音")
        self.words.setAccessibleName("这件事")
        self.list.setFixedHeight(scaled(LIST_HIGH))
        self.list.setAccessibleName("这件事的各项")
        self.list.setToolTip("Delete 取下一项")
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in (self.go, self.verify, self.back):
            one.setAutoDefault(False)  # Enter belongs to the quick line
        buttons = QHBoxLayout()
        buttons.addWidget(label("Ctrl+S 登记　Delete 取下一项", "small"))
        buttons.addStretch(1)
        for one in (self.back, self.verify, self.go):
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(9))
        if self._about:
            column.addWidget(RichLabel(self._about))
        for part in (label("这件事", "muted"), self.words, label("逐项输入，Enter 加入", "muted"), self.quick,
                     self.list, self.error):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        self.quick.logged.connect(self._add)
        self.list.removing.connect(self._remove)
        self.go.clicked.connect(self._log)
        self.verify.clicked.connect(self._log_verified)
        self.back.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self._log)

    def showEvent(self, event: object) -> None:
        """The words come first, unless they are there."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        if self.words.text():
            self.quick.begin()
        else:
            self.words.setFocus()


def ask(parent: QWidget, desk: Desk, initial: Several | None = None, least: int = 2, about: str = "") -> Several | None:
    """What came of one happening, or None."""
    dialog = HappeningDialog(parent, desk, initial or Several("", ()), least, about)
    try:
        return dialog.several if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
