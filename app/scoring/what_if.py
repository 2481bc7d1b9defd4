"""What-if: the smallest change of each input that gains or loses something, and what it is worth."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from app.exact import Exact, add
from app.scoring.assess import Assessment, assess
from app.scoring.indicator import Line, assess_line
from app.scoring.moves import Move, moves
from app.scoring.values import Facts, Input, Mark, Sample

TURNS = 60
LONG = 31
ZERO = Decimal(0)


class Chance(NamedTuple):
    """A move, how many units of it change something first, and the assessment that would follow."""

    line: Line
    label: str
    move: Move
    far: int
    after: Line
    points: Exact
    fen: int | None

    @property
    def reverses(self) -> bool:
        """Whether the clause itself pays for getting worse, or charges for getting better."""
        worth = self.points or (self.fen or 0)
        return (worth < 0) == self.move.better and worth != 0


def chances(assessment: Assessment) -> tuple[Chance, ...]:
    """Every smallest change that changes something, the dearest first."""
    found = [chance for line in assessment.lines for chance in chances_of(assessment, line)]
    return tuple(sorted(found, key=lambda one: (-abs(one.fen or 0), -abs(one.points))))


def chances_of(assessment: Assessment, line: Line) -> Iterator[Chance]:
    """Every smallest change of one line's inputs that changes something."""
    if line.entry.waived or line.entry.not_applicable or line.entry.missing:
        return
    for at, part in enumerate(line.indicator.parts):
        for index, sample in _told_apart(line.entry.samples[at]):
            for move in moves(part, sample):
                if found := _first(line, at, index, move):
                    yield _worth(assessment, line, (at, index), move, found)


def _told_apart(samples: tuple[Sample, ...]) -> list[tuple[int, Sample]]:
    """The samples with their places; of a long list only the first of those that are alike."""
    if len(samples) <= LONG:
        return list(enumerate(samples))
    first = {sample._replace(label=""): at for at, sample in reversed(list(enumerate(samples)))}
    return [(at, samples[at]) for at in sorted(first.values())]


def _first(line: Line, at: int, index: int, move: Move) -> int:
    """The fewest units after which the line comes out different; 0 where none do.

    From place to place on the mark's scale, so that a clause that turns back is seen; where that takes too
    many turns (a line far below its floor, a linear one) by halving on the line's own result.
    """
    reached, place = 0, _place(line.outcomes[at].marks[index])
    for _ in range(TURNS):
        count = _next(move, reached, lambda far, place=place: _place(_mark(line, at, move, far)) != place)
        if not count:
            return 0
        if _differs(line, at, index, move, count):
            return count
        reached, place = count, _place(_mark(line, at, move, count))
    return _next(move, reached, lambda far: _differs(line, at, index, move, far))


def _differs(line: Line, at: int, index: int, move: Move, count: int) -> bool:
    """Whether the line comes out different; a result that would be missing something is none."""
    after = _line(line, at, index, move, count)
    gates = [part.gate.flag for part in line.indicator.parts if part.gate]
    unknown = [name for name in after.missing if name not in gates and name not in line.missing]
    return not unknown and (after.awarded, after.fen) != (line.awarded, line.fen)


def _next(move: Move, low: int, elsewhere: Callable[[int], bool]) -> int:
    """The next count beyond `low` that lies elsewhere: doubled until past it, then halved back."""
    start, step, high = low, 1, min(low + 1, move.most)
    while high < move.most and not elsewhere(high):
        low, step = high, step * 2
        high = min(high + step, move.most)
    if high <= start or not elsewhere(high):
        return 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if elsewhere(middle) else (middle, high)
    return high


def _place(mark: Mark) -> tuple[Any, ...]:
    """Where a mark stands on its scale; never the same again once left behind."""
    side = None if mark.gap is None else (mark.gap > 0) - (mark.gap < 0)
    return mark.points, mark.whole, bool(mark.rest), side, mark.row


def _mark(line: Line, at: int, move: Move, count: int) -> Mark:
    part = line.indicator.parts[at]
    return part.shape.apply((move.sample(count),), line.entry.extras).marks[0]


def _line(line: Line, at: int, index: int, move: Move, count: int) -> Line:
    return assess_line(line.indicator, moved(line.entry, at, index, move, count), line.full)


def moved(entry: Input, at: int, index: int, move: Move, count: int) -> Input:
    """An input with one sample moved."""
    row = list(entry.samples[at])
    row[index] = move.sample(count)
    samples = list(entry.samples)
    samples[at] = tuple(row)
    return replace(entry, samples=tuple(samples))


def _worth(assessment: Assessment, line: Line, place: tuple[int, int], move: Move, count: int) -> Chance:
    entry = moved(line.entry, *place, move, count)
    facts = _with(assessment.facts, line.indicator.id, entry)
    after = assess(assessment.scheme, assessment.rules, facts)
    points = add(after.score or ZERO, -(assessment.score or ZERO))
    fen = _paid(after, assessment)
    new_line = next(one for one in after.lines if one.indicator.id == line.indicator.id)
    return Chance(line, line.entry.samples[place[0]][place[1]].label, move, count, new_line, points, fen)


def _with(facts: Facts, name: str, entry: Input) -> Facts:
    return replace(facts, inputs={**facts.inputs, name: entry})


def _paid(after: Assessment, before: Assessment) -> int | None:
    """How much more the period pays; where it pays nothing itself, how much less is taken off."""
    new, old = after.settlement, before.settlement
    if new is None or old is None:
        return None
    if new.payable is not None and old.payable is not None:
        return new.payable - old.payable
    if new.deduction is None or old.deduction is None:
        return None
    return old.deduction - new.deduction
