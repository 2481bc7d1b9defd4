"""The table of people: a line a person, a sum under each team and under all; what each column shows of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.exact import show
from app.law import AMBER, RED
from app.ledger.conduct_months import CONFIRMED, Slip
from app.ledger.conduct_sheet import Row, Sheet, totals
from app.team_order import team_order
from ui.kit.grid import Look
from ui.kit.tables import Column
from ui.kit.theme import Tone

SUM, MINUS, PLUS, QUIET = Look(bold=True), Look("bad"), Look("good"), Look("muted")
TONES = {RED: Tone.BAD, AMBER: Tone.WARN}
LIGHTS = {RED: "红", AMBER: "黄"}


@dataclass(frozen=True, slots=True)
class Line:
    """A person, or the sum of a team (`row` is None)."""

    id: int | str
    team: str
    number: str
    name: str
    sums: tuple[int, int, int, int]
    row: Row | None = None
    pinyin: str = ""


def lines_of(sheet: Sheet, pinyin: dict[int, str]) -> list[Line]:
    """Team by team, each with its sum; all of them at the end."""
    found: list[Line] = []
    for team in dict.fromkeys(one.member.team for one in sheet.rows):
        members = [one for one in sheet.rows if one.member.team == team]
        found += [_line(one, pinyin.get(one.key, "")) for one in members]
        found.append(Line(f"sum:{team}", team, "", f"{team}合计　{len(members)} 人", totals(members)))
    found.append(Line("sum", "", "", f"全部合计　{len(sheet.rows)} 人", totals(sheet.rows)))
    return found


def _line(row: Row, pinyin: str) -> Line:
    who = row.member
    name = f"{who.name}（班长）" if who.leader else who.name
    return Line(row.key, who.team, who.id, name, totals([row]), row, pinyin)


def slip_words(slip: Slip | None) -> str:
    """How far the slip has come."""
    if slip is None:
        return "未送达"
    if slip.appealed_on:
        return "已答复" if slip.outcome else "申诉中"
    return "已签收" if slip.acknowledged_on else "已送达"


def proposed(row: Row) -> str:
    """What is proposed, and what was decided of it."""
    told: list[str] = []
    for one in row.proposals:
        outcome = "待定" if one.decision is None else "确认" if one.decision.outcome == CONFIRMED else "不作"
        told.append(f"{one.name}·{outcome}")
    return "；".join(told)


def hints(row: Row) -> list[str]:
    """What somebody should look at."""
    found = [f"{len(row.waiting)} 件待核实，未计入"] if row.waiting else []
    found += [each.text for each in row.result.cautions]
    found += [f"更正 {each.about}：{each.reason}" for each in row.corrections]
    return found


def _of(take: Callable[[Row], Any]) -> Callable[[Line], Any]:
    return lambda line: take(line.row) if line.row is not None else None


def _sum(at: int) -> Callable[[Line], int]:
    return lambda line: line.sums[at]


def _order(at: int) -> Callable[[Line], int | None]:
    return lambda line: line.sums[at] if line.row else None


def _bold(line: Line) -> Look | None:
    return SUM if line.row is None else None


def _net(line: Line) -> Look:
    if line.row is None:
        return SUM
    return MINUS if line.sums[3] < 0 else PLUS if line.sums[3] > 0 else QUIET


def _money(at: int) -> Callable[[Line], Look | None]:
    return lambda line: SUM if line.row is None else None if line.sums[at] else QUIET


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _score(line: Line) -> Any:
    return line.row.score.score if line.row and line.row.score else None


def _light(line: Line) -> Tone:
    return TONES.get(line.row.light.tone, Tone.GOOD) if line.row else Tone.NEUTRAL


def _open(line: Line) -> Tone:
    waits = line.row is not None and any(one.decision is None for one in line.row.proposals)
    return Tone.BAD if waits else Tone.NEUTRAL


def _slip(line: Line) -> Tone:
    tones = {"申诉中": Tone.BAD, "已签收": Tone.GOOD, "已答复": Tone.GOOD, "已送达": Tone.ACCENT}
    return tones.get(slip_words(line.row.slip), Tone.NEUTRAL) if line.row else Tone.NEUTRAL


def _full(line: Line) -> Look | None:
    return None if line.row is None else MINUS if line.row.full == "否" else QUIET


def _tip(line: Line) -> str:
    return "\n".join(hints(line.row)) if line.row else ""


def _keys(line: Line) -> Iterable[str]:
    return (line.pinyin, *line.pinyin.split()) if line.pinyin else ()


def _team(line: Line) -> str:
    return line.team if line.row else ""


def _named(row: Row) -> str:
    return LIGHTS.get(row.light.tone, "绿")


def _number(row: Row) -> str:
    return row.number


def _hinted(row: Row) -> str:
    return "；".join(hints(row))


PEOPLE: Sequence[Column] = (
    Column("team", "班组", "text", _team, width=62, order=_of(lambda row: team_order(row.member.team))),
    Column("number", "工号", "text", lambda line: line.number, width=54, order=_of(_number)),
    Column("name", "姓名", "text", lambda line: line.name, keys=_keys, look=_bold, width=206, order=_of(_number)),
    Column("fines", "扣罚", "money", _sum(0), look=_money(0), order=_order(0), width=82),
    Column("wage", "扣工资", "money", _sum(1), look=_money(1), order=_order(1), width=82),
    Column("reward", "分配所得", "money", _sum(2), look=_money(2), order=_order(2), width=84),
    Column("net", "净额", "money", _sum(3), look=_net, order=_order(3), width=92),
    Column("full", "全勤", "text", _of(lambda row: row.full), words=_text, look=_full, width=58),
    Column("consequences", "后果", "chip", _of(proposed), words=_text, tone=_open, width=112),
    Column("score", "月度评分", "number", _score, words=lambda one: "" if one is None else show(one), width=70),
    Column("light", "法律提示", "chip", _of(_named), words=_text, tone=_light, width=68),
    Column("slip", "考核单", "chip", _of(lambda row: slip_words(row.slip)), words=_text, tone=_slip, width=70),
    Column("hints", "提示", "text", _of(_hinted), words=_text, tip=_tip, width=60, stretches=True),
)
