"""月度评分: marks typed into a grid, within the limits of their parts; when it is due, and what is missing."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.errors import Refused
from app.ledger import conduct_months
from app.ledger.change import Changed
from app.ledger.conduct_sheet import Sheet
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.grid import GridView, NumberDelegate
from ui.kit.labels import RichLabel
from ui.kit.messages import InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.fines.score_model import HEAD, Marks, ScoreModel
from ui.workspace import Workspace

WIDTHS = (64, 190, 78)
PART, TOTAL, NOTE = 132, 96, 220


class ScoreView(QWidget):
    """What is typed is stored at once; what is refused stays in its cell with the reason."""

    score_asked = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._sheet: Sheet | None = None
        self._refusal: Refused | None = None
        self._columns = 0
        self.model, self.grid = ScoreModel(self._write, self), GridView(frozen=2)
        self._numbers = NumberDelegate(self.grid)
        self.due, self.why = RichLabel(), Button("怎样得出", "quiet")
        self.notice, self.words = InlineMessage(Tone.WARN), RichLabel("", "muted")
        self._lay_out()
        self.grid.paste_trimmed.connect(self._trimmed)
        self.why.clicked.connect(self._ask)
        workspace.refused.connect(self._heard)

    def show_sheet(self, sheet: Sheet, today: date) -> None:
        """A month."""
        self._sheet = sheet
        self.model.show_sheet(sheet, today > sheet.due)
        self._fit()
        missing, due = self.model.missing, sheet.due
        told = f"应于 **{due.year}年{due.month}月{due.day}日** 前完成"
        if not missing:
            self.due.say(f"{told}　**已全部评完**")
        else:
            days = (due - today).days
            left = f"还有 {days} 天" if days >= 0 else f"**已逾期 {-days} 天**"
            self.due.say(f"{told}，{left}；{missing} / {len(sheet.rows)} 人未评完")
        self.words.say(f"{sheet.score.words}（{sheet.score.clause}）各项上限取自行为规范方案。")

    def begin(self) -> None:
        """The keyboard to the first agent without a score."""
        row = next((at for at, one in enumerate(self.model.rows) if one.score is None), 0)
        self.grid.setFocus()
        if self.model.rows:
            self.grid.go_to(row, len(HEAD))

    def _fit(self) -> None:
        if self._columns == self.model.columnCount():
            return
        self._columns = self.model.columnCount()
        parts = len(self.model.parts)
        for at, width in enumerate((*WIDTHS, *[PART] * parts, TOTAL, NOTE)):
            self.grid.setColumnWidth(at, scaled(width))
            if len(HEAD) <= at <= len(HEAD) + parts:
                self.grid.setItemDelegateForColumn(at, self._numbers)

    def _write(self, marks: Marks) -> Refused | None:
        sheet, book = self._sheet, self._workspace.book
        if sheet is None:
            return None
        self._refusal = None

        def write() -> Changed:
            return conduct_months.mark(book, sheet.project, sheet.month, marks)

        return None if self._workspace.commit(write) else self._refusal

    def _heard(self, refused: Refused) -> None:
        self._refusal = refused

    def _trimmed(self, trimmed: object) -> None:
        self.notice.say(Tone.WARN, getattr(trimmed, "words", ""))
        self.notice.show()

    def _ask(self) -> None:
        row = self.grid.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            self.score_asked.emit(self.model.rows[row].key)

    def _lay_out(self) -> None:
        head, card, column = QHBoxLayout(), Card(), QVBoxLayout(self)
        head.addWidget(self.due, 1)
        head.addWidget(self.why)
        self.grid.setModel(self.model)
        self.grid.setAccessibleName("月度评分")
        card.add(self.grid, 1)
        card.layout().setContentsMargins(0, 0, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.notice.hide()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(card, 1)
        column.addWidget(self.words)
