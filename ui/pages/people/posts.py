"""Asks how many people the client wants in a post, over the list of posts that are asked for now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ledger.posts import Post
from ui.kit.buttons import Button
from ui.kit.date_field import DateField
from ui.kit.labels import label
from ui.kit.messages import FieldError
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format
from ui.kit.tables import Column, TableModel, TableView
from ui.kit.theme import Tone, scaled
from ui.pages.people.fields import WRONG_DAY, day_in

WIDTH, HEIGHT = 760, 500
ASKED_BY = "甲方要求"


@dataclass(frozen=True, slots=True)
class Demand:
    """So many in a post from a day on."""

    name: str
    needed: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A post with the names of who holds it."""

    id: str
    post: Post
    held: str


COLUMNS = (
    Column("name", "岗位", "text", lambda one: one.post.name, width=150),
    Column("needed", "需", "number", lambda one: one.post.needed, width=48),
    Column("held", "在岗", "number", lambda one: len(one.post.holders), width=56),
    Column("vacant", "缺", "chip", lambda one: f"缺 {one.post.vacant}" if one.post.vacant else "满",
           tone=lambda one: Tone.BAD if one.post.vacant else Tone.GOOD, width=62),
    Column("who", "现任", "text", lambda one: one.held, stretches=True),
    Column("clause", "依据", "text", lambda one: one.post.clause or ASKED_BY, width=170),
)  # fmt: skip


class PostsDialog(QDialog):
    """A function of its data; it writes nothing."""

    def __init__(
        self, parent: QWidget, posts: Sequence[Post], names: Mapping[int, str], day: date, refusal: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("岗位与甲方要求")
        self.model, self.table = TableModel(COLUMNS, parent=self), TableView()
        self.name, self.since = QComboBox(), DateField(QDate(day.year, day.month, day.day))
        self.needed = NumberField(Format(places=0))
        self.until, self.error = _line("未定可空着"), FieldError()
        self.go, self.back = Button("保存要求", "primary"), Button("关闭")
        self._posts = {one.name: one for one in posts}
        held = [Line(one.name, one, "、".join(names.get(person, "") for person in one.holders)) for one in posts]
        self.model.set_rows(held)
        self._lay_out()
        self.error.say(refusal)
        self.table.row_activated.connect(self._chosen)
        self.table.clicked.connect(self._clicked)
        self.go.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)

    @property
    def demand(self) -> Demand:
        """What stands there."""
        day = self.since.date()
        count = int(self.needed.value) if self.needed.value is not None else 0
        since = date(day.year(), day.month(), day.day())
        return Demand(self.name.currentText().strip(), count, since, day_in(self.until.text()))

    def _clicked(self) -> None:
        self._chosen(self.table.current_row())

    def _chosen(self, row: object) -> None:
        if isinstance(row, Line):
            self.name.setCurrentText(row.post.name)
            self.needed.show_value(row.post.needed)

    def _try(self) -> None:
        self.needed.commit()
        until = self.until.text().strip()
        if not self.name.currentText().strip():
            self._wrong("请写岗位名称", self.name)
        elif self.needed.error or self.needed.value is None:
            self._wrong(self.needed.error or "请写需要几人", self.needed)
        elif until and day_in(until) is None:
            self._wrong(WRONG_DAY, self.until)
        else:
            self.accept()

    def _wrong(self, words: str, field: QWidget) -> None:
        self.error.say(words)
        field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins at the name of the post."""
        super().showEvent(event)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("岗位")
        self.table.say_when_empty("people", "合同没有点名的岗位", "甲方另有要求的，在下面写明岗位与人数。")
        self.name.setEditable(True)
        self.name.addItems(["", *self._posts])
        form, buttons, column = QFormLayout(), QHBoxLayout(), QVBoxLayout(self)
        form.setHorizontalSpacing(scaled(16))
        form.setVerticalSpacing(scaled(8))
        rows = (("岗位", self.name), ("需要几人", self.needed), ("自哪天起", self.since), ("至", self.until))
        for title, field in rows:
            field.setAccessibleName(title)
            form.addRow(label(title, "muted"), field)
        form.addRow("", self.error)
        buttons.addStretch(1)
        for part in (self.back, self.go):
            buttons.addWidget(part)
        self.go.setDefault(True)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(10))
        column.addWidget(self.table, 1)
        column.addWidget(label("甲方的要求自写明之日起先于合同所写；要改某一岗位，在上面点它（或按 Enter）。", "small"))
        column.addLayout(form)
        column.addLayout(buttons)
        self.resize(scaled(WIDTH), scaled(HEIGHT))


def _line(hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setPlaceholderText(hint)
    return made


def ask(
    parent: QWidget, posts: Sequence[Post], names: Mapping[int, str], day: date, refusal: str = ""
) -> Demand | None:
    """The demand, or None where nothing is to be changed."""
    dialog = PostsDialog(parent, posts, names, day, refusal)
    try:
        return dialog.demand if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
