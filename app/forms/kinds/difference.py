"""差异对照表: a revision beside the one before it, or the review beside our own opinion, path by path in words."""

from collections.abc import Iterator
from itertools import groupby

from app.errors import Fault, Refused
from app.exact import show
from app.forms.assessment_judged import told
from app.forms.floor_opinions import LinePair, Pair, opinions, signed, versions
from app.forms.floor_paths import Difference
from app.forms.floor_seen import Seen, seen
from app.forms.registry import FLOOR, PERIOD, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Gap, Pairs, Row, Sheet, Signatures, Table, Text
from app.forms.staff_cells import blank
from app.forms.styles import CENTRE, HEAD, HEADING, SMALL, TEXT, TOTAL, TOTAL_LABEL

TITLE = "差异对照表"
WIDTHS = (10, 46, 44, 42, 42, 22, 22, 22)
ROOM = 8
SAME = "（数据相同，随规则或读法变化）"


def store(wanted: Wanted) -> Document:
    """The differences of a period; refused where there is only one version and one opinion, blank without data."""
    one = seen(wanted)
    pairs = [pair for pair in (versions(one),) if pair] or [pair for pair in (opinions(one),) if pair]
    if not pairs and not one.judged.blank:
        reason = "本期只有一个版本，自评与复核也没有差异，无可对照"
        raise Refused([Fault("period", str(wanted.period), reason)])
    title = f"{told(one.period)}考核{TITLE}"
    blocks = _blocks(one, pairs[0]) if pairs else _blank(one)
    sheet = Sheet(TITLE, title, tuple(blocks), landscape=True)
    return Document(FORM.id, title, f"{TITLE} {one.period}", (sheet,), one.found.stamp)


def _blocks(one: Seen, pair: Pair) -> Iterator[Block]:
    yield Pairs((("项目", one.wanted.project.name), ("原", pair.was_name), ("现", pair.now_name)))
    if pair.why:
        yield Text(f"更改理由：{pair.why}", SMALL)
    found = pair.facts
    yield Text("一、逐项差异及对得分的影响", HEADING)
    if found or pair.lines:
        yield _table(one, pair, found)
    else:
        yield Text("两个版本的数据与各项结果完全相同。", SMALL)
    yield Gap(2)
    yield Text("二、对结果的影响", HEADING)
    yield _sums(pair)
    yield _signatures()


def _blank(one: Seen) -> Iterator[Block]:
    """Nothing recorded, nothing frozen: a sheet to write into."""
    yield Pairs((("项目", one.wanted.project.name), ("原", ""), ("现", "")))
    yield Text("本期数据未录入，空格供手工填写。", SMALL)
    names = ("序号", "指标", "数据项", "原", "现", "原得分", "现得分", "增减")
    head = Row(tuple(Cell(name, HEAD) for name in names))
    yield Table(WIDTHS, (head, *(blank(len(names), at + 1) for at in range(ROOM))), head=1)
    yield _signatures()


def _signatures() -> Signatures:
    return Signatures(("填表人（签字）", "乙方确认（签字）", "甲方确认（签字）"), 3, 14)


def _table(one: Seen, pair: Pair, found: list[Difference]) -> Table:
    unit = "扣款" if one.in_money else "得分"
    names = ("序号", "指标", "数据项", f"原（{pair.was_name}）", f"现（{pair.now_name}）")
    head = Row(tuple(Cell(name, HEAD) for name in (*names, f"原{unit}", f"现{unit}", "增减")))
    lines = {each.id: each for each in pair.lines}
    order = list(one.judged.lines)
    ranked = sorted(found, key=lambda each: order.index(each.line) if each.line else len(order))
    rows: list[Row] = []
    for name, group in groupby(ranked, key=lambda each: each.line or each.what):
        rows += _group(lines.get(name), list(group), len(rows))
    for each in lines.values():
        if each.id not in {one.line for one in found}:
            rows += _group(each, [Difference(each.id, each.name, SAME, "", "")], len(rows))
    return Table(WIDTHS, (head, *rows), head=1)


def _group(line: LinePair | None, found: list[Difference], before: int) -> Iterator[Row]:
    """The differences of one indicator, its points beside them once."""
    for at, each in enumerate(found):
        first, many = at == 0, len(found)
        figures = _figures(line, many) if first else (None, None, None)
        what = Cell(each.what, TEXT, rows=many) if first else None
        yield Row(
            (
                *(Cell(before + at + 1, CENTRE), what, Cell(each.field, SMALL)),
                *(Cell(each.was, CENTRE), Cell(each.now, CENTRE), *figures),
            )
        )


def _figures(line: LinePair | None, many: int) -> tuple[Cell, Cell, Cell]:
    if line is None:
        return Cell("—", CENTRE, rows=many), Cell("—", CENTRE, rows=many), Cell("—", CENTRE, rows=many)
    told_of = [show(value) if value is not None else "未录入" for value in (line.was, line.now)]
    change = "" if line.change is None else signed(line.change)
    cells = [Cell(text, CENTRE, rows=many) for text in (*told_of, change)]
    return cells[0], cells[1], cells[2]


def _sums(pair: Pair) -> Table:
    head = Row(tuple(Cell(name, HEAD) for name in ("结果", f"原（{pair.was_name}）", f"现（{pair.now_name}）", "增减")))
    rows = [
        Row(
            (
                Cell(each.name, TOTAL_LABEL),
                *(Cell(each.was or "—", TOTAL), Cell(each.now or "—", TOTAL)),
                Cell(each.change or "—", TOTAL),
            )
        )
        for each in pair.sums
    ]
    return Table((64, 66, 66, 54), (head, *rows), head=1, keep=len(rows))


FORM = Form("difference", TITLE, FLOOR, PERIOD, "本版与上一版（或自评与复核）的每处差异及其影响", 50, from_store=store)
