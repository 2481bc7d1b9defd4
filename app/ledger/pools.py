"""Each team's fines of a month and who shares them, to the fen: with the reason of everybody who does not."""

from dataclasses import dataclass

from app.exact import told_money
from app.ledger.conduct_sheet import Row, Sheet

SHARES = "参加分配"


@dataclass(frozen=True, slots=True)
class Share:
    """A member of a team: fined how much, given how much, and why."""

    key: int
    number: str
    name: str
    leader: bool
    fines: int
    fen: int
    shares: bool
    odd: bool  # one of the fen that were left over
    why: str


@dataclass(frozen=True, slots=True)
class Pool:
    """A team's fines."""

    team: str
    fen: int
    each: int
    odd: int
    undistributed: int
    shares: tuple[Share, ...]

    @property
    def sharing(self) -> int:
        """How many share."""
        return sum(one.shares for one in self.shares)

    @property
    def given(self) -> int:
        """What was given in all."""
        return sum(one.fen for one in self.shares)

    @property
    def adds_up(self) -> bool:
        """Whether the members' fines are the pool, and what was given with what was not is the pool again."""
        return sum(one.fines for one in self.shares) == self.fen == self.given + self.undistributed

    @property
    def words(self) -> str:
        """What became of it."""
        if not self.fen:
            return "本月没有扣罚，无可分配金额。"
        if self.undistributed:
            told = told_money(self.undistributed)
            return f"未分配 {told} 元：班组内没有可参加分配的成员（均有扣罚或已离职），暂存待定。"
        return "已全部分配；平均到分，除不尽的分按工号顺序各加一分。"


def pools_of(sheet: Sheet) -> tuple[Pool, ...]:
    """Every team's, in the order of the sheet's people."""
    teams = {one.team: one for one in sheet.result.teams}
    found: list[Pool] = []
    for name in dict.fromkeys(one.member.team for one in sheet.rows):
        team = teams[name]
        each, odd = divmod(team.pool, len(team.shared_by)) if team.shared_by else (0, 0)
        lucky = frozenset(team.shared_by[:odd])
        members = [one for one in sheet.rows if one.member.team == name]
        shares = tuple(_share(sheet, one, one.number in team.shared_by, one.number in lucky) for one in members)
        found.append(Pool(name, team.pool, each, odd, team.undistributed, shares))
    return tuple(found)


def _share(sheet: Sheet, row: Row, shares: bool, odd: bool) -> Share:
    who, one = row.member, row.result
    why = SHARES if shares else _why_not(sheet, row)
    return Share(row.key, who.id, who.name, who.leader, one.fines, one.reward, shares, odd, why)


def _why_not(sheet: Sheet, row: Row) -> str:
    """Why a member does not share; waived items make nobody a violator."""
    left = row.member.left_on
    if row.result.fines:
        return "不参加：本月有扣罚"
    if row.result.violator:
        return "不参加：本月有违规记录"
    if left and left <= sheet.month.last:
        return f"不参加：{left.month}月{left.day}日离职"
    return "本月无可分配金额"
