"""The panel at the right that answers why: headed sections of words, quotes and links."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.buttons import IconButton
from ui.kit.chip import Chip
from ui.kit.drawing import box, painter_of
from ui.kit.labels import RichLabel, label
from ui.kit.theme import RADIUS, Tone, scaled, tokens_of

WIDTH, NARROWEST, WIDEST = 284, 280, 320
STRIP = 40


class Kind(StrEnum):
    """How a line of a section is set."""

    WORDS = ""
    SMALL = "line"
    QUOTE = "quote"
    WARN = "warn"
    BAD = "bad"
    GOOD = "good"


@dataclass(frozen=True)
class Line:
    """Words with **bold** and [links](target)."""

    words: str
    kind: Kind = Kind.WORDS


@dataclass(frozen=True)
class Section:
    """A heading, perhaps with a chip beside it, and its lines."""

    heading: str
    lines: tuple[Line, ...]
    chip: str = ""
    tone: Tone = Tone.ACCENT


class SidePanel(QWidget):
    """Shows what it is handed; the page decides what a link means."""

    link_activated = Signal(str)
    collapsed = Signal(bool)

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._aside = RichLabel(f"**{title}**"), label("", "small")
        self._fold = IconButton("chevron-right", self.tr("收起"))
        self._area, self._inside = QScrollArea(), QWidget()
        self._whole = QVBoxLayout(self)
        self._lay_out()
        self._fold.clicked.connect(self.toggle)
        self._hold(False)

    @property
    def is_collapsed(self) -> bool:
        """Whether only the strip is left."""
        return self._area.isHidden()

    def show_sections(self, title: str, sections: Sequence[Section], aside: str = "") -> None:
        """Something else is explained."""
        self._title.say(f"**{title}**")
        self._aside.setText(aside)
        self.setAccessibleName(title)
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()  # not at once: what asked for this may be a link of the old column
        self._inside = self._column(sections)
        self._area.setWidget(self._inside)

    def collapse(self, collapsed: bool) -> None:
        """Down to a strip, or back."""
        if collapsed != self.is_collapsed:
            self._hold(collapsed)
            self.collapsed.emit(collapsed)

    def toggle(self) -> None:
        """The other way."""
        self.collapse(not self.is_collapsed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The panel itself."""
        tokens, painter = tokens_of(self), painter_of(self)
        box(painter, self.rect().toRectF(), tokens.panel, scaled(RADIUS), tokens.line)
        painter.end()

    def _hold(self, collapsed: bool) -> None:
        for part in (self._area, self._title, self._aside):
            part.setVisible(not collapsed)
        self._fold.show_icon("chevron-left" if collapsed else "chevron-right")
        self._fold.setToolTip(self.tr("展开") if collapsed else self.tr("收起"))
        self.setMinimumWidth(scaled(STRIP if collapsed else NARROWEST))
        self.setMaximumWidth(scaled(STRIP if collapsed else WIDEST))
        self._whole.setContentsMargins(scaled(6 if collapsed else 14), scaled(8), scaled(6), scaled(10))

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        head.addWidget(self._title, 1)
        head.addWidget(self._aside)
        head.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        column = self._whole
        column.setSpacing(scaled(4))
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def _column(self, sections: Sequence[Section]) -> QWidget:
        made = QWidget()
        made.setProperty("role", "scrolled")
        made.setAutoFillBackground(False)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, scaled(2), scaled(8), 0)
        column.setSpacing(scaled(14))
        for section in sections:
            column.addLayout(self._section(section))
        column.addStretch(1)
        return made

    def _section(self, section: Section) -> QVBoxLayout:
        column, head = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(scaled(3))
        head.setSpacing(scaled(6))
        head.addWidget(label(section.heading, "muted"))
        if section.chip:
            head.addWidget(Chip(section.chip, section.tone))
        head.addStretch(1)
        column.addLayout(head)
        for line in section.lines:
            said = RichLabel(line.words, line.kind.value)
            said.linkActivated.connect(self.link_activated)
            column.addWidget(said)
        return column
