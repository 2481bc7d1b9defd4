"""One person at the side: what holds today, what can be done, and every dated fact."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.ledger.people import EMPLOYMENT, WAGE, Span
from app.ledger.staffing import GONE, Member
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.labels import label, show_if
from ui.kit.rows import KeyValue
from ui.kit.tables import TableModel, TableView
from ui.kit.theme import Tone, scaled
from ui.pages.people.columns import FACTS, Fact, wage_text
from ui.pages.people.deed import (
    CORRECT,
    END,
    LEAD,
    LEAVE,
    MOVE,
    ONLINE,
    PAY,
    POST,
    PROTECT,
    REHIRE,
    RELEAVE,
    STAY,
    UNLEAD,
    VOID,
)

WIDTH, ACROSS = 372, 4
DEEDS = {
    MOVE: "调班组", POST: "换岗位", PAY: "调工资", LEAD: "任班长", UNLEAD: "免班长", ONLINE: "上线日期",
    PROTECT: "特殊保护", CORRECT: "更正资料", LEAVE: "离职…", RELEAVE: "更正离职", STAY: "取消离职", REHIRE: "返聘…",
}  # fmt: skip
AGAIN = (RELEAVE, STAY, REHIRE)


class Detail(QWidget):
    """It writes nothing: it says what is wanted."""

    deed_requested = Signal(str, object)  # the deed, and the span it is about
    card_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.member: Member | None = None
        self._card, self._past = Card("选一个人"), Card("经过")
        self._state, self._hint = Chip(""), label("在名单中选一个人，这里是他的资料、经过和可办的事。", "small")
        self.facts, self.month = KeyValue(), Button("本月情况", "quiet")
        self.buttons = {key: Button(words, "danger" if key == LEAVE else "plain") for key, words in DEEDS.items()}
        self.model, self.table = TableModel(FACTS, parent=self), TableView()
        self.end, self.void = Button("结束…", "quiet"), Button("作废…", "quiet")
        self._deeds = QWidget()
        self._lay_out()
        self._connect()
        self.show_member(None, (), False)

    def _lay_out(self) -> None:
        self.setFixedWidth(scaled(WIDTH))
        grid, column = QGridLayout(self._deeds), QVBoxLayout(self)
        grid.setContentsMargins(0, scaled(4), 0, 0)
        grid.setSpacing(scaled(6))
        self._grid = grid
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        self._hint.setWordWrap(True)
        for part in (self._state, self.month):
            self._card.header.addWidget(part)
        for part in (self._hint, self.facts, self._deeds):
            self._card.add(part)
        self.table.setModel(self.model)
        self.table.setAccessibleName("经过")
        for part in (self.end, self.void):
            part.setToolTip("先在下面选中一条")
            self._past.header.addWidget(part)
        self._past.add(self.table, 1)
        column.addWidget(self._card)
        column.addWidget(self._past, 1)

    def _connect(self) -> None:
        for one in self.buttons.values():
            one.clicked.connect(self._pressed)
        self.end.clicked.connect(self._end)
        self.void.clicked.connect(self._void)
        self.month.clicked.connect(self.card_requested)
        self.table.row_selected.connect(self._fact_chosen)

    # --- what it shows

    def show_member(self, member: Member | None, spans: tuple[Span, ...], wages: bool, protection: str = "") -> None:
        """Another person; None where nobody is chosen."""
        self.member = member
        for part in (self.facts, self._deeds, self.month):
            show_if(part, member is not None)
        show_if(self._hint, member is None)
        show_if(self._past, member is not None)
        self.model.set_rows([Fact(one, wages) for one in reversed(spans)])
        self._fact_chosen(self.table.current_row())
        if member is None:
            self._card.set_title("选一个人")
            show_if(self._state, False)
            return
        self._card.set_title(f"{member.person.name}　{member.person.staff_number}")
        words = member.special or ("班长" if member.leader else "")
        if member.state == GONE:
            words = "已离职"
        elif member.until:
            words = f"{member.until:%m-%d} 离职"
        show_if(self._state, bool(words))
        self._state.say(words, Tone.WARN if member.special or member.until else Tone.ACCENT)
        self.facts.show_rows(_rows(member, wages, protection))
        self._offer(member, spans)

    def _offer(self, member: Member, spans: tuple[Span, ...]) -> None:
        """Only what can be done with this person now."""
        gone = member.state == GONE
        left = any(one.kind == EMPLOYMENT and one.until for one in spans)
        offered = [CORRECT, RELEAVE, STAY, REHIRE] if gone else [
            MOVE, POST, PAY, UNLEAD if member.leader else LEAD, ONLINE, PROTECT, CORRECT,
            *((RELEAVE, STAY) if left and member.until else (LEAVE,)),
        ]  # fmt: skip
        for one in self.buttons.values():
            self._grid.removeWidget(one)
            one.hide()
        for at, key in enumerate(offered):
            self._grid.addWidget(self.buttons[key], at // ACROSS, at % ACROSS)
            self.buttons[key].show()

    def begin(self) -> None:
        """The keyboard goes to the first deed."""
        for one in self.buttons.values():
            if one.isVisibleTo(self):
                one.setFocus()
                return

    # --- what is wanted

    def _pressed(self) -> None:
        sender = self.sender()
        for key, one in self.buttons.items():
            if one is sender:
                self.deed_requested.emit(key, None)

    def _fact_chosen(self, row: object) -> None:
        """Employment is ended by a departure, and what has ended is not ended again."""
        span = row.span if isinstance(row, Fact) else None
        self.end.setEnabled(span is not None and span.kind not in (EMPLOYMENT, WAGE) and span.until is None)
        self.void.setEnabled(span is not None)

    def _end(self) -> None:
        self._about(END)

    def _void(self) -> None:
        self._about(VOID)

    def _about(self, deed: str) -> None:
        row = self.table.current_row()
        if isinstance(row, Fact):
            self.deed_requested.emit(deed, row.span)


def _rows(member: Member, wages: bool, protection: str) -> list[tuple[str, str]]:
    online = member.person.online_on
    rows = [
        ("班组", member.team + ("（班长）" if member.leader else "") or "未分班组"),
        ("岗位", member.post or "—"),
        ("入职", f"{member.since or '—'}" + (f"　离职 {member.until}" if member.until else "")),
        ("上线", f"{online or '尚未上线'}" + (f"　{protection}" if protection else "")),
        ("月工资", wage_text(member.wage_fen, wages) or "未填写"),
    ]
    return [*rows, ("特殊保护", member.special)] if member.special else rows
