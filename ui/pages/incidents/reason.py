"""The short question before a decision: why, on which day, and with what outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import RichLabel, label
from ui.kit.messages import FieldError
from ui.kit.theme import scaled

WIDTH = 440


@dataclass(frozen=True)
class Question:
    """What is asked; `day` None asks for no day, `outcomes` are keys and words."""

    title: str
    words: str
    button: str
    day: date | None = None
    must: bool = True
    outcomes: tuple[tuple[str, str], ...] = ()
    hints: tuple[str, ...] = ()
    danger: bool = False
    label: str = "理由"
    given: str = ""


@dataclass(frozen=True)
class Answer:
    """What was said."""

    reason: str
    day: date | None
    outcome: str = ""


class ReasonDialog(QDialog):
    """Nothing is written in here."""

    def __init__(self, parent: QWidget, asked: Question) -> None:
        super().__init__(parent)
        self._asked = asked
        self.setWindowTitle(asked.title)
        self.setMinimumWidth(scaled(WIDTH))
        self.reason, self.error = QLineEdit(asked.given), FieldError()
        self.day = DateField(_qdate(asked.day or date.today()))
        self.outcomes = QButtonGroup(self)
        self.go, self.back = Button(asked.button, "danger" if asked.danger else "primary"), Button("取消")
        self.reason.setAccessibleName(asked.label)
        self._lay_out()
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)
        self.reason.textEdited.connect(self._forgive)

    @property
    def answer(self) -> Answer:
        """What stands there."""
        at = self.outcomes.checkedId()
        outcome = self._asked.outcomes[at][0] if at >= 0 else ""
        found = self.day.date()
        day = date(found.year(), found.month(), found.day()) if self._asked.day is not None else None
        return Answer(self.reason.text().strip(), day, outcome)

    def _try(self) -> None:
        if self._asked.must and not self.reason.text().strip():
            self.error.say(f"请写明{self._asked.label}")
            self.reason.setFocus()
            self.adjustSize()
        else:
            self.accept()

    def _forgive(self) -> None:
        self.error.say("")

    def _hinted(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.reason.setText(sender.text())
            self.error.say("")
            self.reason.setFocus()

    def _lay_out(self) -> None:
        asked, rows = self._asked, QFormLayout()
        rows.setHorizontalSpacing(scaled(16))
        rows.setVerticalSpacing(scaled(10))
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if asked.outcomes:
            rows.addRow(label("结果", "muted"), self._choices(asked.outcomes))
        if asked.day is not None:
            rows.addRow(label("日期", "muted"), self.day)
        rows.addRow(label(asked.label, "muted"), self.reason)
        if asked.hints:
            rows.addRow("", self._hints(asked.hints))
        rows.addRow("", self.error)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for one in (self.back, self.go):
            buttons.addWidget(one)
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(14))
        column.addWidget(RichLabel(asked.words))
        column.addLayout(rows)
        column.addStretch(1)
        column.addLayout(buttons)
        self.reason.setFocus()

    def _choices(self, outcomes: Sequence[tuple[str, str]]) -> QWidget:
        inside, row = QWidget(), QHBoxLayout()
        inside.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(14))
        for at, (_, words) in enumerate(outcomes):
            button = QRadioButton(words)
            self.outcomes.addButton(button, at)
            row.addWidget(button)
        row.addStretch(1)
        self.outcomes.button(0).setChecked(True)
        return inside

    def _hints(self, hints: Sequence[str]) -> QWidget:
        inside, row = QWidget(), QHBoxLayout()
        inside.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(4))
        for words in hints:
            one = Button(words, "quiet")
            one.setAutoDefault(False)
            one.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            one.clicked.connect(self._hinted)
            row.addWidget(one)
        row.addStretch(1)
        return inside


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def ask(parent: QWidget, asked: Question) -> Answer | None:
    """What the user answers, or None."""
    dialog = ReasonDialog(parent, asked)
    try:
        return dialog.answer if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
