"""The columns of the roster, of arrivals and departures, and of one person's dated facts."""

from dataclasses import dataclass
from datetime import date

from app.ledger.people import EMPLOYMENT, KINDS, LEADER, TEAM_OF, WAGE, Span
from app.ledger.staffing import COMING, GONE, Member, Movement
from app.team_order import team_order
from ui.kit.grid.looks import MUTED, Look
from ui.kit.tables import Column
from ui.kit.theme import Tone

MASK = "••••"
HANDED = {None: "", True: "已交接", False: "未交接"}
STATES = {GONE: "已离职", COMING: "未入职"}


@dataclass(frozen=True, slots=True)
class Row:
    """A person with the wage as it may be shown."""

    member: Member
    shown: bool

    @property
    def id(self) -> int:
        """The person."""
        return self.member.id

    @property
    def wage(self) -> str:
        """Masked unless somebody asks."""
        return wage_text(self.member.wage_fen, self.shown)

    @property
    def state(self) -> str:
        """What is special about the person."""
        one = self.member
        if one.state in STATES:
            return f"{one.until:%y-%m-%d} 离职" if one.state == GONE and one.until else STATES[one.state]
        return one.special or (f"{one.until:%m-%d} 离职" if one.until else "")


def wage_text(fen: int | None, shown: bool) -> str:
    """3,600.00, or dots."""
    if fen is None:
        return ""
    return f"{fen // 100:,}.{fen % 100:02d}" if shown else MASK


def _keys(row: Row) -> tuple[str, ...]:
    return tuple(row.member.person.pinyin.split())


def _short(day: date | None) -> str:
    return f"{day:%y-%m-%d}" if day else ""


def _look(row: Row) -> Look | None:
    return MUTED if row.member.state in STATES else None


def _tone(row: Row) -> Tone:
    return Tone.WARN if row.member.special or (row.member.until and row.member.state not in STATES) else Tone.NEUTRAL


ROSTER = (
    Column("number", "工号", "text", lambda row: row.member.person.staff_number, look=_look, width=60),
    Column("name", "姓名", "text", lambda row: row.member.person.name, look=_look, keys=_keys, stretches=True,
           width=96),
    Column("team", "班组", "text", lambda row: row.member.team, look=_look, width=72,
           order=lambda row: team_order(row.member.team)),
    Column("leader", "班长", "text", lambda row: "班长" if row.member.leader else "", look=_look, width=44),
    Column("post", "岗位", "text", lambda row: row.member.post, look=_look, width=112),
    Column("since", "入职", "day", lambda row: row.member.since, words=_short, look=_look, width=70, searched=False),
    Column("online", "上线", "day", lambda row: row.member.person.online_on, words=_short,
           look=_look, width=70, searched=False),
    Column("protected", "保护期", "number", lambda row: row.member.protected or None,
           words=lambda days: f"剩 {days} 天" if days else "", width=62, searched=False,
           tip=lambda row: "新员工保护期还剩的天数，含当天" if row.member.protected else ""),
    Column("state", "状态", "chip", lambda row: row.state, tone=_tone, width=78),
    Column("wage", "月工资", "money", lambda row: row.wage or None, words=lambda text: text or "",
           order=lambda row: row.member.wage_fen if row.shown else None, width=76, searched=False),
)  # fmt: skip


def _kept(one: Movement) -> str:
    if one.came:
        return ""
    if one.faults is None:
        return "合同没有规定"
    return "；".join(one.faults) or f"符合，提前 {one.given} 天"


def _kept_tone(one: Movement) -> Tone:
    return Tone.NEUTRAL if one.faults is None else Tone.BAD if one.faults else Tone.GOOD


MOVEMENTS = (
    Column("day", "日期", "day", lambda one: one.day, words=_short, width=72),
    Column("what", "进出", "chip", lambda one: "入职" if one.came else "离职",
           tone=lambda one: Tone.GOOD if one.came else Tone.WARN, width=54),
    Column("number", "工号", "text", lambda one: one.person.staff_number, width=60),
    Column("name", "姓名", "text", lambda one: one.person.name, keys=lambda one: one.person.pinyin.split(), width=110),
    Column("team", "班组", "text", lambda one: one.team, width=72, order=lambda one: team_order(one.team)),
    Column("noticed", "提出", "day", lambda one: one.noticed_on, words=_short, width=72),
    Column("handed", "交接", "text", lambda one: HANDED[None if one.came else one.handed_over], width=58),
    Column("kept", "提前期", "chip", _kept, tone=_kept_tone, width=190, tip=_kept),
    Column("reason", "离职原因", "text", lambda one: one.reason, stretches=True),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A dated fact about one person."""

    span: Span
    shown: bool

    @property
    def id(self) -> int:
        """The span."""
        return self.span.id

    @property
    def words(self) -> str:
        """What held."""
        one = self.span
        if one.kind == WAGE:
            return wage_text(one.fen, self.shown)
        if one.kind in (TEAM_OF, LEADER):
            return one.team
        return one.reason if one.kind == EMPLOYMENT else one.word


FACTS = (
    Column("since", "自", "day", lambda one: one.span.since, words=_short, width=72),
    Column("until", "至", "day", lambda one: one.span.until, words=_short, width=72),
    Column("kind", "事项", "text", lambda one: KINDS[one.span.kind], width=64),
    Column("words", "内容", "text", lambda one: one.words, stretches=True, tip=lambda one: one.span.reason),
)  # fmt: skip
