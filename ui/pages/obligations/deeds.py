"""What can be done with one obligation: done with proof, need not be done, confirmed as missed, waiting again."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ledger.obligations import DONE, OPEN
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.date_field import DateField
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.messages import FieldError
from ui.kit.theme import scaled
from ui.pages.obligations.duty import Duty

PROVE, EXCUSE, MISS, REOPEN = "prove", "excuse", "miss", "reopen"
ASKED = {
    PROVE: "写明凭据，如：回执编号、邮件、签收表（会印在义务完成情况表上）",
    EXCUSE: "写明免办的理由",
    MISS: "写明确认未办的依据",
    REOPEN: "写明恢复待办的理由",
}


class DeedPane(Card):
    """The chosen obligation in its own words, and the deeds. It writes nothing: it says what is wanted."""

    deed_requested = Signal(str, object, str)  # what, the day, the words

    def __init__(self) -> None:
        super().__init__("")
        self.duty: Duty | None = None
        self._chip, self._about = Chip(""), label("", "small")
        self._words, self._proof = RichLabel("", "quote"), RichLabel("", "line")
        self.day, self.proof, self._error = DateField(), QLineEdit(), FieldError()
        self.buttons = {
            PROVE: Button("已办", "primary", "check"),
            EXCUSE: Button("免办"),
            MISS: Button("确认未办", "danger"),
            REOPEN: Button("恢复待办"),
        }
        self._build()
        self._connect()
        self.show_duty(None, False)

    def _build(self) -> None:
        self.day.setAccessibleName("办结日期")
        self.proof.setAccessibleName("凭据或理由")
        self.proof.setPlaceholderText(ASKED[PROVE])
        head, typed, row = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._chip)
        head.addWidget(self._about, 1)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        for part, stretch in ((label("日期", "small"), 0), (self.day, 0), (self.proof, 1)):
            typed.addWidget(part, stretch)
        for one in self.buttons.values():
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(typed)
        column.addWidget(self._error)
        column.addLayout(row)
        self.body.setSpacing(scaled(6))
        self.body.addLayout(head)
        for part in (self._words, self._proof, self._fields):
            self.body.addWidget(part)

    def _connect(self) -> None:
        for name, slot in (
            (PROVE, self._prove), (EXCUSE, self._excuse), (MISS, self._miss), (REOPEN, self._reopen)
        ):  # fmt: skip
            self.buttons[name].clicked.connect(slot)
        self.proof.returnPressed.connect(self._prove)

    def show_duty(self, duty: Duty | None, locked: bool, today: date | None = None) -> None:
        """Another obligation; None where nothing is chosen."""
        other = duty is None or self.duty is None or duty.id != self.duty.id
        self.duty = duty
        for part in (self._chip, self._about, self._words, self._fields):
            show_if(part, duty is not None)
        show_if(self._proof, duty is not None and bool(duty.proof))
        if duty is None:
            self.set_title("选一项义务，在这里办结")
            return
        self.set_title(duty.rule.name)
        self._chip.say(duty.state, duty.tone)
        self._about.setText(f"{duty.when}　{duty.rule.clause}　未办：{duty.costs}")
        self._words.say(_plain("\n".join(text for text in (duty.rule.words, duty.rule.note) if text)))
        self._proof.say(f"**凭据**　{_plain(duty.proof)}")
        self._enable(duty, locked)
        if other:
            self.proof.clear()
            self._error.say("")
            if today:
                self.day.setDate(QDate(today.year, today.month, today.day))

    def _enable(self, duty: Duty, locked: bool) -> None:
        is_open = duty.one.status == OPEN
        for name, one in self.buttons.items():
            one.setVisible(is_open != (name == REOPEN) or (name == PROVE and duty.one.status not in (OPEN, DONE)))
            one.setEnabled(not locked)
        self.proof.setReadOnly(locked)

    def complain(self, words: str) -> None:
        """What is wrong with what was typed."""
        self._error.say(words)
        if words:
            self.proof.setFocus()

    def _ask(self, what: str) -> None:
        if self.duty is None or not self.buttons[what].isVisible():
            return
        if not self.proof.text().strip():
            self.complain(ASKED[what])
            return
        day = self.day.date()
        self.deed_requested.emit(what, date(day.year(), day.month(), day.day()), self.proof.text().strip())

    def _prove(self) -> None:
        self._ask(PROVE)

    def _excuse(self) -> None:
        self._ask(EXCUSE)

    def _miss(self) -> None:
        self._ask(MISS)

    def _reopen(self) -> None:
        self._ask(REOPEN)


def _plain(words: str) -> str:
    """What the contract or a user wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("](", "］（")
