"""Blocks one below another on as many pages as they need."""

from app.forms.paper.marks import Drawing, Frame, Mark, Page, Rule, Words, frame_of, mm
from app.forms.paper.table import Grid, slices
from app.forms.paper.typeset import Type, lines_of, set_lines, type_of
from app.forms.sheet import Block, Chart, Document, Gap, Pairs, Sheet, Signatures, Table, Text
from app.forms.styles import LABEL, PLAIN, STYLES, SUBTITLE, TITLE

AFTER = mm(2)
SIGNED = "　　　年　　月　　日"


class Flow:
    """Where one is on the way down a sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.frame: Frame = frame_of(sheet.landscape, sheet.letter)
        self.pages: list[Page] = []
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
    def _whole(self) -> int:
        return self.frame.end - self.frame.top

    def _need(self, height: int) -> None:
        """A new page where this much is not left, unless this one is still empty."""
        if height > self._left and self._y > self.frame.top:
            self._turn()

    def _put(self, *marks: Mark) -> None:
        self.pages[-1].marks.extend(marks)

    # --- blocks

    def run(self) -> list[Page]:
        """The pages of the sheet."""
        self._heading(self._sheet.title, TITLE)
        self._heading(self._sheet.subtitle, SUBTITLE)
        for block in self._sheet.blocks:
            self._block(block)
        return self.pages

    def _heading(self, text: str, name: str) -> None:
        if text:
            self._lines(text, name)
            self._y += AFTER

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Text):
            self._lines(f"　　{block.text}" if block.indent else block.text, block.style)
            self._y += AFTER // 2
        elif isinstance(block, Pairs):
            self._pairs(block)
        elif isinstance(block, Signatures):
            self._signatures(block)
        elif isinstance(block, Chart):
            self._chart(block)
        else:
            self._gap(block)

    def _gap(self, block: Gap) -> None:
        self._y = min(self._y + mm(block.height), self.frame.end)

    def _lines(self, text: str, name: str) -> None:
        kind, style = type_of(name, self._sheet.letter), STYLES[name]
        for line in lines_of(text, kind, self.frame.room):
            self._need(kind.leading)
            self._put(*set_lines([line], kind, style, self.frame.left, self._y, self.frame.room))
            self._y += kind.leading

    def _chart(self, block: Chart) -> None:
        height = mm(block.height)
        self._need(height)
        self._put(Drawing(self.frame.left, self._y, self.frame.room, height, block))
        self._y += height + AFTER

    # --- labelled facts and signatures

    def _pairs(self, block: Pairs) -> None:
        """So many to a line as have room; a blank value is a line to write on."""
        kind = type_of(PLAIN, self._sheet.letter)
        rows = _rows_of(block, kind, self.frame.room)
        for row in rows:
            share = self.frame.room // len(row)
            made = [lines_of(f"{name}：{value}", kind, share - mm(3)) for name, value in row]
            height = max(map(len, made)) * kind.leading + AFTER // 2
            self._need(height)
            for at, (lines, (name, value)) in enumerate(zip(made, row, strict=True)):
                left = self.frame.left + at * share
                self._put(*set_lines(lines, kind, STYLES[PLAIN], left, self._y, share))
                if not value:
                    begin, line = left + kind.width(f"{name}："), self._y + kind.leading
                    self._put(Rule(begin, line, min(begin + mm(35), left + share - mm(3)), line, 40))
            self._y += height
        self._y += AFTER // 2

    def _signatures(self, block: Signatures) -> None:
        kind, height = type_of(LABEL, self._sheet.letter), mm(block.height)
        share = self.frame.room // block.columns
        rows = [block.labels[at : at + block.columns] for at in range(0, len(block.labels), block.columns)]
        self._need(height * len(rows))
        for row in rows:
            for at, name in enumerate(row):
                left = self.frame.left + at * share
                lines = lines_of(f"{name}：", kind, share - mm(4))
                self._put(*set_lines(lines, kind, STYLES[PLAIN], left + mm(2), self._y + mm(2), share - mm(4)))
                if block.dated:
                    self._put(_dated(kind, left + share - mm(4), self._y + height - mm(3)))
            self._y += height

    # --- tables

    def _table(self, table: Table) -> None:
        if not table.rows:
            return
        grid = Grid(table, self.frame.room, self._sheet.letter)
        heads = range(table.head)
        high = sum(grid.heights[: table.head])
        begun = False
        for group in grid.groups(self._whole - high):
            if group.start < table.head:
                continue
            height = sum(grid.heights[group.start : group.stop])
            if not begun or height > self._left:
                self._need(height + (0 if begun else high))
                if not begun or self._y == self.frame.top:
                    self._rows(grid, heads)
            begun = True
            self._group(grid, group, heads, high)
        if not begun:
            self._need(high)
            self._rows(grid, heads)
        self._y += AFTER

    def _group(self, grid: Grid, group: range, heads: range, high: int) -> None:
        """A group that fits; one that no page holds goes row by row, and a row that none holds line by line."""
        if sum(grid.heights[group.start : group.stop]) <= self._left:
            self._rows(grid, group)
            return
        for row in group:
            if grid.heights[row] <= self._whole - high:
                if grid.heights[row] > self._left:
                    self._turn()
                    self._rows(grid, heads)
                self._rows(grid, range(row, row + 1))
                continue
            for part in slices(grid, row, self._whole - high):
                if part.heights[0] > self._left:
                    self._turn()
                    self._rows(grid, heads)
                self._rows(part, range(1))

    def _rows(self, grid: Grid, rows: range) -> None:
        if rows:
            self._put(*grid.drawn(rows, self.frame.left, self._y))
            self._y += sum(grid.heights[rows.start : rows.stop])


def _rows_of(block: Pairs, kind: Type, room: int) -> list[tuple[tuple[str, str], ...]]:
    """As many pairs to a line as their words have room for, the same number in each."""
    pairs = block.pairs
    for many in range(min(len(pairs), 4), 1, -1):
        share = room // many - mm(3)
        if all(kind.width(f"{name}：{value}") <= share for name, value in pairs):
            return [pairs[at : at + many] for at in range(0, len(pairs), many)]
    return [(one,) for one in pairs]


def _dated(kind: Type, right: int, base: int) -> Words:
    return Words(right - kind.width(SIGNED), base, SIGNED, kind.face.name, kind.size)


def pages_of(document: Document) -> list[Page]:
    """Every page of a document."""
    return [page for sheet in document.sheets for page in Flow(sheet).run()]
