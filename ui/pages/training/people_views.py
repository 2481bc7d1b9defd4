"""Everybody's hours against the contract, and who may go on the line; both lists lead to the person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.exact import show
from app.ledger.training_month import TrainingMonth
from app.team_order import team_order
from ui.kit.card import Card
from ui.kit.grid.editor import CONTROL, pressed
from ui.kit.labels import RichLabel, show_if
from ui.kit.messages import InlineMessage
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import Tone, scaled
from ui.pages.training.columns import LEARNERS, NEWCOMERS, BarDelegate

ASKED = ("asked", "missing", "bar")
STEPS = ("induction", "exam", "practice")
GOING = frozenset(((int(Qt.Key.Key_Return), CONTROL), (int(Qt.Key.Key_Enter), CONTROL)))
KEYS = "Enter 看怎样得出　Ctrl+Enter 到人员页"


class PeopleTable(TableView):
    """Enter says why; Ctrl+Enter goes to the person."""

    person_asked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if pressed(event) in GOING and row is not None:
            self.person_asked.emit(row.id)
        else:
            super().keyPressEvent(event)


class HoursView(QWidget):
    """The ones below first."""

    why_asked = Signal(object)  # the row
    person_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.table, self.search = TableModel(LEARNERS), PeopleTable(), QLineEdit()
        self.notice, self.clause, self._card = InlineMessage(), RichLabel("", "quote"), Card("课时与成绩")
        self._lay_out()
        self.search.textChanged.connect(self.model.set_filter)
        self.table.filter_clearing_requested.connect(self.search.clear)
        self.table.row_activated.connect(self.why_asked)
        self.table.person_asked.connect(self.person_asked)

    def show_month(self, found: TrainingMonth) -> None:
        """Everybody of the month's last day."""
        rows = sorted(found.learners, key=lambda one: (-one.missing, team_order(one.team), one.person.staff_number))
        self.model.set_rows(rows)
        asked, below = found.asked, found.below
        keys = [one.key for one in LEARNERS]
        for key in ASKED:
            self.table.setColumnHidden(keys.index(key), asked is None)
        show_if(self.clause, asked is not None)
        if asked is None:
            self.notice.say(Tone.NEUTRAL, "本合同没有写明每人每月的课时；这里列出各人实际参加的课时与成绩。")
        else:
            self.clause.say(f"**{asked.clause}**　{asked.words}")
            self._say(found, len(below))
        if self.table.current_row() is None and rows:
            self.table.go_to_key(rows[0].id)

    def _say(self, found: TrainingMonth, below: int) -> None:
        asked, total = found.asked, len(found.learners)
        if asked is None:
            return
        if not below:
            self.notice.say(Tone.GOOD, f"{total} 人都已达到 {show(asked.number)} 课时")
        elif not any(not one.cancelled for one in found.sessions):
            self.notice.say(Tone.WARN, f"本月还没有培训，{total} 人各差 {show(asked.number)} 课时")
        else:
            least = min(one.hours for one in found.below)
            words = f"**{below} 人不足 {show(asked.number)} 课时**（共 {total} 人），最少 {show(least)} 课时"
            self.notice.say(Tone.WARN, f"{words}；本期提示：{asked.alert}")

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        self.table.setItemDelegateForColumn([one.key for one in LEARNERS].index("bar"), BarDelegate(self.table))
        self.table.setAccessibleName("课时与成绩")
        self.table.say_when_empty("people", "这个月还没有在岗人员", "在人员页登记入职后，各人的课时与成绩列在这里。")
        self.search.setPlaceholderText("姓名、工号、班组（Ctrl+F）")
        self.search.setFixedWidth(scaled(210))
        self.search.setClearButtonEnabled(True)
        top, column = QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.notice, 1)
        top.addWidget(self.search)
        self._card.set_aside(KEYS)
        self._card.add(self.clause)
        self._card.add(self.table, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addLayout(top)
        column.addWidget(self._card, 1)


class LineView(QWidget):
    """What the contract asks before somebody goes on the line, and how far each newcomer has come."""

    why_asked = Signal(object)  # the row
    person_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.table = TableModel(NEWCOMERS), PeopleTable()
        self.notice, self.clause, self._card = InlineMessage(), RichLabel("", "quote"), Card("上岗资格")
        self.table.setModel(self.model)
        self.table.setAccessibleName("上岗资格")
        self.table.say_when_empty("check", "没有待上岗的新人", "新入职而未登记上线日的人列在这里；上线日在人员页登记。")
        self._card.add(self.clause)
        self._card.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addWidget(self.notice)
        column.addWidget(self._card, 1)
        self.table.row_activated.connect(self.why_asked)
        self.table.person_asked.connect(self.person_asked)

    def show_month(self, found: TrainingMonth) -> None:
        """As of the month's last day, or of today."""
        self.model.set_rows(found.newcomers)
        keys = [one.key for one in NEWCOMERS]
        asked = {one.kind for one in found.steps}
        for key in STEPS:
            self.table.setColumnHidden(keys.index(key), key not in asked)
        for key in ("missing", "earliest", "state"):
            self.table.setColumnHidden(keys.index(key), not asked)
        self._card.set_aside(f"截至 {found.day}　{KEYS}" if found.newcomers else f"截至 {found.day}")
        told = [f"**{one.clause}**　{one.words}" + (f"（{one.note}）" if one.note else "") for one in found.steps]
        self.clause.say("\n".join(told))
        show_if(self.clause, bool(told))
        early = [one for one in found.newcomers if one.on_line]
        waiting = len(found.newcomers) - len(early)
        if not found.steps:
            words = "本合同没有写明上岗前培训的天数、考试或实习；这里只列出还没有登记上线日的人。"
            self.notice.say(Tone.NEUTRAL, words)
        elif early:
            names = "、".join(one.person.name for one in early)
            self.notice.say(Tone.BAD, f"{names} 已上线，但台账缺上岗条件的记录；补登培训或更正上线日")
        elif waiting:
            self.notice.say(Tone.WARN, f"{waiting} 人还没有上线；最早上岗日按“今天就开始下一步”推算")
        else:
            self.notice.say(Tone.GOOD, "上线的人都满足上岗条件")
        if self.table.current_row() is None and found.newcomers:
            self.table.go_to_key(found.newcomers[0].id)
