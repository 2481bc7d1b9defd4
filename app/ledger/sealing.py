"""What a revision holds and its digest: facts, scheme text, readings, result; and whether it recomputes the same."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from app.errors import Fault, Refused
from app.ledger.chain import digest_of
from app.ledger.contracts import contract
from app.ledger.images import to_json
from app.periods import Period
from app.scoring.assess import assess
from app.scoring.facts import read_facts
from app.scoring.load import load_scheme
from app.scoring.result import as_json

CONTRACT, CONDUCT_SHEET = "contract", "conduct"
SHEETS = {CONTRACT: "合同考核", CONDUCT_SHEET: "人员扣罚"}
# Sentences are kept as they were sealed and never recomputed; figures must come out again.
# What names a row of a list, so that one row more does not make all that follow differ.
NAMED = ("id", "period", "person", "date", "rule", "item", "week", "team")
WORDS = frozenset(("trace", "explain", "text", "name", "achieved", "target", "cautions", "waived"))


@dataclass(frozen=True, slots=True)
class Content:
    """The texts of a revision by name."""

    scheme: str
    version: str
    texts: Mapping[str, str]


def scheme_text(shelf: Path, scheme: str, sheet: str, period: Period) -> tuple[str, str]:
    """The rules a period is judged by, as their file has them, and their version."""
    known = contract(shelf, scheme)
    if sheet == CONDUCT_SHEET:
        from app.conduct_library import CONDUCT

        if known.conduct is None:
            raise Refused([Fault("sheet", sheet, "这个合同没有员工行为规范")])
        return (CONDUCT / f"{scheme}.toml").read_text("utf-8"), known.conduct.version
    found = known.scheme(period)
    return (shelf / scheme / found.file).read_text("utf-8"), found.version


def recomputed(sheet: str, text: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The result of facts under a scheme's text."""
    data = tomllib.loads(text, parse_float=Decimal)
    faults: list[Fault] = []
    if sheet == CONDUCT_SHEET:
        return _judged(data, facts)
    scheme = load_scheme(data, faults)
    return as_json(assess(scheme, *read_facts(scheme, facts)))


def _judged(data: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The fines of a month; what judges them is imported here, because most periods have none."""
    from app.conduct.facts import read_month
    from app.conduct.judge import judge
    from app.conduct.load import load_conduct
    from app.conduct.result import as_json as conduct_json

    conduct = load_conduct(data, [])
    rules, month = read_month(conduct, facts)
    return conduct_json(judge(conduct, rules, month))


def content_of(shelf: Path, scheme: str, sheet: str, period: Period, given: Mapping[str, Any]) -> Content:
    """The texts of a new revision: of the facts as they stand, of our own opinion where there is one, and the rest."""
    text, version = scheme_text(shelf, scheme, sheet, period)
    result = recomputed(sheet, text, given["facts"])
    texts = {"scheme": text, "facts": to_json(given["facts"]), "result": to_json(result)}
    texts["readings"] = to_json(result["readings"])
    if "self" in given:
        texts |= {"self_facts": to_json(given["self"]), "self_result": to_json(recomputed(sheet, text, given["self"]))}
    texts |= {name: to_json(given[name]) for name in ("origins", "adjustments", "difference") if given.get(name)}
    return Content(scheme, version, texts)


def revision_digest(number: str, sheet: str, period: str, version: str, texts: Mapping[str, str]) -> str:
    """What is printed at the foot of a form: over everything the revision holds."""
    parts = [part for name in sorted(texts) for part in (name, texts[name])]
    return digest_of(number, sheet, period, version, *parts)


def figures(value: Any) -> Any:
    """A result without its sentences."""
    if isinstance(value, dict):
        table = cast("dict[str, Any]", value)
        return {key: figures(inner) for key, inner in table.items() if key not in WORDS}
    return [figures(one) for one in cast("list[Any]", value)] if isinstance(value, list) else value


def differences(was: Any, now: Any, path: str = "") -> Iterator[dict[str, Any]]:
    """Every place where two results or facts differ, as data; lists of things with an id are compared by id."""
    if isinstance(was, dict) and isinstance(now, dict):
        old, new = cast("dict[str, Any]", was), cast("dict[str, Any]", now)
        for key in dict.fromkeys((*old, *new)):
            yield from differences(old.get(key), new.get(key), f"{path}.{key}" if path else key)
    elif isinstance(was, list) and isinstance(now, list):
        yield from differences(_keyed(cast("list[Any]", was)), _keyed(cast("list[Any]", now)), path)
    elif was != now:
        yield {"path": path, "was": was, "now": now}


def _keyed(rows: list[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for at, row in enumerate(rows):
        table = cast("dict[str, Any]", row) if isinstance(row, dict) else {}
        name = " ".join(str(table[key]) for key in NAMED if key in table) or str(at)
        many = sum(key == name or key.startswith(f"{name} #") for key in found)
        found[f"{name} #{many + 1}" if many else name] = row
    return found


def recheck(sheet: str, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Where a revision's figures do not come out again; nothing if all do."""
    wrong: list[str] = []
    for facts, result in (("facts", "result"), ("self_facts", "self_result")):
        if facts in texts:
            again = recomputed(sheet, texts["scheme"], json.loads(texts[facts]))
            then = json.loads(texts[result])
            found = differences(figures(then), figures(json.loads(to_json(again))))
            wrong += [f"{one['path']}：存档 {one['was']}，重算 {one['now']}" for one in found]
    return tuple(wrong)
