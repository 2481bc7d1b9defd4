"""Blocks one below another on as many pages as they need."""

from collections.abc import Sequence

from app.forms.paper import charts
from app.forms.paper.marks import Drawing, Frame, Mark, Page, Rule, frame_of, mm
from app.forms.paper.table import Grid
from app.forms.paper.typeset import Look, Type, set_lines, type_of
from app.forms.sheet import Block, Chart, Gap, Pairs, Sheet, Signatures, Table, Text
from app.forms.styles import HEADING, LABEL, PLAIN, STYLES, SUBTITLE, TITLE

AFTER, INSET = mm(2), mm(2)
WORTH = 30  # per cent
INDENT = "　　"
SIGNED = "　　　年　　月　　日"
MOST_PAIRS = 4
# A paragraph is not parted so that fewer lines than these stand alone.
FEW = 2


class Flow:
    """Where one is on the way down a sheet."""

    def __init__(self, sheet: Sheet, snug: bool = False) -> None:
        self._sheet, self._look = sheet, Look(sheet.letter, snug)
        self.frame: Frame = frame_of(sheet.landscape, sheet.letter)
        self.pages: list[Page] = []
        self._grids: dict[int, Grid] = {}
        self._y = 0
        self._turn()
        self.pages[0].sheet = sheet.name

    # --- the paper

    def _turn(self) -> None:
        self.pages.append(Page(self.frame.width, self.frame.height))
        self._y = self.frame.top

    @property
    def _left(self) -> int:
        return self.frame.end - self._y

    @property
    def _is_fresh(self) -> bool:
        return self._y == self.frame.top

    def _need(self, height: int) -> None:
        """A new page where this much is not left, unless this one is still empty."""
        if height > self._left and not self._is_fresh:
            self._turn()

    def _put(self, *marks: Mark) -> None:
        self.pages[-1].marks.extend(marks)

    @property
    def used(self) -> int:
        """How much of the last page is written on, in per cent."""
        return 100 * (self._y - self.frame.top) // self.frame.whole

    # --- blocks

    def run(self) -> list[Page]:
        """The pages of the sheet."""
        sheet = self._sheet
        for text, name in ((sheet.title, TITLE), (sheet.subtitle, SUBTITLE)):
            if text:
                self._text(Text(text, name))
        for at, block in enumerate(sheet.blocks):
            if isinstance(block, Text) and block.style == HEADING:
                self._need(self._first(block) + sum(map(self._first, sheet.blocks[at + 1 : at + 2])))
            signed = self._signed(sheet.blocks[at + 1 :])
            if signed and isinstance(block, Text) and len(self._lines(block)) <= FEW + 1:
                self._need(self._words(block) + signed)
            self._block(block, signed)
        return self.pages

    def _signed(self, blocks: Sequence[Block]) -> int:
        """How much stands up to the signatures and with them, where nothing but words comes before; else nothing.

        What has a heading of its own before them keeps them company, not what was before that.
        """
        height = 0
        for block in blocks:
            match block:
                case Signatures():
                    height += sum(self._places(block)[1])
                    return height if height < self.frame.whole // 2 else 0
                case Text() if block.style != HEADING:
                    height += self._words(block)
                case Gap():
                    height += mm(block.height)
                case _:
                    return 0
        return 0

    def _words(self, block: Text) -> int:
        return len(self._lines(block)) * type_of(block.style, self._look).leading + AFTER // 2

    def _block(self, block: Block, signed: int) -> None:
        match block:
            case Table():
                self._table(block, signed)
            case Text():
                self._text(block)
            case Pairs():
                self._pairs(block)
            case Signatures():
                self._signatures(block)
            case Chart():
                self._chart(block)
            case Gap():
                self._y = self._y if self._is_fresh else min(self._y + mm(block.height), self.frame.end)

    def _first(self, block: Block) -> int:
        """How much of a block must at least follow its heading on the same page."""
        match block:
            case Table():
                grid = self._grid(block)
                first = next(iter(grid.groups()), range(0))
                return grid.high(first)
            case Chart():
                return self._high(block)
            case Text():
                return len(self._lines(block)[:FEW]) * type_of(block.style, self._look).leading + AFTER // 2
            case _:
                return mm(block.height) if isinstance(block, Signatures | Gap) else mm(10)

    def _chart(self, block: Chart) -> None:
        height = self._high(block)
        self._need(height)
        self._put(*charts.drawn(Drawing(self.frame.left, self._y, self.frame.room, height, block)))
        self._y += height + AFTER

    def _high(self, block: Chart) -> int:
        return min(max(mm(block.height), charts.least_height(block, self.frame.room)), self.frame.whole)

    # --- paragraphs

    def _lines(self, block: Text) -> list[str]:
        text = INDENT + block.text if block.indent else block.text
        return type_of(block.style, self._look).lines(text, self.frame.room)

    def _text(self, block: Text) -> None:
        kind, lines = type_of(block.style, self._look), self._lines(block)
        while lines:
            fit = self._left // kind.leading
            if fit < len(lines) and not self._is_fresh:
                fit = 0 if fit < FEW or len(lines) <= FEW + 1 else min(fit, len(lines) - FEW)
            self._put(*set_lines(lines[:fit], kind, STYLES[block.style], self.frame.left, self._y, self.frame.room))
            self._y += len(lines[:fit]) * kind.leading
            lines = lines[fit:]
            if lines:
                self._turn()
        self._y += AFTER if block.style in (TITLE, SUBTITLE) else AFTER // 2

    # --- labelled facts and signatures

    def _pairs(self, block: Pairs) -> None:
        """So many to a line as have room; a blank value is a line to write on."""
        kind = type_of(PLAIN, self._look)
        for row in _rows_of(block, kind, self.frame.room):
            share = self.frame.room // len(row)
            made = [kind.lines(f"{name}：{value}", share - mm(3)) for name, value in row]
            height = max(map(len, made)) * kind.leading + AFTER // 2
            self._need(height)
            for at, (lines, (_, value)) in enumerate(zip(made, row, strict=True)):
                left = self.frame.left + at * share
                self._put(*set_lines(lines, kind, STYLES[PLAIN], left, self._y, share))
                begin, line = left + kind.width(lines[-1]), self._y + len(lines) * kind.leading - mm(1) // 2
                if not value:
                    self._put(Rule(begin, line, min(begin + mm(35), left + share - mm(3)), line, 40))
            self._y += height
        self._y += AFTER // 2

    def _places(self, block: Signatures) -> tuple[list[list[list[str]]], list[int]]:
        """The labels of each row in lines, and how high the rows are."""
        kind, columns = type_of(LABEL, self._look), max(block.columns, 1)
        rows = [block.labels[at : at + columns] for at in range(0, len(block.labels), columns)]
        made = [[kind.lines(f"{name}：", self.frame.room // columns - 2 * INSET) for name in row] for row in rows]
        dated = kind.leading + INSET if block.dated else 0
        return made, [max(mm(block.height), max(map(len, row)) * kind.leading + dated + 2 * INSET) for row in made]

    def _signatures(self, block: Signatures) -> None:
        """Framed places as in a table; a letter is signed without frames."""
        kind, columns, pad = type_of(LABEL, self._look), max(block.columns, 1), INSET
        made, heights = self._places(block)
        share = self.frame.room // columns
        if sum(heights) <= self.frame.whole:
            self._need(sum(heights))
        for row, height in zip(made, heights, strict=True):
            self._need(height)
            for at, lines in enumerate(row):
                left, last = self.frame.left + at * share, len(row) == columns and at == columns - 1
                right = self.frame.left + self.frame.room if last else left + share
                self._put(*(() if self._sheet.letter else _framed(left, self._y, right, self._y + height)))
                self._put(*set_lines(lines, kind, STYLES[PLAIN], left + pad, self._y + pad, share - 2 * pad))
                if block.dated:
                    base, style = self._y + height - kind.leading - pad, STYLES[PLAIN]._replace(align="right")
                    self._put(*set_lines([SIGNED], kind, style, left + pad, base, right - left - 2 * pad))
            self._y += height
        self._y += AFTER

    # --- tables

    def _grid(self, table: Table) -> Grid:
        if id(table) not in self._grids:
            self._grids[id(table)] = Grid(table, self.frame.room, self.frame.whole, self._look)
        return self._grids[id(table)]

    def _table(self, table: Table, signed: int) -> None:
        """Signatures never stand on a page by themselves: the last rows go with them."""
        if not table.rows:
            return
        grid = self._grid(table)
        parts = grid.parts(self._left)
        if not self._is_fresh and ((not parts[0] and len(parts) > 1) or grid.head_height > self._left):
            self._turn()
            parts = grid.parts(self._left)
        used = (0 if len(parts) > 1 else self._y - self.frame.top) + grid.high(parts[-1])
        last = grid.groups()[-1:]
        if used + AFTER + signed > self.frame.whole and signed and last and last[0].start > parts[-1].start:
            parts[-1:] = [range(parts[-1].start, last[0].start), last[0]]
        tops = [self._y, *[self.frame.top] * (len(parts) - 1)]
        for at, marks in enumerate(grid.drawn(parts, self.frame.left, tops)):
            if at:
                self._turn()
            self._put(*marks)
        self._y += grid.high(parts[-1]) + AFTER


def _framed(left: int, top: int, right: int, bottom: int) -> tuple[Rule, ...]:
    level = (Rule(left, y, right, y) for y in (top, bottom))
    return (*level, *(Rule(x, top, x, bottom) for x in (left, right)))


def _rows_of(block: Pairs, kind: Type, room: int) -> list[tuple[tuple[str, str], ...]]:
    """As many pairs to a line as their words have room for, the same number in each."""
    pairs = block.pairs
    for many in range(min(len(pairs), MOST_PAIRS), 1, -1):
        share = room // many - mm(3)
        if all(kind.width(f"{name}：{value}") + (0 if value else mm(15)) <= share for name, value in pairs):
            return [pairs[at : at + many] for at in range(0, len(pairs), many)]
    return [(one,) for one in pairs]


def pages_of(sheet: Sheet) -> list[Page]:
    """The pages of a sheet; set a little closer where that saves a last page with next to nothing on it."""
    flow = Flow(sheet)
    pages = flow.run()
    if len(pages) > 1 and flow.used < WORTH:
        closer = Flow(sheet, snug=True).run()
        return closer if len(closer) < len(pages) else pages
    return pages
