"""Small coloured words: a state, a filter, a count."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.drawing import CENTRE, box, painter_of, ring, wide, words
from ui.kit.labels import show_if
from ui.kit.pressable import Pressable
from ui.kit.theme import Text, Tone, font, scaled, tokens_of

HEIGHT = 20
SIDE = 7
MANY = 99


class Chip(Pressable):
    """Words on a soft ground in the colour of a tone."""

    def __init__(
        self,
        text: str = "",
        tone: Tone | str = Tone.NEUTRAL,
        key: object = None,
        pressable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(key, pressable, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.say(text, tone)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def say(self, text: str, tone: Tone | str = Tone.NEUTRAL) -> None:
        """Other words."""
        self._text, self._tone = text, Tone(tone)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(wide(self._text, font(Text.SMALL)) + 2 * scaled(SIDE), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft box and words."""
        tokens = tokens_of(self)
        painter = painter_of(self)
        box(painter, self.rect().toRectF(), tokens.line if self.hovered else tokens.gentle(self._tone), scaled(4))
        words(painter, self.rect(), self._text, font(Text.SMALL), tokens.strong(self._tone), CENTRE)
        if self.hasFocus():
            ring(painter, self.rect(), tokens.accent, scaled(4))
        painter.end()


class Badge(QWidget):
    """A count beside a name; nothing at none."""

    def __init__(self, count: int = 0, tone: Tone | str = Tone.BAD, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone(tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(count)

    @property
    def count(self) -> int:
        """How many."""
        return self._count

    def show_count(self, count: int) -> None:
        """Another count."""
        self._count = count
        show_if(self, count > 0)
        self.setAccessibleName(str(count))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A pill, round for one figure."""
        return QSize(max(wide(self._words(), font(Text.SMALL, True)) + scaled(11), scaled(18)), scaled(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pill."""
        tokens = tokens_of(self)
        painter = painter_of(self)
        box(painter, self.rect().toRectF(), tokens.strong(self._tone), self.height() // 2)
        shown = font(Text.SMALL, True)
        shown.setPixelSize(shown.pixelSize() - 1)
        words(painter, self.rect(), self._words(), shown, tokens.on_accent, CENTRE)
        painter.end()

    def _words(self) -> str:
        return str(self._count) if self._count <= MANY else f"{MANY}+"
