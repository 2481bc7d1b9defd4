"""What is only read: the header over the columns, the contract's groups, the sum under the last row."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.drawing import LEFT, RIGHT, painter_of, words
from ui.kit.theme import Text, font, scaled, tokens_of
from ui.pages.indicators.cells import FIRST, SECOND, THIRD
from ui.pages.indicators.columns import LINE, Columns
from ui.pages.indicators.states import BOTH, GroupState, Totals


class Band(QWidget):
    """A line of the table's width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns: Columns | None = None
        self.shifted = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_columns(self, columns: Columns) -> None:
        """Another width, or other columns."""
        self.columns = columns
        self.update()

    def shift(self, by: int) -> None:
        """The rows are scrolled sideways; what stands over and under them goes along."""
        self.shifted = by
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(scaled(400), scaled(LINE))


class Header(Band):
    """The names of the columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip, self._days = "", False

    def show_words(self, chip: str) -> None:
        """What the column of chips is for."""
        self._chip = chip
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Small and muted."""
        if self.columns is None:
            return
        painter = painter_of(self)
        painter.translate(-self.shifted, 0)
        at = self.columns
        self._say(painter, at.cell(at.name), "指标", LEFT)
        self._say(painter, at.cell(at.target), "目标", RIGHT)
        for number in range(len(at.blocks)):
            self._block(painter, at, number)
        self._say(painter, at.cell(at.chip), self._chip, LEFT)
        for column, said in zip(at.scores, self._scores(at), strict=True):
            self._say(painter, at.cell(column), said, RIGHT)
        self._say(painter, at.cell(at.difference), "相差", RIGHT)
        self._say(painter, at.cell(at.full), "分值", RIGHT)
        self._say(painter, at.cell(at.trace), "怎么算的", LEFT)
        painter.fillRect(QRect(0, self.height() - 1, at.width, 1), tokens_of(self).line)
        painter.end()

    def _block(self, painter: QPainter, at: Columns, number: int) -> None:
        names = ("分子", "分母", "完成")
        if at.table.mode == BOTH:
            names = ("自评" if number == 0 else "复核", "", "完成")
        for place, said in zip((FIRST, SECOND, THIRD), names, strict=True):
            rect = at.box(number, place, 0)
            self._say(painter, QRect(rect.left(), 0, rect.width() - scaled(8), scaled(LINE)), said, RIGHT)

    def _scores(self, at: Columns) -> tuple[str, ...]:
        if at.table.mode == BOTH:
            return ("自评扣款", "综合扣款") if at.table.in_money else ("自评分", "综合评分")
        return ("扣款（元）",) if at.table.in_money else ("得分",)

    def _say(self, painter: QPainter, place: QRect, said: str, align: object) -> None:
        if place.width() > 0:
            words(painter, place, said, font(Text.SMALL), tokens_of(self).muted, align)  # pyright: ignore[reportArgumentType]


class GroupBand(Band):
    """A group of the contract and its full marks."""

    def __init__(self, state: GroupState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self.setAccessibleName(state.name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bold on the soft ground."""
        if self.columns is None:
            return
        tokens, painter, at = tokens_of(self), painter_of(self), self.columns
        painter.fillRect(self.rect(), tokens.soft)
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens.line)
        place = QRect(at.name[0], 0, at.full[0] - at.name[0] - scaled(60), scaled(LINE))
        words(painter, place, self._state.name, font(bold=True), tokens.ink, LEFT)
        if at.full[1]:
            words(painter, at.cell(at.full), self._state.full, font(), tokens.muted, RIGHT)
        painter.end()


class TotalBand(Band):
    """The sum of the table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._totals = Totals(())

    def show_totals(self, totals: Totals) -> None:
        """Other sums."""
        if totals != self._totals:
            self._totals = totals
            self.setAccessibleName("合计 " + " ".join(one.shown for one in totals.results))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bold, under a line."""
        if self.columns is None:
            return
        tokens, painter, at = tokens_of(self), painter_of(self), self.columns
        painter.translate(-self.shifted, 0)
        painter.fillRect(QRect(0, 0, at.width, 1), tokens.line)
        bold = font(bold=True)
        words(painter, at.cell(at.name), "合计", bold, tokens.ink, LEFT)
        for column, one in zip(at.scores, self._totals.results, strict=False):
            wide = QRect(column[0] - scaled(30), 0, column[1] + scaled(30), scaled(LINE))
            words(painter, wide, one.shown, bold, tokens.bad if one.lost else tokens.ink, RIGHT)
        words(painter, at.cell(at.difference), self._totals.difference, bold, tokens.muted, RIGHT)
        words(painter, at.cell(at.full), self._totals.full, font(), tokens.muted, RIGHT)
        grade = self._totals.results[-1].trace if self._totals.results else ""
        words(painter, at.cell(at.trace), grade, font(), tokens.muted, LEFT)
        painter.end()
