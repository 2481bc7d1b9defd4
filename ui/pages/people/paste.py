"""Asks for a list of people copied from a table, and shows row by row what it would do before anything is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.exchange.pasted_people import Pasted, read_people
from app.ledger.people import Newcomer
from app.ledger.people_import import KINDS, NEW, SAME, UPDATED, WRONG, Step
from app.team_order import team_order
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.tables import Column, TableModel, TableView
from ui.kit.theme import Tone, scaled

WIDTH, HEIGHT, PAUSE_MS = 860, 600, 150
TONES = {NEW: Tone.GOOD, UPDATED: Tone.ACCENT, SAME: Tone.NEUTRAL, WRONG: Tone.BAD}
WORDS = "连同标题行复制：工号、姓名、班组、入职日期、上线日期、岗位、月工资、班长。没有标题时为工号、姓名、班组。"
Plan = Callable[[tuple[Newcomer, ...], date | None], tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list, or what cannot be read of it."""

    id: int
    number: str
    name: str
    team: str
    since: str
    kind: str
    words: str


COLUMNS = (
    Column("kind", "结果", "chip", lambda one: KINDS[one.kind], tone=lambda one: TONES[one.kind], width=66),
    Column("number", "工号", "text", lambda one: one.number, width=80),
    Column("name", "姓名", "text", lambda one: one.name, width=110),
    Column("team", "班组", "text", lambda one: one.team, width=90, order=lambda one: team_order(one.team)),
    Column("since", "入职", "text", lambda one: one.since, width=92),
    Column("words", "说明", "text", lambda one: one.words, stretches=True, tip=lambda one: one.words),
)


@dataclass(frozen=True, slots=True)
class List:
    """What is taken over: the people, and from which day known ones change; None leaves known ones refused."""

    people: tuple[Newcomer, ...]
    since: date | None
    text: str


class PasteDialog(QDialog):
    """It writes nothing; `plan` tells what the ledger would do with each row."""

    def __init__(self, parent: QWidget, plan: Plan, day: date, text: str = "", refusal: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("粘贴人员名单")
        self._plan, self._usual = plan, day
        self._read = Pasted((), (), ())
        self._steps: tuple[Step, ...] = ()
        self.paste, self.model, self.table = QPlainTextEdit(text), TableModel(COLUMNS, parent=self), TableView()
        self.update_known, self.since = QCheckBox("工号已有的，资料有变化就更新，自"), DateField()
        self.found, self.trouble = label("", "small"), InlineMessage(Tone.BAD)
        self.go, self.back = Button("录入", "primary"), Button("取消")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._lay_out()
        self.paste.textChanged.connect(self._later)
        self.update_known.toggled.connect(self._later)
        self.since.dateChanged.connect(self._later)
        self._timer.timeout.connect(self.look)
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)
        self.look()
        if refusal:
            self._say(refusal)

    @property
    def taken(self) -> List:
        """What stands there."""
        return List(self._read.people, self._since, self.paste.toPlainText())

    @property
    def _since(self) -> date | None:
        day = self.since.date()
        return date(day.year(), day.month(), day.day()) if self.update_known.isChecked() else None

    def look(self) -> None:
        """Reads what was pasted and says what each row would do."""
        self._timer.stop()
        text = self.paste.toPlainText()
        self._read = read_people(text, self._usual) if text.strip() else Pasted((), (), ())
        self._steps = self._plan(self._read.people, self._since) if self._read.people else ()
        self.model.set_rows(self._lines())
        many = {kind: sum(one.kind == kind for one in self._steps) for kind in KINDS}
        told = "，".join(f"{KINDS[kind]} {count} 人" for kind, count in many.items() if count)
        unused = f"；没有用到的列：{'、'.join(self._read.unknown)}" if self._read.unknown else ""
        self.found.setText((told + unused) if text.strip() else "")
        wrong = len(self._read.faults) + many[WRONG]
        self._say(f"有 {wrong} 处要改，改好前一行也不会录入。" if wrong and text.strip() else "")
        self.go.setText(f"录入 {many[NEW] + many[UPDATED]} 人" if many[NEW] + many[UPDATED] else "录入")
        self.go.setEnabled(not wrong and bool(many[NEW] + many[UPDATED]))

    def _lines(self) -> list[Line]:
        wrong = [
            Line(-1 - at, "", "", "", "", WRONG, " ".join(part for part in (one.path, one.value, one.reason) if part))
            for at, one in enumerate(self._read.faults)
        ]
        rows = [_line(step) for step in self._steps]
        return wrong + sorted(rows, key=lambda one: one.kind != WRONG)

    def _say(self, words: str) -> None:
        self.trouble.say(Tone.BAD, words)
        show_if(self.trouble, bool(words))

    def _later(self) -> None:
        self._timer.start()

    def _try(self) -> None:
        self.look()
        if self.go.isEnabled():
            self.accept()

    def _lay_out(self) -> None:
        self.paste.setPlaceholderText(WORDS)
        self.paste.setAccessibleName("人员名单")
        self.paste.setTabChangesFocus(True)
        self.paste.setFixedHeight(scaled(150))
        self.since.setDate(QDate(self._usual.year, self._usual.month, self._usual.day))
        self.since.setAccessibleName("更新自哪天起")
        self.table.setModel(self.model)
        self.table.setAccessibleName("录入前的核对")
        self.table.say_when_empty("people", "粘贴后在这里逐行核对", "新增、更新、无变化、有误；有一行有误就都不录入。")
        known, buttons, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for part in (self.update_known, self.since):
            known.addWidget(part)
        known.addStretch(1)
        buttons.addWidget(self.found, 1)
        for part in (self.back, self.go):
            buttons.addWidget(part)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(10))
        hint = label(WORDS, "small")
        hint.setWordWrap(True)
        for part in (hint, self.paste):
            column.addWidget(part)
        column.addLayout(known)
        column.addWidget(self.trouble)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.resize(scaled(WIDTH), scaled(HEIGHT))


def _line(step: Step) -> Line:
    one = step.one
    words = "；".join(step.told)
    if step.kind == WRONG and any("工号已属于" in told for told in step.told) and not step.person:
        words += "。若是同一个人，请勾选“工号已有的…更新”"
    extra = [] if step.kind != NEW else [f"上线 {one.online_on}" if one.online_on else "", one.post,
                                         "班长" if one.leader else ""]  # fmt: skip
    words = words or "　".join(text for text in extra if text)
    return Line(step.id, one.staff_number, one.name, one.team, str(one.since), step.kind, words)


def ask(parent: QWidget, plan: Plan, day: date, text: str = "", refusal: str = "") -> List | None:
    """The list that is to be taken over, or None."""
    dialog = PasteDialog(parent, plan, day, text, refusal)
    try:
        return dialog.taken if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
