"""A deed asked for: its fields with what is wrong beside them, and what it would change; nothing is written here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Fault
from app.ledger.rehearsal import Foreseen
from app.ledger.sources import Asked
from app.ledger.staffing import leaving_faults
from ui.kit.buttons import Button
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.people.deed import FORMS, HIRE, LEAVE, RELEAVE, Deed
from ui.pages.people.fields import Entry

WIDTH, PAUSE_MS = 500, 150
SAFE = str.maketrans({"*": "＊", "[": "［", "]": "］"})


@dataclass(frozen=True)
class Setting:
    """What a dialog is asked with: whom it is about, what can be chosen, and who tells what would follow."""

    name: str = ""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    foresee: Callable[[Deed], Foreseen] = lambda _deed: Foreseen()
    notice: Asked | None = None


class DeedDialog(QDialog):
    """One form for every deed."""

    def __init__(self, parent: QWidget, initial: Deed, setting: Setting, faults: Sequence[Fault] = ()) -> None:
        super().__init__(parent)
        self._initial, self._setting, self._form = initial, setting, FORMS[initial.kind]
        self.setWindowTitle(f"{self._form.title}　{setting.name}".strip("　"))
        self.entries = {one.key: Entry(one, setting.choices.get(one.kind, ())) for one in self._form.fields}
        self.told, self.refusal = RichLabel("", "line"), InlineMessage(Tone.BAD)
        self.notice = InlineMessage(Tone.WARN)
        self.go, self.back = Button(self._form.button, "danger" if self._form.danger else "primary"), Button("取消")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._lay_out()
        for key, entry in self.entries.items():
            entry.show_value(initial.values.get(key))
            entry.changed.connect(self._changed)
        self._timer.timeout.connect(self.look)
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)
        self._say_notice()
        self.look()
        self._say(faults)

    @property
    def deed(self) -> Deed:
        """What stands there."""
        values: dict[str, Any] = dict(self._initial.values) | {key: entry.value for key, entry in self.entries.items()}
        return Deed(self._initial.kind, self._initial.person, values, self._initial.span)

    # --- while it is filled in

    def look(self) -> None:
        """What would follow now; asked only when everything needed stands there."""
        self._timer.stop()
        if any(entry.fault for entry in self.entries.values()):
            self.told.say("填好后，这里说明会改变什么。")
            show_if(self.refusal, False)
            return
        found = self._setting.foresee(self.deed)
        self._say(found.faults)
        lines = [f"**{_plain(words)}**" if costs else _plain(words) for words, costs in found.lines]
        self.told.say("\n".join(lines) or ("不能这样登记。" if found.faults else "不改变人数、得分与应付。"))

    def _changed(self) -> None:
        self._say_notice()
        self._timer.start()

    def _say_notice(self) -> None:
        """Whether the contract's notice is kept."""
        words = self._form.words
        if self._initial.kind in (LEAVE, RELEAVE):
            deed, asked = self.deed, self._setting.notice
            last: Any = deed.values.get("last_day")
            noticed: Any = deed.values.get("noticed_on")
            faults = leaving_faults(asked, last, noticed, bool(deed.values.get("handed_over")))
            words = _notice(asked, faults, last, noticed)
            self.notice.say(Tone.WARN if faults else Tone.GOOD if faults == () else Tone.NEUTRAL, _plain(words))
        else:
            self.notice.say(Tone.NEUTRAL, words)
        show_if(self.notice, bool(words))

    def _say(self, faults: Sequence[Fault]) -> None:
        rest: list[str] = []
        for one in faults:
            entry = self.entries.get(one.path.rpartition(".")[2])
            if entry is not None:
                entry.say(one.reason)
            else:
                rest.append(one.reason)
        self.refusal.say(Tone.BAD, _plain("；".join(rest)))
        show_if(self.refusal, bool(rest))

    def _try(self) -> None:
        wrong = [entry for entry in self.entries.values() if entry.fault]
        for entry in wrong:
            entry.say(entry.fault)
        if not wrong:
            self.look()
            wrong = [entry for entry in self.entries.values() if entry.error.words]
        if wrong:
            wrong[0].setFocus()
        elif self.refusal.isHidden():
            self.accept()

    # --- building

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the first field that says nothing."""
        super().showEvent(event)
        every = list(self.entries.values())
        empty = [entry for entry in every if entry.fault]
        (empty or every)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.setMinimumWidth(scaled(WIDTH))
        rows, buttons, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        rows.setHorizontalSpacing(scaled(16))
        rows.setVerticalSpacing(scaled(8))
        for entry in self.entries.values():
            rows.addRow(label("" if entry.asked.kind == "check" else entry.asked.title, "muted"), entry)
        buttons.addWidget(label("Enter 确定　Esc 取消", "small"))
        buttons.addStretch(1)
        for one in (self.back, self.go):
            buttons.addWidget(one)
        self.go.setDefault(True)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(10))
        column.addWidget(self.refusal)
        column.addLayout(rows)
        for part in (self.notice, label("会改变", "muted"), self.told):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(buttons)
        if self._initial.kind == HIRE:
            self.setMinimumWidth(scaled(WIDTH + 40))


def _notice(asked: Asked | None, faults: tuple[str, ...] | None, last: date, noticed: date | None) -> str:
    if asked is None or faults is None:
        return "合同没有规定离职的提前期。"
    if faults:
        return f"{'，'.join(faults)}（{asked.clause}）。是否按恶意离职处理由人确认，这里不会自动认定。"
    given = (last - noticed).days if noticed else 0
    return f"提前 {given} 天提出并已交接，符合合同要求的 {asked.number} 天（{asked.clause}）。"


def _plain(words: str) -> str:
    """What users typed is never mark-up."""
    return words.translate(SAFE)


def ask(parent: QWidget, initial: Deed, setting: Setting, faults: Sequence[Fault] = ()) -> Deed | None:
    """What is to be done, or None where the user thought better of it."""
    dialog = DeedDialog(parent, initial, setting, faults)
    try:
        return dialog.deed if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
