"""Every line's why in plain words: the figures, the clause in its own words, the reading taken, the rows behind it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from app.exact import show, show_money
from app.forms.floor_masked import masked
from app.forms.floor_paths import Namer
from app.forms.floor_seen import Seen
from app.ledger.book import Source
from app.ledger.change import Key
from app.ledger.describe import described
from app.ledger.origins import DAYS, DERIVED
from app.ledger.why import why_settlement
from app.scoring.explain import Node, tree
from app.scoring.readings import NONE, Reading
from app.scoring.sway import Sway, settlement_sways, sways
from app.scoring.words import spoken

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FROM = {DERIVED: "台账统计", DAYS: "按日累计"}
TYPED = "填报"
STEPS = ("waiver", "missing", "gate", "limit", "weight", "rounding")
FEW = 4


class Explained(NamedTuple):
    """One line's explanation; each list is empty where there is nothing to tell."""

    id: str
    name: str
    full: str
    result: str
    target: str
    achieved: str
    trace: str
    steps: tuple[str, ...]
    clause: str
    words: str
    readings: tuple[str, ...]
    rows: tuple[str, ...]


class Note(NamedTuple):
    """A reading in the register: its number, its clause, the question, what was taken and what else there is."""

    mark: str
    clause: str
    question: str
    chosen: str
    others: str


def marks_of(one: Seen) -> dict[str, str]:
    """The footnote mark of each reading in force."""
    names = [name for name in one.judged.assessment.scheme.readings if name in one.judged.result["readings"]]
    return {name: CIRCLED[at] if at < len(CIRCLED) else f"[{at + 1}]" for at, name in enumerate(names)}


def explained(one: Seen) -> tuple[Explained, ...]:
    """Every line of the period."""
    marks, namer = marks_of(one), Namer(one)
    with one.wanted.book.read() as connection:
        return tuple(_line(connection, one, namer, marks, name) for name in one.judged.lines)


def _line(source: Source, one: Seen, namer: Namer, marks: dict[str, str], name: str) -> Explained:
    judged, line = one.judged, one.judged.lines[name]
    worked = judged.worked[name]
    found = sways(judged.assessment, worked)
    missing = bool(line["missing"]) and not judged.provisional(name)
    figure = line["amount"] if line["awarded"] is None else line["awarded"]
    return Explained(
        *(name, line["name"], line["full"] or "", "" if missing or judged.blank else figure),
        *(line["target"] or "", "" if judged.blank else judged.achieved(name)),
        "" if judged.blank else line["trace"].partition("（按读法“")[0],
        () if judged.blank else tuple(_steps(tree(worked, ()))),
        *(line["clause"], worked.indicator.words),
        tuple(_swayed(one, marks, each) for each in found),
        tuple(_rows(source, one, namer, name)),
    )


def _steps(node: Node) -> Iterator[str]:
    """The figures step by step, one line for each thing that was measured."""
    for step in node.children:
        if step.kind == "value":
            inner = "；".join(f"{each.label} {each.value}" for each in step.children)
            yield f"{spoken(step.label)} {step.value}" + (f"：{inner}" if inner else "")
        elif step.kind in STEPS:
            yield f"{step.label}：{step.value}"


def _swayed(one: Seen, marks: dict[str, str], sway: Sway) -> str:
    unit = one.unit
    others = "；".join(f"若按“{means}”，{_would(one, result)} {unit}" for means, result in sway.others)
    return f"注{marks.get(sway.reading, '')} 所取：{sway.means}；{others}"


def _would(one: Seen, result: Any) -> str:
    return f"扣 {show_money(int(result))}" if one.in_money else f"得 {show(result)}"


def _rows(source: Source, one: Seen, namer: Namer, name: str) -> Iterator[str]:
    """Where each figure comes from; of many days the first and the last."""
    days = [path for path in one.found.origins if path.startswith(f"{name}.days.")]
    for path, origin in one.found.origins.items():
        if path.partition(".")[0] != name or path in days:
            continue
        keys = tuple(Key(*row) for row in origin["rows"])
        label = f"{FROM.get(origin['kind'], TYPED)} {namer.field(name, path.partition('.')[2])}"
        told = "；".join(_told(source, one, keys))
        yield f"{label}：{told or '按人员与岗位登记计算'}{_override(origin)}"
    if days:
        keys = [Key(*row) for path in days for row in one.found.origins[path]["rows"]]
        listed: list[dict[str, Any]] = one.judged.facts["inputs"][name]["days"]
        first, last = listed[0]["date"], listed[-1]["date"]
        yield f"按日累计：{spoken(first)}至{spoken(last)}共 {len(listed)} 天，{len(keys)} 条记录"


def _told(source: Source, one: Seen, keys: tuple[Key, ...]) -> tuple[str, ...]:
    known = one.wanted.contract
    if len(keys) <= FEW:
        return described(source, known, keys)
    ends = described(source, known, (keys[0], keys[-1]))
    return (ends[0], "……", ends[-1], f"共 {len(keys)} 条")


def _override(origin: dict[str, Any]) -> str:
    derived = f"（台账统计为 {origin['derived']}，已改写）" if origin["derived"] else ""
    return derived + (f"，理由：{masked(origin['reason'])}" if origin["reason"] else "")


def register(one: Seen) -> tuple[Note, ...]:
    """The ambiguous clauses and how they were read."""
    known, marks = one.judged.assessment.scheme.readings, marks_of(one)
    return tuple(_note(known[name], mark, one.judged.result["readings"][name]) for name, mark in marks.items())


def _note(reading: Reading, mark: str, chosen: str) -> Note:
    means = "不设" if chosen == NONE else reading.means(chosen)
    others = "；".join(choice.means for choice in reading.others(chosen))
    return Note(mark, f"{reading.clause}：{reading.words}", reading.question, means, others)


def settlement_steps(one: Seen) -> list[tuple[str, str, str]]:
    """The settlement step by step: what, how much with how, the clause's own words."""
    if one.judged.blank:
        return []
    marks = marks_of(one)
    found: list[tuple[str, str, str]] = []
    for section in why_settlement(one.judged.assessment).sections:
        if section.heading == "读法":
            continue
        found.append((section.heading, "\n".join(section.lines), section.quote))
    for sway in settlement_sways(one.judged.assessment):
        others = "；".join(f"若按“{means}”，应付 {show_money(int(paid))} 元" for means, paid in sway.others)
        found.append((f"读法 注{marks.get(sway.reading, '')}", f"所取：{sway.means}；{others}", ""))
    return found
