"""One question of the page: a day, a choice, an amount, words; what is wrong is said beside its field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.errors import Fault
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import RichLabel, label
from ui.kit.messages import FieldError, InlineMessage
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled

WIDTH, SIDE = 460, 20
# Where the ledger's faults belong; whatever names none of these is said at the top.
PATHS = {
    "day": ("on", "day", "since", "given_on", "acknowledged_on", "appealed_on", "deducted_on"),
    "number": ("fen", "value", "minimum_wage", "caution_share"),
    "words": ("reason", "appeal", "outcome", "note"),
    "by": ("by", "source"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered."""

    day: date | None = None
    choice: str = ""
    number: Decimal | None = None
    words: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked; a field whose label is empty is not shown."""

    title: str
    about: tuple[str, ...]
    yes: str
    day: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    choice: str = ""
    number: str = ""
    words: str = ""
    words_needed: bool = True
    by: str = ""
    caution: str = ""


class AskDialog(QDialog):
    """Nothing is written in here; `draft` is what was answered."""

    def __init__(self, parent: QWidget, question: Question, initial: Draft, faults: Sequence[Fault] = ()) -> None:
        super().__init__(parent)
        self._question = question
        self.setWindowTitle(question.title)
        self.setMinimumWidth(scaled(WIDTH))
        day = initial.day or date.today()
        self.day = DateField(QDate(day.year, day.month, day.day))
        self.choice = SegmentedControl(question.choices, initial.choice)
        self.number = NumberField(Format(2, Decimal(0)))
        self.number.show_value(initial.number)
        self.words, self.by = QLineEdit(initial.words), QLineEdit(initial.by)
        self.errors = {name: FieldError() for name in PATHS}
        self.trouble = InlineMessage(Tone.BAD)
        self.yes, self.no = Button(question.yes, "primary"), Button("取消")
        self._lay_out()
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        self._say(faults)

    @property
    def draft(self) -> Draft:
        """As it stands."""
        day: QDate = self.day.date()
        asked = self._question
        return Draft(
            date(day.year(), day.month(), day.day()) if asked.day else None,
            self.choice.current,
            self.number.value,
            self.words.text().strip(),
            self.by.text().strip(),
        )

    def accept(self) -> None:
        """Only what says something is taken."""
        self.number.commit()
        asked, faults = self._question, list[Fault]()
        if asked.number and self.number.error:
            faults.append(Fault("value", self.number.text(), self.number.error))
        elif asked.number and self.number.value is None:
            faults.append(Fault("value", "", "请填写"))
        if asked.words and asked.words_needed and not self.words.text().strip():
            faults.append(Fault("reason", "", "请写明"))
        if asked.by and asked.words_needed and not self.by.text().strip():
            faults.append(Fault("by", "", "请填写"))
        self._say(faults)
        if not faults:
            super().accept()

    def _say(self, faults: Sequence[Fault]) -> None:
        said: dict[str, str] = {}
        for one in faults:
            last = one.path.rpartition(".")[2]
            place = next(
                (name for name, paths in PATHS.items() if last in paths and getattr(self, name).isEnabled()), ""
            )
            said[place] = one.reason
        for name, error in self.errors.items():
            error.say(said.get(name, ""))
        self.trouble.setVisible("" in said)
        self.trouble.say(Tone.BAD, said.get("", ""))
        wrong = next((name for name in PATHS if name in said), "")
        if wrong:
            getattr(self, wrong).setFocus()
        self.adjustSize()

    # --- how it looks

    def _lay_out(self) -> None:
        asked, rows, column = self._question, QFormLayout(), QVBoxLayout(self)
        rows.setHorizontalSpacing(scaled(16))
        rows.setVerticalSpacing(scaled(8))
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        if asked.choices:
            rows.addRow(label(asked.choice, "muted"), self.choice)
        for name in PATHS:
            field: QWidget = getattr(self, name)
            words: str = getattr(asked, name)
            field.setEnabled(bool(words))
            field.setAccessibleName(words)
            if words:
                rows.addRow(label(words, "muted"), field)
                rows.addRow("", self.errors[name])
            else:
                field.setParent(self)
                field.hide()
        column.setContentsMargins(scaled(SIDE), scaled(16), scaled(SIDE), scaled(16))
        column.setSpacing(scaled(12))
        column.addWidget(label(asked.title, "title"))
        about = QVBoxLayout()
        about.setSpacing(scaled(4))
        for one in asked.about:
            about.addWidget(self._wide(RichLabel(one, "muted")))
        column.addLayout(about)
        if asked.caution:
            column.addWidget(self._wide(InlineMessage(Tone.WARN, asked.caution)))
        column.addWidget(self.trouble)
        column.addLayout(rows)
        column.addStretch(1)
        column.addLayout(self._buttons())
        self._begin()

    def _wide(self, words: QWidget) -> QWidget:
        """Words that wrap ask for a height by their width: it is known here."""
        words.setMinimumWidth(scaled(WIDTH) - 2 * scaled(SIDE))
        return words

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for one in (self.no, self.yes):
            row.addWidget(one)
        self.yes.setDefault(True)
        return row

    def _begin(self) -> None:
        """The keyboard where something has to be typed; a day is usually right already."""
        asked = self._question
        first = self.number if asked.number else self.words if asked.words else self.day
        first.setFocus()


def ask(parent: QWidget, question: Question, initial: Draft, faults: Sequence[Fault] = ()) -> Draft | None:
    """The answer, or None."""
    dialog = AskDialog(parent, question, initial, faults)
    try:
        return dialog.draft if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
