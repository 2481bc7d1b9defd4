"""Marks as the operators of a PDF page: grounds, rules and words, each kind in one go, on a reportlab canvas.

The canvas formats every number by itself and measures every string anew; whole hundredths of a point are written
faster, and what is said on every page is encoded once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from app.forms.paper.fonts import BOLD, THOUSAND, face, runs
from app.forms.paper.foot import DRAFT, DRAFT_GREY, DRAFT_SIZE, DRAFT_TURN
from app.forms.paper.marks import POINT, Dot, Ground, Mark, Page, Rule, Words

DASH = "[2 2] 0 d"
# A circle from four curves: how far their handles reach, in thousandths of the radius.
HANDLE = 552


class Ink:
    """Pages drawn on one canvas."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._said: dict[tuple[str, str], list[tuple[str, str, int]]] = {}
        self._stamps: dict[tuple[Mark, ...], str] = {}

    def draw(self, page: Page, foot: Sequence[Mark], stamp: tuple[Mark, ...], draft: bool) -> None:
        """A page: what lies beneath, then grounds, rules and words, so that nothing hides what is written.

        The stamp is the same on many pages, and stands only once in the file.
        """
        self._canvas.setPageSize((page.width / POINT, page.height / POINT))
        if draft:
            self._draw_draft(page)
        if stamp:
            self._canvas.doForm(self._form(stamp, page.height))
        self._canvas._code.append("\n".join(self._operators([*page.marks, *foot], page.height)))

    def _operators(self, marks: Sequence[Mark], height: int) -> Iterator[str]:
        yield "q"
        yield from _grounds([mark for mark in marks if isinstance(mark, Ground)], height)
        yield "0 g 0 G"
        yield from _rules([mark for mark in marks if isinstance(mark, Rule)], height)
        yield from _dots([mark for mark in marks if isinstance(mark, Dot)], height)
        yield from self._words([mark for mark in marks if isinstance(mark, Words)], height)
        yield "Q"

    def _form(self, stamp: tuple[Mark, ...], height: int) -> str:
        if stamp not in self._stamps:
            name = self._stamps[stamp] = f"stamp{len(self._stamps)}"
            self._canvas.beginForm(name)
            self._canvas._code.append("\n".join(self._operators(stamp, height)))
            self._canvas.endForm()
        return self._stamps[stamp]

    def _draw_draft(self, page: Page) -> None:
        """Large, light and beneath everything, so that it hides nothing and cannot be overlooked."""
        self._canvas.saveState()
        self._canvas.setFillGray(DRAFT_GREY / 100)
        self._canvas.translate(page.width / POINT / 2, page.height / POINT / 2)
        self._canvas.rotate(DRAFT_TURN)
        self._canvas.setFont(face(BOLD).name, DRAFT_SIZE)
        self._canvas.drawCentredString(0, -DRAFT_SIZE / 3, DRAFT)
        self._canvas.restoreState()

    def _words(self, marks: Iterable[Words], height: int) -> Iterator[str]:
        """Each line at its place; nearly always in one face, a rare character in another one beside."""
        before = ("", 0)
        yield "BT"
        for x, y, text, name, size in marks:
            at = x
            for font, codes, width in self._encoded(text, name):
                if before != (font, size):
                    before = font, size
                    yield f"{font} {size} Tf"
                yield f"1 0 0 1 {_length(at)} {_length(height - y)} Tm <{codes}> Tj"
                at += width * size * POINT // THOUSAND
        yield "ET"

    def _encoded(self, text: str, name: str) -> list[tuple[str, str, int]]:
        """A text in pieces of one font of the file each: its name there, the codes, the width."""
        found = self._said.get((text, name))
        if found is None:
            found = self._said[text, name] = list(self._encode(text, name))
        return found

    def _encode(self, text: str, name: str) -> Iterator[tuple[str, str, int]]:
        for part, one in runs(text, face(name)):
            done = 0
            for font, codes in one.encoded(part, self._canvas._doc):
                yield font, codes.hex(), one.width(part[done : done + len(codes)])
                done += len(codes)


def _length(hundredths: int) -> str:
    """A length in points; whole numbers only, so that the same page gives the same bytes everywhere."""
    if hundredths < 0:
        return f"-{_length(-hundredths)}"
    return f"{hundredths // POINT}.{hundredths % POINT:02}"


def _grounds(marks: Sequence[Ground], height: int) -> Iterator[str]:
    """The lightest first; all of a grey in one path."""
    for grey in sorted({one.grey for one in marks}, reverse=True):
        yield f"{_length(grey)} g"
        for x, y, wide, high, own in marks:
            if own == grey:
                yield f"{_length(x)} {_length(height - y - high)} {_length(wide)} {_length(high)} re"
        yield "f"


def _rules(marks: Iterable[Rule], height: int) -> Iterator[str]:
    """All of a weight in one stroke."""
    kinds: dict[tuple[int, bool], list[str]] = {}
    for x, y, to_x, to_y, weight, dashed in marks:
        line = f"{_length(x)} {_length(height - y)} m {_length(to_x)} {_length(height - to_y)} l"
        kinds.setdefault((weight, dashed), []).append(line)
    for (weight, dashed), lines in kinds.items():
        yield f"{_length(weight)} w {DASH if dashed else '[] 0 d'}"
        yield from dict.fromkeys(lines)
        yield "S"


def _dots(marks: Iterable[Dot], height: int) -> Iterator[str]:
    for x, y, radius in marks:
        reach = radius * HANDLE // THOUSAND
        turns = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
        yield f"{_length(x + radius)} {_length(height - y)} m"
        for (across, up), (to_across, to_up) in pairwise(turns):
            points = (
                (across * radius + to_across * reach, up * radius + to_up * reach),
                (across * reach + to_across * radius, up * reach + to_up * radius),
                (to_across * radius, to_up * radius),
            )
            yield " ".join(f"{_length(x + one)} {_length(height - y + other)}" for one, other in points) + " c"
        yield "f"
