"""分配: each team's fines, who shares them and why not, to the fen, with the check of the sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.exact import told_money
from app.ledger.conduct_sheet import Sheet
from app.ledger.pools import Pool, Share, pools_of
from app.team_order import team_order
from ui.kit.card import Card
from ui.kit.grid import Look
from ui.kit.labels import RichLabel
from ui.kit.messages import InlineMessage
from ui.kit.tables import Column, TableModel, TableView
from ui.kit.theme import Tone, scaled

BOLD, QUIET, PLUS = Look(bold=True), Look("muted"), Look("good")


@dataclass(frozen=True, slots=True)
class Line:
    """A member, or a team's sum (`share` is None)."""

    id: int | str
    team: str
    fines: int
    fen: int
    share: Share | None
    pool: Pool


def lines_of(pools: Sequence[Pool]) -> list[Line]:
    """Each team's members, and its sum under them."""
    found: list[Line] = []
    for pool in pools:
        found += [Line(one.key, pool.team, one.fines, one.fen, one, pool) for one in pool.shares]
        found.append(Line(f"sum:{pool.team}", pool.team, pool.fen, pool.given, None, pool))
    return found


def _who(line: Line) -> str:
    if line.share is None:
        return f"{line.team}合计　{len(line.pool.shares)} 人"
    return f"{line.share.name}{'（班长）' if line.share.leader else ''}"


def _shares(line: Line) -> str:
    """Of a sum, whether it adds up."""
    pool = line.pool
    if line.share is not None:
        return "参加" if line.share.shares else "不参加" if pool.fen else "—"
    return "相符" if pool.adds_up else "不符"


def _tone(line: Line) -> Tone:
    if line.share is not None:
        return Tone.GOOD if line.share.shares else Tone.NEUTRAL
    return Tone.GOOD if line.pool.adds_up else Tone.BAD


def _why(line: Line) -> str:
    pool = line.pool
    if line.share is None:
        told = f"{told_money(pool.given)} ＋ 未分配 {told_money(pool.undistributed)} ＝ {told_money(pool.fen)}"
        return told if pool.given else f"{told}。{pool.words}"
    if not line.share.shares:
        return line.share.why.removeprefix("不参加：")
    odd = "，另得除不尽的 0.01 元" if line.share.odd else ""
    return f"{told_money(pool.fen)} ÷ {pool.sharing} 人，每人 {told_money(pool.each)} 元{odd}"


def _tip(line: Line) -> str:
    return _why(line) if line.share else f"{_why(line)}\n{line.pool.words}"


def _look(line: Line) -> Look | None:
    return BOLD if line.share is None else None


def _money(line: Line) -> Look | None:
    return BOLD if line.share is None else None if line.fines else QUIET


def _given(line: Line) -> Look | None:
    return BOLD if line.share is None else PLUS if line.fen else QUIET


def _number(line: Line) -> Any:
    return line.share.number if line.share else ""


def _order(line: Line) -> Any:
    return line.share.number if line.share else None


def _fines_order(line: Line) -> int | None:
    return line.fines if line.share else None


def _fen_order(line: Line) -> int | None:
    return line.fen if line.share else None


def _team(line: Line) -> str:
    return line.team


COLUMNS: Sequence[Column] = (
    Column("team", "班组", "text", _team, look=_look, width=78, order=lambda line: team_order(line.team)),
    Column("number", "工号", "text", _number, width=64, order=_order),
    Column("name", "姓名", "text", _who, look=_look, width=236, order=_order),
    Column("fines", "本月扣罚（元）", "money", lambda line: line.fines, look=_money, order=_fines_order, width=116),
    Column("shares", "是否分配", "chip", _shares, tone=_tone, width=86),
    Column("reward", "分得（元）", "money", lambda line: line.fen, look=_given, order=_fen_order, width=106),
    Column("why", "怎样得出", "text", _why, look=_look, tip=_tip, width=200, stretches=True),
)


class PoolView(QWidget):
    """Reads only; a click asks why."""

    reward_asked = Signal(int, str)  # person, column

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.table = TableModel(COLUMNS, parent=self), TableView()
        self.notice, self.source, self.caution = (
            InlineMessage(Tone.WARN),
            RichLabel("", "muted"),
            RichLabel("", "muted"),
        )
        card, column = Card(), QVBoxLayout(self)
        card.add(self.table, 1)
        card.layout().setContentsMargins(0, 0, 0, 0)  # pyright: ignore[reportOptionalMemberAccess]
        self.table.setModel(self.model)
        self.table.setAccessibleName("扣罚分配")
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        column.addWidget(self.notice)
        column.addWidget(card, 1)
        for words in (self.source, self.caution):
            column.addWidget(words)
        self.table.clicked.connect(self._clicked)
        self.table.row_activated.connect(self._asked)

    def show_sheet(self, sheet: Sheet) -> None:
        """A month."""
        pools = pools_of(sheet)
        self.model.set_rows(lines_of(pools))
        left = [f"{one.team} {one.words}" for one in pools if one.undistributed]
        wrong = [f"{one.team} 合计不符，请报告" for one in pools if not one.adds_up]
        self.notice.setVisible(bool(left or wrong))
        self.notice.say(Tone.BAD if wrong else Tone.WARN, "　".join((*wrong, *left)))
        sharing = sheet.result.rules.sharing
        self.source.say(f"依据 {sharing.clause}：{sharing.words}")
        points = sheet.law.of_pools()
        self.caution.say("；".join(f"{one.title}（{one.basis}）：{one.text}" for one in points))
        self.caution.setVisible(bool(points))

    def _clicked(self, index: QModelIndex) -> None:
        self._ask(COLUMNS[index.column()].key)

    def _asked(self, _line: object) -> None:
        self._ask(COLUMNS[max(self.table.currentIndex().column(), 0)].key)

    def _ask(self, column: str) -> None:
        line = self.table.current_row()
        if isinstance(line, Line) and line.share is not None:
            self.reward_asked.emit(line.share.key, "fines" if column == "fines" else "reward")
