"""Column widths from a sample of the rows; measuring them all makes every edit of a long table slow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

from ui.kit.theme import scaled

PADDING, NARROWEST, WIDEST = 20, 40, 360


def sample_widths(view: QTableView, rows: int = 60) -> list[int]:
    """For each column, the width of its title and of the texts in so many rows spread over the table."""
    model, metrics = view.model(), QFontMetrics(view.font())
    step = max(1, model.rowCount() // rows)
    places = range(0, model.rowCount(), step)
    return [_width(view, column, places, metrics) for column in range(model.columnCount())]


def fit_columns(view: QTableView, rows: int = 60) -> None:
    """Sets the sampled widths."""
    for column, width in enumerate(sample_widths(view, rows)):
        view.setColumnWidth(column, width)


def _width(view: QTableView, column: int, places: range, metrics: QFontMetrics) -> int:
    model = view.model()
    title = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    # The longest by count is nearly always the widest: one measurement a column.
    texts = [str(text) for row in places if (text := model.index(row, column).data()) is not None]
    longest = sorted(texts, key=len)[-3:] + str(title or "").split("\n")
    widest = max((metrics.horizontalAdvance(text) for text in longest), default=0)
    return min(max(widest + scaled(PADDING), scaled(NARROWEST)), scaled(WIDEST))
