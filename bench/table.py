"""The rows of the benchmark: on the screen as a table, in `build/bench.json` as data."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

OUT = Path("build") / "bench.json"
HEAD = ("what", "against", "ours µs", "theirs µs", "ratio", "goal", "")
SHAPE = "{:<30} {:<22} {:>9} {:>11} {:>8}  {:<8} {}"


class Row(NamedTuple):
    """One comparison: how many times as long as theirs we take (≤), or they as ours (≥)."""

    what: str
    against: str
    ours: float
    theirs: float
    ratio: float
    goal: str
    met: bool


class Disagreement(Exception):
    """Two implementations give different figures of the same facts: then there is nothing to time."""


def at_most(goal: float, what: str, against: str, ours: float, theirs: float) -> Row:
    """A row against something that we may be so many times slower than."""
    ratio = ours / theirs
    return Row(what, against, ours, theirs, ratio, f"≤ {goal:g}×", ratio <= goal)


def at_least(goal: float, what: str, against: str, ours: float, theirs: float) -> Row:
    """A row against something that we should be so many times faster than."""
    ratio = theirs / ours
    return Row(what, against, ours, theirs, ratio, f"≥ {goal:g}×", ratio >= goal)


def agree(where: str, ours: object, theirs: object) -> None:
    """Refuses to go on where two figures differ."""
    if ours != theirs:
        raise Disagreement(f"{where}: ours {ours!r}, theirs {theirs!r}")


def lines(rows: Iterable[Row]) -> str:
    """The rows as a table."""
    shown = [
        SHAPE.format(
            row.what,
            row.against,
            f"{row.ours:,.1f}",
            f"{row.theirs:,.1f}",
            f"{row.ratio:,.2f}×",
            row.goal,
            "met" if row.met else "MISSED",
        )
        for row in rows
    ]
    return "\n".join([SHAPE.format(*HEAD).rstrip(), *shown]) + "\n"


def save(rows: Iterable[Row], notes: Iterable[str]) -> None:
    """Writes the rows, and what was found on the way, for whoever compares runs."""
    OUT.parent.mkdir(exist_ok=True)
    found = {"rows": [row._asdict() for row in rows], "notes": list(notes)}
    OUT.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
