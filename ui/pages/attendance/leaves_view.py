"""请假: the month's requests, beside them the one looked at: what the contract says, what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.exact import show
from app.ledger.attachments import Attachment
from app.ledger.codes import code
from app.ledger.leaves import APPROVED, ASKED, CANCELLED, REFUSED, STATUS, Leave
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.grid.looks import MUTED, PLAIN, Look
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.tables import Column, TableModel, TableView
from ui.kit.theme import Tone, scaled
from ui.pages.incidents.shelf import Proof, Shelf

HALVES = {"day": "", "am": "上午", "pm": "下午"}
TONES = {ASKED: Tone.WARN, APPROVED: Tone.GOOD, REFUSED: Tone.NEUTRAL, CANCELLED: Tone.NEUTRAL}
GONE = (REFUSED, CANCELLED)
ASIDE = 330


@dataclass(frozen=True)
class Row:
    """A request with whose it is."""

    leave: Leave
    number: str
    name: str
    pinyin: str
    team: str = ""

    @property
    def id(self) -> int:
        """Its key."""
        return self.leave.id


Tell = Callable[[Row], Sequence[str]]
Files = Callable[[int], Sequence[Attachment]]


class LeavesView(QWidget):
    """Says what was decided; the page asks and writes."""

    asked = Signal()  # a new request
    deed_asked = Signal(str, object)  # approve, refuse, cancel or papers; the row
    dropped = Signal(object, object)  # the row; paths
    opened = Signal(object)  # a file's key

    def __init__(self, tell: Tell, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tell, self._files = tell, files
        self._locked, self._team = "", ""
        self._every: tuple[Row, ...] = ()
        self.model, self.table = TableModel(_columns(), parent=self), TableView()
        self._papers_head = label("材料与附件", "muted")
        self.title, self.lines, self.shelf = RichLabel(""), RichLabel("", "line"), Shelf()
        self.deeds = {
            "approve": Button("批准", "primary"),
            "refuse": Button("不批准…", "plain"),
            "cancel": Button("销假…", "danger"),
        }
        self._build()
        self._connect()

    @property
    def row(self) -> Row | None:
        """The request that is looked at."""
        found = self.table.current_row()
        return found if isinstance(found, Row) else None

    def show_rows(self, rows: Sequence[Row], locked: str) -> None:
        """The month's requests."""
        before = {one.id for one in self._every}
        new = [one.id for one in rows if one.id not in before]
        self._locked, self._every = locked, tuple(rows)
        self._show_rows()
        if before and len(new) == 1:  # what was just asked for is decided next
            self.table.go_to_key(new[0])

    def filter(self, team: str, typed: str) -> None:
        """Only a team, only those whose name, pinyin or number fits."""
        self._team = team
        self._show_rows()
        self.model.set_filter(typed)

    def _show_rows(self) -> None:
        rows = [one for one in self._every if self._team in ("", one.team)]
        self.model.set_rows(rows)
        if self.row is None and rows:
            waiting = next((one for one in rows if one.leave.status == ASKED), rows[0])
            self.table.go_to_key(waiting.id)
        self._show()

    def go_to(self, leave: int) -> None:
        """Makes a request the one that is looked at."""
        self.table.go_to_key(leave)
        self.table.setFocus()

    def begin(self) -> None:
        """The keyboard into the list."""
        self.table.setFocus()

    def _show(self, _row: object = None) -> None:
        row = self.row
        for part in (self.title, self.lines, self._papers_head, self.shelf):
            show_if(part, row is not None)
        open_to = () if row is None or self._locked else _open(row.leave.status)
        if any(button.hasFocus() and name not in open_to for name, button in self.deeds.items()):
            self.table.setFocus()  # and not the next button, which does something else
        for name, button in self.deeds.items():
            show_if(button, name in open_to)
        if row is None:
            return
        self.deeds["cancel"].setText("撤回…" if row.leave.status == ASKED else "销假…")
        self.title.say(f"**{row.name}**　{code(row.leave.kind).name} {show(row.leave.days)} 天")
        self.lines.say("\n".join(self._tell(row)))
        files = [Proof(one.id, one.name, one.size) for one in self._files(row.id)]
        self.shelf.show_files(files, (), not self._locked)

    def _deed(self) -> None:
        row = self.row
        if row is not None:
            self.deed_asked.emit(self.sender().objectName(), row)

    def _activated(self, _row: object) -> None:
        """Enter: what is next to be done."""
        row = self.row
        if row is not None and row.leave.status == ASKED and not self._locked:
            self.deed_asked.emit("approve", row)

    def _cancel(self) -> None:
        row = self.row
        if row is not None and not self.deeds["cancel"].isHidden():
            self.deed_asked.emit("cancel", row)

    def _papers(self) -> None:
        if self.row is not None:
            self.deed_asked.emit("papers", self.row)

    def _paste(self) -> None:
        if self.row is not None:
            self.deed_asked.emit("paste", self.row)

    def _dropped(self, paths: object) -> None:
        if self.row is not None:
            self.dropped.emit(self.row, paths)

    def _removing(self, key: object) -> None:
        if self.row is not None:
            self.deed_asked.emit(f"detach:{key}", self.row)

    def _connect(self) -> None:
        self.table.row_selected.connect(self._show)
        self.table.row_activated.connect(self._activated)
        self.table.first_step_requested.connect(self.asked)
        for button in self.deeds.values():
            button.clicked.connect(self._deed)
        self.shelf.choosing.connect(self._papers)
        self.shelf.pasting.connect(self._paste)
        self.shelf.dropped.connect(self._dropped)
        self.shelf.opened.connect(self.opened)
        self.shelf.removing.connect(self._removing)
        shortcut = QShortcut(QKeySequence("Delete"), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self._cancel)

    def _build(self) -> None:
        left, right, row = Card(), Card(), QHBoxLayout(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName("请假申请")
        self.table.say_when_empty(
            "calendar-grid", "本月没有请假申请", "按合同核对提前天数、审批人、额度与材料。", "请假申请"
        )
        left.add(self.table, 1)
        left.layout().setContentsMargins(1, 1, 1, 1)  # pyright: ignore[reportOptionalMemberAccess]
        tips = {"approve": "批准后写入考勤（Enter）", "refuse": "写明理由", "cancel": "写入的考勤一并取消（Delete）"}
        buttons = QHBoxLayout()
        buttons.setSpacing(scaled(8))
        for name, button in self.deeds.items():
            button.setObjectName(name)
            button.setToolTip(tips[name])
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QVBoxLayout()
        inside.setSpacing(scaled(10))
        for part in (self.title, self.lines, self._papers_head, self.shelf):
            inside.addWidget(part)
        inside.addStretch(1)
        inside.addLayout(buttons)
        right.body.addLayout(inside, 1)
        right.setFixedWidth(scaled(ASIDE))
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        row.addWidget(left, 1)
        row.addWidget(right)


def _open(status: str) -> tuple[str, ...]:
    return {ASKED: ("approve", "refuse", "cancel"), APPROVED: ("cancel",)}.get(status, ())


def span_words(leave: Leave) -> str:
    """9月18日下午; 9月23日–26日."""
    first, last = leave.first_day, leave.last_day
    begins = f"{first.month}月{first.day}日{HALVES[leave.first_half]}"
    if first == last:
        return begins
    month = f"{last.month}月" if last.month != first.month else ""
    return f"{begins}–{month}{last.day}日{HALVES[leave.last_half]}"


def _columns() -> tuple[Column, ...]:
    return (
        Column("status", "状态", "chip", _status, tone=lambda row: TONES[row.leave.status], width=68),
        Column("who", "人员", "text", lambda row: row.name, look=_ink, keys=_keys, width=150),
        Column("kind", "假别", "text", lambda row: code(row.leave.kind).name, look=_ink, width=60),
        Column("span", "起止", "text", lambda row: span_words(row.leave), look=_ink, order=_order, width=150),
        Column("days", "天数", "number", lambda row: row.leave.days, look=_ink, width=52),
        Column("asked", "申请时间", "day", lambda row: row.leave.asked_at, look=_quiet, width=128),
        Column("approver", "批准人", "text", lambda row: row.leave.approver, look=_quiet, width=130),
        Column("papers", "材料", "text", _papers, look=_quiet, tip=_papers, stretches=True),
    )


def _status(row: Row) -> str:
    return STATUS[row.leave.status]


def _ink(row: Row) -> Look:
    return MUTED if row.leave.status in GONE else PLAIN


def _quiet(_row: Row) -> Look:
    return MUTED


def _keys(row: Row) -> Sequence[str]:
    return (*row.pinyin.split(), row.number)


def _order(row: Row) -> object:
    return row.leave.first_day


def _papers(row: Row) -> str:
    return "、".join(row.leave.documents)
