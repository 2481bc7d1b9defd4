"""A way in steps, one below the other: what is done, what is next, what follows; each with words and buttons."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.drawing import CENTRE, box, painter_of, words
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.theme import Text, Tone, font, scaled, tokens_of

DISC, LEFT_ROOM = 22, 34
DONE, NOW, LATER = "done", "now", "later"
TONES = {DONE: Tone.GOOD, NOW: Tone.ACCENT, LATER: Tone.NEUTRAL}


@dataclass(frozen=True)
class StepDeed:
    """Something to do in a step."""

    key: str
    words: str
    tone: str = "plain"
    tip: str = ""


@dataclass(frozen=True)
class StepRow:
    """A step as it is to be shown; `words` may have **bold** and [links](target)."""

    title: str
    state: str
    aside: str = ""
    words: str = ""
    deeds: tuple[StepDeed, ...] = field(default=())


class _Step(QWidget):
    """One step with its disc at the left."""

    def __init__(self, at: int, row: StepRow, last: bool, parent: "Stepper") -> None:
        super().__init__(parent)
        self._at, self._row, self._last = at, row, last
        self.setAccessibleName(f"{row.title} {row.aside}".strip())
        column, head = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(scaled(LEFT_ROOM), scaled(1), 0, scaled(12))
        column.setSpacing(scaled(4))
        head.addWidget(label(row.title, "muted" if row.state == LATER else "title"))
        head.addStretch(1)
        head.addWidget(label(row.aside, "small"))
        column.addLayout(head)
        if row.words:
            told = RichLabel(row.words, "small" if row.state == LATER else "line")
            told.linkActivated.connect(parent.link_activated)
            column.addWidget(told)
        if row.deeds:
            column.addLayout(self._buttons(parent))

    def _buttons(self, stepper: "Stepper") -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(scaled(8))
        for one in self._row.deeds:
            button = Button(one.words, one.tone)
            button.setToolTip(one.tip)
            button.setProperty("deed", one.key)
            button.clicked.connect(stepper.tell)
            stepper.buttons[one.key] = button
            line.addWidget(button)
        line.addStretch(1)
        return line

    def paintEvent(self, event: QPaintEvent) -> None:
        """The disc with a number or a tick, and the line to the next one."""
        tokens, painter = tokens_of(self), painter_of(self)
        side, state = scaled(DISC), self._row.state
        disc = QRect(0, 0, side, side)
        if not self._last:
            painter.setPen(QPen(tokens.gentle(Tone.GOOD) if state == DONE else tokens.line, scaled(2)))
            painter.drawLine(QPointF(side / 2, side + scaled(3)), QPointF(side / 2, self.height() - scaled(3)))
        filled = state == NOW
        ground = tokens.accent if filled else tokens.gentle(TONES[state])
        box(painter, QRectF(disc), ground, side // 2)
        if state == DONE:
            inside = disc.adjusted(scaled(4), scaled(4), -scaled(4), -scaled(4))
            icons.paint(painter, "check", tokens.good, inside)
        else:
            colour = tokens.on_accent if filled else tokens.muted
            words(painter, disc, str(self._at), font(Text.SMALL, True), colour, CENTRE)
        painter.end()


class Stepper(QWidget):
    """All steps; a pressed button tells the key of its deed."""

    deed_requested = Signal(str)
    link_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[StepRow, ...] = ()
        self.buttons: dict[str, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, scaled(8), 0)
        self._column.setSpacing(0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_rows(self, rows: Sequence[StepRow]) -> None:
        """Other steps; the focus stays on the same deed where it is still there."""
        if tuple(rows) == self.rows:
            return
        focused = next((key for key, one in self.buttons.items() if one.hasFocus()), "")
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                show_if(old, False)
                old.deleteLater()
        self.rows, self.buttons = tuple(rows), {}
        for at, row in enumerate(self.rows):
            self._column.addWidget(_Step(at + 1, row, at == len(self.rows) - 1, self))
        if focused:
            self.focus_next(focused)

    def focus_next(self, deed: str = "") -> None:
        """The keyboard goes to this deed, or to the first that is the natural next one."""
        first = next((key for key in self.buttons if self._is_now(key)), next(iter(self.buttons), ""))
        chosen = deed if deed in self.buttons and self._is_now(deed) else first
        if chosen:
            self.buttons[chosen].setFocus()

    def _is_now(self, key: str) -> bool:
        return any(row.state == NOW and key in (one.key for one in row.deeds) for row in self.rows)

    def tell(self) -> None:
        """Which deed was asked for."""
        sender = self.sender()
        if isinstance(sender, Button):
            self.deed_requested.emit(str(sender.property("deed")))
