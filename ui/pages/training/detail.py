"""The chosen session: who taught, who was missing, its files, and what can be done with it."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from app.exact import show
from app.ledger.attachments import Attachment
from app.ledger.training import KINDS, Came
from app.ledger.training_month import Held
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.labels import RichLabel, show_if
from ui.kit.theme import Tone, scaled
from ui.pages.incidents.shelf import Proof, Shelf
from ui.pages.training.lines import day_text

ROLL, AMEND, POOR, FAIR, OFF, ON, VOID, PRINT = "roll", "amend", "poor", "fair", "off", "on", "void", "print"
SHOWN, LISTED = 12, 40


class Detail(Card):
    """Knows no ledger: says what is wanted."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("")
        self.chips = {name: Chip() for name in ("kind", "state")}
        self._about, self._missing, self._marks = RichLabel("", "line"), RichLabel("", "line"), RichLabel("", "line")
        self._came = RichLabel("", "line")
        self.shelf = Shelf()
        self.buttons = {
            ROLL: Button("签到表", "primary", "check"),
            PRINT: Button("培训记录表", "plain", "printer"),
            AMEND: Button("更正"),
            POOR: Button("评为不到位"),
            FAIR: Button("撤销评价"),
            OFF: Button("取消举办"),
            ON: Button("恢复举办"),
            VOID: Button("作废", "danger"),
        }
        self._build()
        for name, button in self.buttons.items():
            button.setObjectName(name)
            button.clicked.connect(self._pressed)
        self.show_session(None, (), {}, (), locked=False, judged=False)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(scaled(6))
        for chip in self.chips.values():
            row.addWidget(chip)
        row.addStretch(1)
        self.body.setSpacing(scaled(8))
        self.body.addLayout(row)
        for part in (self._about, self._marks, self._missing, self._came):
            self.body.addWidget(part)
        for names in ((ROLL, PRINT), (AMEND, POOR, FAIR, OFF, ON, VOID)):
            line = QHBoxLayout()
            line.setSpacing(scaled(6))
            for name in names:
                line.addWidget(self.buttons[name])
            line.addStretch(1)
            self.body.addLayout(line)
        self.body.addWidget(self.shelf)
        self.body.addStretch(1)
        for name, tip in ((ROLL, "Enter"), (AMEND, "F2"), (VOID, "Delete")):
            self.buttons[name].setToolTip(f"{self.buttons[name].text()}（{tip}）")

    def show_session(
        self,
        row: Held | None,
        sheet: tuple[Came, ...],
        names: dict[int, str],
        files: tuple[Attachment, ...],
        *,
        locked: bool,
        judged: bool,
    ) -> None:
        """Another session; None where nothing is chosen. `judged`: the contract counts poor ones of this kind."""
        for part in (*self.chips.values(), self._about, self.shelf):
            show_if(part, row is not None)
        if row is None:
            for part in (self._missing, self._marks, self._came, *self.buttons.values()):
                show_if(part, False)
            self.set_title("选一场培训")
            return
        one = row.session
        self.set_title(one.topic)
        self.chips["kind"].say(KINDS[one.kind], Tone.ACCENT)
        self._say_state(row)
        who = "　".join(_plain(text) for text in (one.trainer, one.place) if text)
        lines = [f"**{day_text(one.day)}**　{show(one.hours)} 课时" + (f"　{who}" if who else "")]
        lines += [_plain(one.note)] if one.note else []
        self._about.say("\n".join(lines))
        self._say_people(sheet, names)
        for part in (self._missing, self._marks, self._came):
            show_if(part, bool(part.words))
        self.shelf.show_files([Proof(file.id, file.name, file.size) for file in files], (), not locked)
        self._allow(row, locked, judged)

    def _say_state(self, row: Held) -> None:
        if row.cancelled:
            self.chips["state"].say("已取消", Tone.NEUTRAL)
        elif row.session.poor:
            self.chips["state"].say("评为不到位", Tone.BAD)
        else:
            told = f"到场 {row.came}/{row.expected}" if row.expected else "还没有签到"
            self.chips["state"].say(told, Tone.GOOD if row.came else Tone.WARN)

    def _say_people(self, sheet: tuple[Came, ...], names: dict[int, str]) -> None:
        absent = [one for one in sheet if not one.came]
        told = [f"{_plain(names.get(one.person, ''))}{_reason(one)}" for one in absent[:SHOWN]]
        more = f" 等 {len(absent)} 人" if len(absent) > SHOWN else ""
        self._missing.say(f"**缺席**　{'、'.join(told)}{more}" if absent else "")
        there = [_plain(names.get(one.person, "")) for one in sheet if one.came]
        rest = f" 等 {len(there)} 人" if len(there) > LISTED else ""
        self._came.say(f"**到场**　{'、'.join(there[:LISTED])}{rest}" if there else "")
        marks = [one.mark for one in sheet if one.mark is not None]
        if marks:
            mean = show(round(sum(marks, Decimal(0)) / len(marks), 1))
            told_marks = f"{len(marks)} 人有成绩，最低 {show(min(marks))}，平均 {mean}"
            self._marks.say(f"**考核**　{told_marks}")
        else:
            self._marks.say("")

    def _allow(self, row: Held, locked: bool, judged: bool) -> None:
        held, poor = not row.cancelled, row.session.poor
        shown = {ROLL: held, PRINT: held, POOR: held and judged and not poor, FAIR: poor, OFF: held, ON: row.cancelled}
        for name, button in self.buttons.items():
            show_if(button, shown.get(name, True))
            button.setEnabled(name == PRINT or not locked)

    def _pressed(self) -> None:
        self.asked.emit(self.sender().objectName())


def _reason(one: Came) -> str:
    return f"（{_plain(one.excuse)}）" if one.excuse else ""


def _plain(words: str) -> str:
    """What a user wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("](", "］（")
