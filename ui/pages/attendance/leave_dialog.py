"""A request for leave: who, what kind, from when to when; beside it what the contract says of it while it is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.errors import Refused
from app.ledger.codes import codes
from app.ledger.leave_advice import Advice
from app.ledger.leaves import Draft, File
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.messages import FieldError, InlineMessage
from ui.kit.picker_list import PickerRow
from ui.kit.switches import SegmentedControl
from ui.kit.theme import Tone, scaled
from ui.pages.attendance.leave_words import advice_lines
from ui.pages.incidents.fields import PickField, TimeField, beside
from ui.pages.incidents.files import from_clipboard, read_files
from ui.pages.incidents.shelf import Proof, Shelf

ONE_DAY, FIRST_HALVES = (("day", "全天"), ("am", "上午"), ("pm", "下午")), (("day", "全天起"), ("pm", "下午起"))
LAST_HALVES = (("day", "到全天"), ("am", "到上午"))
WIDTH, ASIDE, PAUSE_MS = 820, 290, 120
PLACES = {"person": "person", "kind": "kind", "first_day": "first_day", "day": "first_day", "last_day": "last_day",
          "first_half": "last_day", "last_half": "last_day"}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What was filled in."""

    draft: Draft
    files: tuple[File, ...] = ()


@dataclass(frozen=True)
class Desk:
    """What the dialog asks of the ledger; it writes nothing."""

    people: Callable[[str], Sequence[PickerRow]]
    name_of: Callable[[int], str]
    advise: Callable[[Draft], Advice]
    now: Callable[[], datetime]


class LeaveDialog(QDialog):
    """Fields at the left, what the contract says at the right."""

    def __init__(
        self, parent: QWidget, desk: Desk, initial: Asked | None, first: date, last: date, refused: str
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files: list[File] = list(initial.files) if initial else []
        self.setWindowTitle("请假申请")
        self.person = PickField(desk.people, "姓名、工号、拼音首字母", False)
        self.kind = PickField(_kinds, "假别", False)
        self.first, self.last = DateField(_q(first)), DateField(_q(last))
        self.first_half, self.last_half = SegmentedControl(FIRST_HALVES, "day"), SegmentedControl(LAST_HALVES, "day")
        self.asked_on, self.asked_at = DateField(_q(desk.now().date())), TimeField()
        self.asked_at.show_value(desk.now().time().replace(second=0, microsecond=0))
        self.special, self.papers, self.shelf = QLineEdit(), QLineEdit(), Shelf()
        self.errors = {name: FieldError() for name in ("person", "kind", "first_day", "last_day", "asked")}
        self.told, self.trouble = RichLabel("", "line"), InlineMessage(Tone.BAD, refused)
        self.go, self.back = Button("提交申请", "primary"), Button("取消")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        show_if(self.trouble, bool(refused))
        if initial is not None:
            self._show(initial.draft)
        self._show_files()
        self.look()
        (self.kind if isinstance(self.person.key, int) else self.person).setFocus()

    # --- what stands there

    @property
    def draft(self) -> Draft | None:
        """As far as it says something."""
        if not isinstance(self.person.key, int) or not isinstance(self.kind.key, str):
            return None
        first, last = _day(self.first), _day(self.last)
        names = tuple(one.strip() for one in self.papers.text().replace("，", "、").replace(",", "、").split("、"))
        names += tuple(name.rpartition(".")[0] or name for name, _ in self._files)
        single = first == last
        half = self.first_half.current
        return Draft(
            *(self.person.key, self.kind.key, first, last),
            *(half, half if single else self.last_half.current),
            datetime.combine(_day(self.asked_on), self.asked_at.value) if self.asked_at.value else None,
            self.special.text().strip(),
            tuple(dict.fromkeys(one for one in names if one)),
        )

    @property
    def asked(self) -> Asked | None:
        """The whole of it."""
        draft = self.draft
        return None if draft is None else Asked(draft, tuple(self._files))

    def look(self) -> None:
        """What the contract says now; a fault of the span stands beside its field."""
        self._timer.stop()
        self._fit_halves()
        draft = self.draft
        self._say({})
        if draft is None:
            self.told.say("选好人员和假别后，这里按合同核对提前天数、审批人、额度和材料。")
            return
        try:
            self.told.say("\n".join(advice_lines(self._desk.advise(draft))))
        except Refused as refused:
            self._say({PLACES.get(one.path, "first_day"): one.reason for one in refused.faults})
            self.told.say("起止日期改好后再核对。")

    def _fit_halves(self) -> None:
        """A single day has its halves at the beginning; several begin whole or in the afternoon."""
        single = _day(self.first) == _day(self.last)
        if self._single != single:
            words, current = (ONE_DAY if single else FIRST_HALVES), self.first_half.current
            self.first_half.show_choices(words, current if current in dict(words) else "day")
            self._single = single
        show_if(self.last_half, not single)

    def _show(self, draft: Draft) -> None:
        self.person.show_key(draft.person or None, self._desk.name_of(draft.person) if draft.person else "")
        self.kind.show_key(draft.kind or None, codes()[draft.kind].name if draft.kind else "")
        self.first.setDate(_q(draft.first_day))
        self.last.setDate(_q(draft.last_day))
        self._fit_halves()
        self.first_half.choose(draft.first_half)
        self.last_half.choose(draft.last_half)
        self.special.setText(draft.special)
        if draft.asked_at:
            self.asked_on.setDate(_q(draft.asked_at.date()))
            self.asked_at.show_value(draft.asked_at.time())
        files = {name.rpartition(".")[0] or name for name, _ in self._files}
        self.papers.setText("、".join(one for one in draft.documents if one not in files))

    # --- files

    def add_files(self, paths: Sequence[Path]) -> None:
        """Kept until it is handed in."""
        self._keep(*read_files(paths))

    def _keep(self, found: Sequence[File], wrong: str) -> None:
        there = {content for _, content in self._files}
        self._files += [one for one in found if one[1] not in there]
        self.trouble.say(Tone.WARN, wrong)
        show_if(self.trouble, bool(wrong))
        self._show_files()
        self._timer.start()

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择请假材料")
        self.add_files([Path(one) for one in names])

    def _paste(self) -> None:
        self._keep(*from_clipboard(self._desk.now()))

    def _remove(self, key: object) -> None:
        if isinstance(key, int):
            del self._files[key]
            self._show_files()
            self._timer.start()

    def _show_files(self) -> None:
        proofs = [Proof(at, name, len(content)) for at, (name, content) in enumerate(self._files)]
        self.shelf.show_files(proofs, (), True)

    # --- the end

    def accept(self) -> None:
        """Only what can be asked for is taken."""
        faults: dict[str, str] = {}
        if not isinstance(self.person.key, int):
            faults["person"] = "请选择人员"
        if not isinstance(self.kind.key, str):
            faults["kind"] = "请选择假别"
        if _day(self.last) < _day(self.first):
            faults["last_day"] = "早于起始日"
        if self.asked_at.wrong:
            faults["asked"] = "时刻写成 14:05 的样子"
        if not faults:
            self.look()
            faults = {name: error.words for name, error in self.errors.items() if error.words}
        self._say(faults)
        if not faults:
            super().accept()

    def _say(self, faults: dict[str, str]) -> None:
        for name, error in self.errors.items():
            error.say(faults.get(name, ""))
        fields = {"person": self.person, "kind": self.kind, "first_day": self.first, "last_day": self.last,
                  "asked": self.asked_at}  # fmt: skip
        wrong = next((fields[name] for name in fields if name in faults), None)
        if wrong is not None and self.isVisible():
            wrong.setFocus()

    # --- building

    def _person_picked(self, key: object) -> None:
        if isinstance(key, int):
            self.person.show_key(key, self._desk.name_of(key))
            self.look()

    def _kind_picked(self, key: object) -> None:
        if isinstance(key, str):
            self.kind.show_key(key, codes()[key].name)
            self.look()

    def _moved(self) -> None:
        """The last day does not lie before the first."""
        if _day(self.last) < _day(self.first):
            self.last.setDate(self.first.date())
        self._timer.start()

    def _connect(self) -> None:
        self.person.picked.connect(self._person_picked)
        self.kind.picked.connect(self._kind_picked)
        self.first.dateChanged.connect(self._moved)
        for field in (self.last, self.asked_on):
            field.dateChanged.connect(self._timer.start)
        for choice in (self.first_half, self.last_half):
            choice.chosen.connect(self._timer.start)
        self.asked_at.changed.connect(self._timer.start)
        for line in (self.special, self.papers):
            line.textEdited.connect(self._timer.start)
        self._timer.timeout.connect(self.look)
        self.shelf.choosing.connect(self._choose)
        self.shelf.pasting.connect(self._paste)
        self.shelf.dropped.connect(self.add_files)
        self.shelf.removing.connect(self._remove)
        self.go.clicked.connect(self.accept)
        self.back.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self._single: bool | None = None
        for field in (self.person, self.kind):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows, whole, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        rows.setHorizontalSpacing(scaled(16))
        rows.setVerticalSpacing(scaled(7))
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.special.setPlaceholderText("如：急病、直系亲属去世；写明后不按提前天数提醒")
        self.papers.setPlaceholderText("如：挂号单、药发票")
        lines: Sequence[tuple[str, QWidget, str]] = (
            ("人员", self.person, "person"),
            ("假别", self.kind, "kind"),
            ("起", beside(self.first, self.first_half), "first_day"),
            ("止", beside(self.last, self.last_half), "last_day"),
            ("申请时间", beside(self.asked_on, self.asked_at), "asked"),
            ("特殊情况", self.special, ""),
            ("已交材料", self.papers, ""),
            ("附件", self.shelf, ""),
        )
        for words, field, name in lines:
            rows.addRow(label(words, "muted"), field)
            if name:
                rows.addRow("", self.errors[name])
        whole.setSpacing(scaled(20))
        whole.addLayout(rows, 1)
        whole.addWidget(self._aside())
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(12))
        column.addWidget(self.trouble)
        column.addLayout(whole, 1)
        column.addLayout(self._buttons())
        self.resize(scaled(WIDTH), self.sizeHint().height())

    def _aside(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(scaled(ASIDE))
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(scaled(6))
        right.addWidget(label("按合同核对", "muted"))
        right.addWidget(self.told)
        right.addStretch(1)
        return side

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label("只提醒、不拦截提交：批不批由有权的人决定", "small"))
        row.addStretch(1)
        for one in (self.back, self.go):
            row.addWidget(one)
        self.go.setDefault(True)
        return row


def _kinds(typed: str) -> Sequence[PickerRow]:
    """By name, pinyin or the key that types it."""
    wanted = typed.strip().lower()
    return [
        PickerRow(one.id, one.name, "", one.key.upper())
        for one in codes().values()
        if one.kind == "leave" and (wanted in one.name or one.key == wanted or one.sound.startswith(wanted))
    ]


def _q(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _day(field: DateField) -> date:
    found = field.date()
    return date(found.year(), found.month(), found.day())


def ask(parent: QWidget, desk: Desk, initial: Asked | None, first: date, last: date, refused: str = "") -> Asked | None:
    """A new request, or None."""
    dialog = LeaveDialog(parent, desk, initial, first, last, refused)
    try:
        return dialog.asked if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
