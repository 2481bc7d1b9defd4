"""Plain labels by role, and words with **bold** and [links](target) that stay right when the theme changes."""

import html
import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit.theme import tokens_of

BOLD = re.compile(r"\*\*(.+?)\*\*")
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
# Qt folds a wide space into a narrow one; two that stand and one that may break keep words apart.
WIDE_GAP = "&nbsp;&nbsp; "
READABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.LinksAccessibleByMouse
REACHABLE = READABLE | Qt.TextInteractionFlag.LinksAccessibleByKeyboard


def label(words: str, role: str = "", parent: QWidget | None = None) -> QLabel:
    """A label of plain text; roles are muted small title figure big good warn bad error."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(words)
    made.setProperty("role", role)
    return made


class ElidedLabel(QLabel):
    """One line of plain words that ends in dots where there is no room, and says the whole in its tip."""

    def __init__(self, words: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)
        self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        """Gives way to what stands beside it."""
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words as far as they fit."""
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(self.alignment()), shown)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A tip only where something is hidden."""
        super().resizeEvent(event)
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()
        self.setToolTip(self.text() if cut else "")


def give_role(widget: QWidget, name: str, value: str) -> None:
    """Changes a property that the style sheet looks at; it will look by itself at what was never shown yet."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            return
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def show_if(widget: QWidget, shown: bool) -> None:
    """setVisible for a part that may have no parent yet, and would become a window of its own."""
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)


def rich(words: str, link: str) -> str:
    """Words with marks as HTML. Everything else is escaped, so that what users typed is never mark-up."""
    made = BOLD.sub(r"<b>\1</b>", html.escape(words, quote=False))
    made = LINK.sub(rf'<a href="\2" style="color:{link};text-decoration:none">\1</a>', made).replace("\n", "<br>")
    return made.replace("\u3000", WIDE_GAP)


class RichLabel(QLabel):
    """Words that wrap, can be selected, and whose links can be clicked and reached by Tab."""

    def __init__(self, words: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._said = words, ""
        self._heights: dict[int, int] = {}
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setProperty("role", role)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.say(words)

    @property
    def words(self) -> str:
        """As given, with its marks."""
        return self._words

    def say(self, words: str) -> None:
        """Other words."""
        self._words = words
        # Only words with a link are worth a stop of Tab.
        self.setTextInteractionFlags(REACHABLE if LINK.search(words) else READABLE)
        self._parse()

    def heightForWidth(self, width: int) -> int:
        """One change of a page lays it out some ten times over, and asks each label each time."""
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the first link and not only to the words: Enter follows it at once."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.focusNextPrevChild(event.reason() == Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """A link keeps the colour it was parsed with; parse again."""
        super().changeEvent(event)
        if not hasattr(self, "_heights"):
            return
        if event.type() == QEvent.Type.PaletteChange:
            self._parse()
        else:
            self._heights.clear()

    def _parse(self) -> None:
        wanted = rich(self._words, tokens_of(self).accent.name())
        if wanted != self._said:
            self._said = wanted
            self._heights.clear()
            self.setText(wanted)
