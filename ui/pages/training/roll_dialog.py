"""The check list of a session: Space ticks, initials jump, names pasted from Excel; handed back as one sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ledger.training import Came
from app.ledger.training_month import Seat
from ui.kit.buttons import Button
from ui.kit.grid import Code, CodeDelegate, GridView, Look, NumberDelegate, TextDelegate, Trimmed, clipboard
from ui.kit.grid.editor import CONTROL, SHIFT, pressed
from ui.kit.grid.looks import FAILED
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.training.paste import found_in
from ui.pages.training.roll import ABSENT, CAME, EXCUSE, HOURS, MARK, NAME, NUMBER, OUT, STATE, TEAM, RollModel

WIDTH, HEIGHT = 760, 620
WIDTHS = {TEAM: 100, NUMBER: 84, NAME: 150, STATE: 60, HOURS: 64, MARK: 64}
PRESENT = Look("good", "good_soft", True)
SAVING = frozenset(((int(Qt.Key.Key_Return), CONTROL), (int(Qt.Key.Key_Enter), CONTROL)))
PASTING = frozenset(((int(Qt.Key.Key_V), CONTROL), (int(Qt.Key.Key_Insert), SHIFT)))
PAUSE = 1  # seconds after which typed initials begin anew
HINT = "空格 勾选　字母 按拼音首字母跳到　Ctrl+V 粘贴姓名或工号　Ctrl+Enter 保存　Esc 取消"


@dataclass(frozen=True)
class RollCall:
    """A session to be signed in for: what it is called, its hours, who may be there, what is noted already."""

    title: str
    hours: Decimal
    seats: tuple[Seat, ...]
    sheet: tuple[Came, ...] = ()


class FigureDelegate(NumberDelegate):
    """With Chinese input on, a letter jumps and does not open a composition."""

    @property
    def uses_input_method(self) -> bool:
        return False


class RollView(GridView):
    """Letters jump, except where a reason is typed; Space ticks what is selected."""

    pasted = Signal(str)
    saving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters, self._at = "", monotonic()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if pressed(event) in SAVING:
            self.saving.emit()
        elif pressed(event) in PASTING:
            self.paste()
        else:
            super().keyPressEvent(event)

    def take_key(self, text: str) -> bool:
        model = self.model()
        if not isinstance(model, RollModel) or self.currentIndex().column() == EXCUSE:
            return super().take_key(text)
        if text == " ":
            model.toggle(self.chosen())
            return True
        if len(text) == 1 and (text.isalpha() and text.isascii()):
            self._jump(model, text.lower())
            return True
        return super().take_key(text)

    def chosen(self) -> list[int]:
        """The rows of the selection, the current one first."""
        now = self.currentIndex().row()
        rows = {one.row() for one in self.selectedIndexes()}
        return [now, *sorted(rows - {now})] if now >= 0 else sorted(rows)

    def paste(self) -> None:
        """People are ticked wherever they stand; anything else goes into the cells as in Excel."""
        model = self.model()
        found = found_in(clipboard.take(), model.rows) if isinstance(model, RollModel) else None
        if found is None or not isinstance(model, RollModel):
            super().paste()
            return
        made = [
            (at, replace(model.rows[at], state=CAME, excuse="", hours=hours or model.rows[at].hours, mark=mark))
            for at, (hours, mark) in found.rows.items()
        ]
        model.put([(at, row if row.mark is not None else replace(row, mark=model.rows[at].mark)) for at, row in made])
        self.pasted.emit(found.words)

    def _jump(self, model: RollModel, letter: str) -> None:
        now = monotonic()
        fresh = now - self._at > PAUSE
        wanted, self._at = (letter if fresh else self._letters + letter), now
        start = self.currentIndex().row()
        place = model.place_by_initials(wanted, start + 1 if len(wanted) == 1 else max(start, 0))
        if place < 0:  # a second person with the same letter, or the beginning of another name
            wanted = letter
            place = model.place_by_initials(wanted, start + 1)
        self._letters = wanted
        if place >= 0:
            self.go_to(place, self.currentIndex().column())


class RollDialog(QDialog):
    """A function of its data; it writes nothing."""

    def __init__(self, parent: QWidget, call: RollCall, refusal: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(f"签到：{call.title}")
        self.model = RollModel(call.seats, call.sheet, call.hours)
        self.model.setParent(self)
        self.view, self.counts = RollView(), RichLabel()
        self.notice = InlineMessage(Tone.BAD, refusal)
        self.every, self.none = Button("全到"), Button("全清")
        self.rest = Button("其余记缺席")
        self.go, self.back = Button("保存", "primary"), Button("取消")
        self._lay_out()
        self._connect()
        show_if(self.notice, bool(refusal))
        self._count()
        if call.seats:
            self.view.go_to(0, STATE)

    @property
    def sheet(self) -> tuple[Came, ...]:
        """As it stands."""
        return self.model.sheet

    def _lay_out(self) -> None:
        self.view.setModel(self.model)
        self.view.setAccessibleName("签到表")
        codes = (Code(CAME, "1", PRESENT, "到场"), Code(ABSENT, "0", FAILED, "缺席"))
        self.view.setItemDelegateForColumn(STATE, CodeDelegate(self.view, codes))
        for column in (HOURS, MARK):
            self.view.setItemDelegateForColumn(column, FigureDelegate(self.view))
        for column in (TEAM, NUMBER, NAME, EXCUSE):
            self.view.setItemDelegateForColumn(column, TextDelegate(self.view))
        for column, width in WIDTHS.items():
            self.view.setColumnWidth(column, scaled(width))
        self.view.horizontalHeader().setStretchLastSection(True)
        for button, tip in ((self.every, "Ctrl+1"), (self.none, "Ctrl+2"), (self.rest, "Ctrl+3")):
            button.setToolTip(tip)
            button.setAutoDefault(False)
        self.back.setAutoDefault(False)
        top, bottom, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.counts, 1)
        for part in (self.every, self.none, self.rest):
            top.addWidget(part)
        bottom.addWidget(label(HINT, "small"), 1)
        for part in (self.back, self.go):
            bottom.addWidget(part)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(10))
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addLayout(bottom)
        self.resize(scaled(WIDTH), scaled(HEIGHT))
        self.view.setFocus()

    def _connect(self) -> None:
        self.model.dataChanged.connect(self._count)
        self.view.pasted.connect(self._say)
        self.view.paste_trimmed.connect(self._trimmed)
        self.view.saving.connect(self._save)
        self.every.clicked.connect(self._all)
        self.none.clicked.connect(self._clear)
        self.rest.clicked.connect(self._others)
        self.go.clicked.connect(self._save)
        self.back.clicked.connect(self.reject)
        keys = (
            ("Ctrl+1", self._all), ("Ctrl+2", self._clear), ("Ctrl+3", self._others),
            ("Ctrl+S", self._save),
        )  # fmt: skip
        for words, slot in keys:
            QShortcut(QKeySequence(words), self).activated.connect(slot)

    def _count(self) -> None:
        came, expected = self.model.counts
        absent = f"，缺席 **{expected - came}**" if expected > came else ""
        self.counts.say(f"到场 **{came}** / 名单 {expected} 人{absent}　全体在岗 {len(self.model.rows)} 人")

    def _say(self, words: str) -> None:
        self.notice.say(Tone.WARN if "；" in words else Tone.GOOD, words)
        show_if(self.notice, True)

    def _trimmed(self, trimmed: Trimmed) -> None:
        self.notice.say(Tone.WARN, trimmed.words)
        show_if(self.notice, True)

    def _all(self) -> None:
        self.model.set_all(CAME)

    def _clear(self) -> None:
        self.model.set_all(OUT)

    def _others(self) -> None:
        self.model.set_all(ABSENT, OUT)

    def _save(self) -> None:
        if self.view.is_editing:
            self.view.finish_open_editor()
        if self.view.drafts:
            self.notice.say(Tone.BAD, "有没有读懂的内容，改好或按 Esc 放弃后再保存")
            show_if(self.notice, True)
            return
        self.accept()


def ask(parent: QWidget, call: RollCall, refusal: str = "") -> Sequence[Came] | None:
    """The sheet, or None if nothing is to be done."""
    dialog = RollDialog(parent, call, refusal)
    try:
        return dialog.sheet if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
