"""One dialog for a line of the plan and for a session: what it says, its errors beside the fields."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.exact import show
from app.ledger.training import KINDS
from app.ledger.training_edits import PlanDraft, SessionDraft
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.messages import FieldError, InlineMessage
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format
from ui.kit.theme import Tone, scaled

WIDTH = 480


@dataclass(frozen=True)
class Lesson:
    """What stands in the fields; a plan needs no day and has nobody who teaches."""

    day: date | None
    topic: str = ""
    kind: str = "routine"
    hours: Decimal | None = None
    trainer: str = ""
    place: str = ""
    reason: str = ""

    @property
    def session(self) -> SessionDraft:
        """As a session."""
        assert self.day is not None
        hours = "" if self.hours is None else show(self.hours)
        return SessionDraft(self.day, self.topic, self.kind, hours, self.trainer, self.place)

    @property
    def plan(self) -> PlanDraft:
        """As a line of the plan."""
        return PlanDraft(self.topic, self.kind, "" if self.hours is None else show(self.hours), self.day)


@dataclass(frozen=True)
class Asked:
    """Which of the two is asked for, and whether it is a correction."""

    title: str
    button: str
    plan: bool = False
    amending: bool = False
    words: str = ""
    first: date | None = None
    last: date | None = None


class LessonDialog(QDialog):
    """Nothing is written in here."""

    def __init__(self, parent: QWidget, asked: Asked, initial: Lesson, refusal: str = "") -> None:
        super().__init__(parent)
        self._asked = asked
        self.setWindowTitle(asked.title)
        self.setMinimumWidth(scaled(WIDTH))
        self.day, self.dated = DateField(), QCheckBox("定了日期")
        self.topic, self.kind, self.hours = QLineEdit(initial.topic), QComboBox(), NumberField(Format(2, Decimal(0)))
        self.trainer, self.place = QLineEdit(initial.trainer), QLineEdit(initial.place)
        self.reason = QLineEdit(initial.reason)
        self.errors = {name: FieldError() for name in ("day", "topic", "hours", "reason")}
        self.notice = InlineMessage(Tone.BAD, refusal)
        self.go, self.back = Button(asked.button, "primary"), Button("取消")
        self._fill(initial)
        self._lay_out()
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)
        self.dated.toggled.connect(self.day.setEnabled)
        show_if(self.notice, bool(refusal))

    @property
    def lesson(self) -> Lesson:
        """What stands there."""
        found = self.day.date()
        day = date(found.year(), found.month(), found.day())
        return Lesson(
            day if not self._asked.plan or self.dated.isChecked() else None,
            self.topic.text().strip(),
            str(self.kind.currentData()),
            self.hours.value,
            self.trainer.text().strip(),
            self.place.text().strip(),
            self.reason.text().strip(),
        )

    def _fill(self, initial: Lesson) -> None:
        for key, name in KINDS.items():
            self.kind.addItem(name, key)
        self.kind.setCurrentIndex(list(KINDS).index(initial.kind))
        self.hours.show_value(initial.hours)
        asked, day = self._asked, initial.day or self._asked.first
        if asked.first and asked.last:
            self.day.setDateRange(_qdate(asked.first), _qdate(asked.last))
        if day:
            self.day.setDate(_qdate(day))
        self.dated.setChecked(initial.day is not None)
        self.day.setEnabled(not asked.plan or initial.day is not None)
        self.topic.setPlaceholderText("如：欠薪诉求受理")
        self.hours.setPlaceholderText("课时")

    def _try(self) -> None:
        self.hours.commit()
        found = self.lesson
        needed = not self._asked.plan
        wrong = {
            "topic": "" if found.topic else "写明主题",
            "hours": self.hours.error or ("写明课时，签到的人没有另写就按它计" if needed and not found.hours else ""),
            "reason": "更正要写明理由" if self._asked.amending and not found.reason else "",
        }
        for name, words in wrong.items():
            self.errors[name].say(words)
        fields = {"topic": self.topic, "hours": self.hours, "reason": self.reason}
        first = next((name for name, words in wrong.items() if words), "")
        if first:
            fields[first].setFocus()
            self.adjustSize()
        else:
            self.accept()

    def _lay_out(self) -> None:
        asked, rows = self._asked, QFormLayout()
        rows.setHorizontalSpacing(scaled(16))
        rows.setVerticalSpacing(scaled(9))
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._row(rows, "日期", self._day_row(), "day")
        self._row(rows, "主题", self.topic, "topic")
        self._row(rows, "类型", self.kind)
        self._row(rows, "课时", self.hours, "hours")
        if not asked.plan:
            self._row(rows, "培训师", self.trainer)
            self._row(rows, "地点", self.place)
        if asked.amending:
            self._row(rows, "更正的理由", self.reason, "reason")
        buttons, column = QHBoxLayout(), QVBoxLayout(self)
        buttons.addStretch(1)
        for one in (self.back, self.go):
            buttons.addWidget(one)
        self.go.setDefault(True)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(12))
        column.addWidget(self.notice)
        if asked.words:
            column.addWidget(RichLabel(asked.words, "small"))
        column.addLayout(rows)
        column.addStretch(1)
        column.addLayout(buttons)
        self.topic.setFocus()

    def _day_row(self) -> QWidget:
        if not self._asked.plan:
            return self.day
        inside, row = QWidget(), QHBoxLayout()
        inside.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.dated)
        row.addWidget(self.day, 1)
        return inside

    def _row(self, rows: QFormLayout, name: str, field: QWidget, error: str = "") -> None:
        field.setAccessibleName(name)
        rows.addRow(label(name, "muted"), field)
        if error:
            rows.addRow("", self.errors[error])


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def ask(parent: QWidget, asked: Asked, initial: Lesson, refusal: str = "") -> Lesson | None:
    """What was filled in, or None."""
    dialog = LessonDialog(parent, asked, initial, refusal)
    try:
        return dialog.lesson if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
