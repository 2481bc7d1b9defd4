"""A big number with its unit on one base line; it can be asked why."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.drawing import painter_of, ring, wide
from ui.kit.pressable import Pressable
from ui.kit.theme import Text, Tone, font, scaled, tokens_of

BETWEEN = 7


class Figure(Pressable):
    """`tone` neutral is ink. With `pressable` it takes clicks and the keyboard."""

    def __init__(
        self,
        value: str = "",
        unit: str = "",
        size: Text = Text.BIG,
        pressable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(None, pressable, parent)
        self._size, self._tone = size, Tone.NEUTRAL
        self._value, self._unit = value, unit
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_value(value, unit)

    def show_value(self, value: str, unit: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Another number, as it is to be read."""
        self._value, self._unit, self._tone = value, unit, tone
        self.setAccessibleName(f"{value} {unit}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        number, unit = font(self._size, True), font(self._unit_size())
        gap = scaled(BETWEEN) if self._unit else 0
        return QSize(
            wide(self._value, number) + gap + wide(self._unit, unit) + 2, QFontMetrics(number).height() - scaled(4)
        )

    def minimumSizeHint(self) -> QSize:
        """A number is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Number and unit stand on one line."""
        tokens = tokens_of(self)
        colour = tokens.ink if self._tone == Tone.NEUTRAL else tokens.strong(self._tone)
        colour = tokens.accent if self.hovered else colour
        number, unit = font(self._size, True), font(self._unit_size())
        sizes = QFontMetrics(number)
        base = (self.height() + sizes.ascent() - sizes.descent()) // 2
        painter = painter_of(self)
        painter.setFont(number)
        painter.setPen(colour)
        painter.drawText(QPoint(0, base), self._value)
        painter.setFont(unit)
        painter.setPen(tokens.muted)
        painter.drawText(QPoint(wide(self._value, number) + scaled(BETWEEN), base), self._unit)
        if self.hasFocus():
            ring(painter, self.rect(), tokens.accent, scaled(4))
        painter.end()

    def _unit_size(self) -> Text:
        return Text.BASE if self._size >= Text.FIGURE else Text.SMALL
