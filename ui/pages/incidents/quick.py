"""The quick line: an incident in one line, understood while it is typed, its cost shown before Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.exact import show, told_money
from app.ledger.effects import Effect
from app.ledger.incidents import STATUS, Draft
from app.ledger.quick_line import Line
from ui.kit.chip import Chip
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.plain_line import PlainLine
from ui.kit.theme import Tone, scaled

Key = Qt.Key
PAUSE_MS = 90
HINT = "快速登记：迟到 mmt 9/3　　下派错误 3 lj 昨天　　紧急 14:05 14:12：内容　　（Ctrl+N）"
KEYS = "Enter 登记　Ctrl+Enter 登记并核实　↑↓ 换一条款　Alt+↑↓ 换一个人　F4 打开完整对话框　Esc 清空"
WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Understanding:
    """What the line is taken for with the present choice: the draft, and what would follow from it."""

    line: Line
    draft: Draft | None = None
    effect: Effect | None = None


class _Edit(PlainLine):
    """Tells keys that are no text."""

    wanted = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Undo belongs to the window as long as nothing stands here: what was just logged is what is meant."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.text():
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if held and event.key() in (Key.Key_Z, Key.Key_Y):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held, key = event.modifiers(), Key(event.key())
        control = bool(held & Qt.KeyboardModifier.ControlModifier)
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        what = {
            Key.Key_Return: "verify" if control else "log",
            Key.Key_Enter: "verify" if control else "log",
            Key.Key_Up: "person-" if alt else "clause-",
            Key.Key_Down: "person+" if alt else "clause+",
            Key.Key_F4: "full",
            Key.Key_Escape: "clear" if self.text() else "",
        }.get(key, "")
        if what:
            self.wanted.emit(what)
        else:
            super().keyPressEvent(event)


class QuickEntry(QWidget):
    """Knows no ledger: `read` understands a text, `foretell` says what a draft costs; whoever owns it logs."""

    logged = Signal(object, bool)  # Draft, whether it is verified at once
    full_requested = Signal(object)  # Draft or None: the whole dialog, with what is understood so far

    def __init__(
        self, read: Callable[[str], Line], foretell: Callable[[Draft], Effect], today: Callable[[], date]
    ) -> None:
        super().__init__()
        self._read, self._foretell, self._today = read, foretell, today
        self._clause = self._person = 0
        self._names: dict[int, str] = {}
        self.found = Understanding(Line())
        self.edit = _Edit()
        self._chips, self._told, self._keys = QWidget(), RichLabel("", "line"), label(KEYS, "small")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._build()
        self._connect()
        self._show()

    def _build(self) -> None:
        self.edit.setPlaceholderText(HINT)
        self.edit.setAccessibleName("快速登记")
        self.edit.setMinimumHeight(scaled(34))
        self._shelf = QHBoxLayout(self._chips)
        self._shelf.setContentsMargins(0, 0, 0, 0)
        self._shelf.setSpacing(scaled(6))
        self._shelf.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(5))
        for part in (self.edit, self._chips, self._told, self._keys):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.edit.textEdited.connect(self._typed)
        self.edit.wanted.connect(self._key)
        self._timer.timeout.connect(self.look)

    # --- while it is typed

    def _typed(self) -> None:
        self._clause = self._person = 0
        self._timer.start()

    def look(self) -> None:
        """Understands what stands there now."""
        self._timer.stop()
        text = self.edit.text().strip()
        line = self._read(text) if text else Line()
        self._clause = min(self._clause, max(len(line.clauses) - 1, 0))
        self._person = min(self._person, max(len(line.people) - 1, 0))
        clause = line.clauses[self._clause] if line.clauses else None
        person = line.people[self._person] if line.people else None
        draft = line.draft(self._today(), clause, person)
        whole = draft is not None and not line.faults
        self.found = Understanding(line, draft, self._foretell(draft) if whole and draft else None)
        self._show()

    def _key(self, what: str) -> None:
        if what in ("log", "verify"):
            self._log(what == "verify")
        elif what == "clear":
            self.clear()
        elif what == "full":
            self.look()
            self.full_requested.emit(self.found.draft)
        else:
            self._choose(what[:-1], 1 if what.endswith("+") else -1)

    def _choose(self, which: str, by: int) -> None:
        """Another of the clauses or people that the typed word may mean."""
        self.look()
        if which == "clause" and self.found.line.clauses:
            self._clause = (self._clause + by) % len(self.found.line.clauses)
        elif which == "person" and self.found.line.people:
            self._person = (self._person + by) % len(self.found.line.people)
        self.look()

    def _log(self, verified: bool) -> None:
        """Only what is understood without a rest and stands without a fault."""
        self.look()
        found = self.found
        if found.draft and found.effect and not (found.effect.faults or found.line.unknown or found.line.faults):
            self.logged.emit(found.draft, verified)

    def clear(self) -> None:
        """Ready for the next. What was logged is the ledger's to undo: the line forgets that it was typed."""
        self.edit.setText("")
        self._clause = self._person = 0
        self.look()

    def suggest(self, examples: Sequence[str]) -> None:
        """Lines as this contract's people would type them, while nothing is typed."""
        self.edit.setPlaceholderText("快速登记：" + "　　".join([*examples, "（Ctrl+N）"]) if examples else HINT)

    def begin(self) -> None:
        """The keyboard goes here."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # --- what it says

    def _show(self) -> None:
        while self._shelf.count() > 1:
            item = self._shelf.takeAt(0)
            old = item.widget() if item else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for at, (words, tone, tip) in enumerate(self._told_chips()):
            chip = Chip(words, tone, parent=self._chips)
            chip.setToolTip(tip)
            self._shelf.insertWidget(at, chip)
            chip.show()
        lines = self._told_lines()
        self._told.say("\n".join(lines))
        show_if(self._chips, self._shelf.count() > 1)
        show_if(self._told, bool(lines))
        show_if(self._keys, bool(self.edit.text().strip()))

    def _told_chips(self) -> list[tuple[str, Tone, str]]:
        line, draft = self.found.line, self.found.draft
        if not self.edit.text().strip():
            return []
        found: list[tuple[str, Tone, str]] = []
        if line.clauses:
            one = line.clauses[self._clause]
            found.append((f"{one.name}{_more(self._clause, line.clauses)}", Tone.ACCENT, one.clause))
        else:
            found.append(("哪一条款？", Tone.WARN, "写条款的名称、拼音或首字母"))
        if line.people:
            who = line.people[self._person]
            found.append((f"{who.name} {who.staff_number}{_more(self._person, line.people)}", Tone.ACCENT, "人员"))
        if draft is not None:
            found += _about(draft, line, self._today())
        found += [(f"没看懂：{one}", Tone.BAD, "既不是条款、人员，也不是日期、数量") for one in line.unknown]
        return found

    def _told_lines(self) -> list[str]:
        line, effect = self.found.line, self.found.effect
        told = [f"**{one}**" for one in line.faults]
        if effect is None:
            return told
        told += [f"**{one}**" for one in effect.faults]
        told += list(effect.lines)
        for one in effect.similar:
            told.append(
                f"**当天已登记同一条款：**{_plain(one.words) or '没有说明'}（{STATUS[one.status]}），请确认不是重复"
            )
        return told


def _about(draft: Draft, line: Line, today: date) -> list[tuple[str, Tone, str]]:
    """Day, quantity, times, severity, amount as chips."""
    day = f"{draft.day.month}月{draft.day.day}日 周{WEEK[draft.day.weekday()]}"
    found = [
        (day + ("" if line.day else "（今天）"), Tone.NEUTRAL if draft.day <= today else Tone.WARN, str(draft.day))
    ]
    if draft.quantity != 1:
        found.append((f"× {show(draft.quantity)}", Tone.NEUTRAL, "数量"))
    if draft.severe:
        found.append(("情节严重", Tone.BAD, "按情节严重处理"))
    if draft.fen is not None:
        found.append((f"{told_money(draft.fen)} 元", Tone.NEUTRAL, "金额"))
    for name, at in (("来电", draft.called_at), ("上报", draft.reported_at)):
        if at is not None:
            found.append((f"{name} {at:%H:%M}", Tone.NEUTRAL, name))
    if draft.words:
        found.append((draft.words[:24], Tone.NEUTRAL, draft.words))
    return found


def _more(at: int, many: tuple[object, ...]) -> str:
    """Which of several that may be meant."""
    return f"　{at + 1}/{len(many)}" if len(many) > 1 else ""


def _plain(words: str) -> str:
    """What a user wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("](", "］（")
