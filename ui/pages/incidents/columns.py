"""The columns of the register."""

from collections.abc import Iterable
from functools import cache

from app.ledger.incident_needs import KINDS
from app.ledger.incident_rows import Row
from app.ledger.incidents import APPEALED, FINAL, RECORDED, STATUS, WITHDRAWN
from ui.kit.grid.looks import MUTED, PLAIN, Look
from ui.kit.tables import Column
from ui.kit.theme import Tone

WEEK = "一二三四五六日"
KIND_TONES = {"complaint": Tone.BAD, "emergency": Tone.WARN, "fault": Tone.WARN, "praise": Tone.GOOD}
STATUS_TONES = {RECORDED: Tone.WARN, APPEALED: Tone.ACCENT, FINAL: Tone.GOOD, WITHDRAWN: Tone.NEUTRAL}
GONE = Look("muted")


@cache
def sounds(name: str) -> tuple[str, ...]:
    """Pinyin and initials of a clause, looked up when somebody searches: the library is slow to load."""
    from app.ledger.pinyin import search_key

    return tuple(search_key(name).split())


def status_words(status: str) -> str:
    """待核实 says more than 记录."""
    return "待核实" if status == RECORDED else STATUS[status]


def columns() -> tuple[Column, ...]:
    """日期 … 说明."""
    return (
        Column("day", "日期", "day", lambda row: row.day, words=_day, look=_quiet, width=92),
        Column("kind", "种类", "chip", _kind, tone=_kind_tone, width=58),
        Column("name", "事项", "text", _name, look=_ink, keys=_clause_keys, tip=_clause, width=182),
        Column("who", "人员", "text", _who, look=_ink, keys=_person_keys, tip=_person, width=138),
        Column("quantity", "数量", "number", lambda row: row.quantity, look=_ink, searched=False, width=48),
        Column("cost", "影响", "number", _cost, look=_cost_look, order=_cost_order, tip=_cost_tip,
               searched=False, width=86),
        Column("status", "状态", "chip", _status, tone=_status_tone, order=_status_order, tip=_status_tip, width=64),
        Column("evidence", "证据", "number", _files, look=_quiet, tip=_files_tip, searched=False, width=42),
        Column("note", "说明", "text", lambda row: row.note, look=_quiet, tip=lambda row: row.note, stretches=True),
    )  # fmt: skip


def _day(day: object) -> str:
    return f"{day.month}月{day.day}日 {WEEK[day.weekday()]}" if hasattr(day, "weekday") else ""  # pyright: ignore


def _kind(row: Row) -> str:
    return KINDS[row.kind]


def _kind_tone(row: Row) -> Tone:
    return KIND_TONES.get(row.kind, Tone.NEUTRAL)


def _name(row: Row) -> str:
    return f"{row.name}（严重）" if row.severe else row.name


def _ink(row: Row) -> Look:
    return GONE if row.status == WITHDRAWN else PLAIN


def _quiet(_row: Row) -> Look:
    return MUTED


def _clause_keys(row: Row) -> Iterable[str]:
    return (*sounds(row.name), row.clause)


def _clause(row: Row) -> str:
    return f"{row.name}\n{row.clause}" if row.clause else row.name


def _who(row: Row) -> str:
    return row.who or "—"


def _person_keys(row: Row) -> Iterable[str]:
    return (*row.pinyin.split(), row.number, row.team)


def _person(row: Row) -> str:
    return "　".join(one for one in (row.who, row.number, row.team) if one)


def _cost(row: Row) -> str:
    return "" if row.status == WITHDRAWN else row.cost.words


def _cost_look(row: Row) -> Look:
    hurts = bool(row.cost.fen) or bool(row.cost.points)
    return PLAIN if hurts and not row.cost.pending and row.status != WITHDRAWN else MUTED


def _cost_order(row: Row) -> tuple[int, object]:
    """Points by what they lose, amounts by their fen; points first when it falls."""
    if row.status == WITHDRAWN or (row.cost.fen is None and row.cost.points is None):
        return (0, 0)
    return (2, -row.cost.points) if row.cost.points is not None else (1, row.cost.fen)  # pyright: ignore


def _cost_tip(row: Row) -> str:
    told = "\n".join(row.cost.told)
    return f"{told}\n（还没有核实，未计入）" if row.cost.pending and told else told


def _status(row: Row) -> str:
    return status_words(row.status)


def _status_tone(row: Row) -> Tone:
    return STATUS_TONES.get(row.status, Tone.NEUTRAL)


def _status_order(row: Row) -> int:
    return list(STATUS).index(row.status)


def _status_tip(row: Row) -> str:
    return f"免予追究：{row.waived}" if row.waived else ""


def _files(row: Row) -> int | None:
    return row.evidence or None


def _files_tip(row: Row) -> str:
    return f"证据 {row.evidence} 份" if row.evidence else "还没有证据；Ctrl+E 选择，或把文件拖到这一行"
