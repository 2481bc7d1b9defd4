"""解释附表: why every line is what it is, with the clause in its own words, the reading, and the rows behind it."""

from collections.abc import Iterator

from app.capitals import capitals
from app.forms.assessment_cells import PROVISIONAL
from app.forms.assessment_judged import told
from app.forms.floor_explained import Explained, Note, explained, register, settlement_steps
from app.forms.floor_seen import Seen, figure, seen
from app.forms.registry import FLOOR, PERIOD, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Gap, Pairs, Row, Sheet, Table, Text
from app.forms.staff_cells import line
from app.forms.styles import CENTRE, HEAD, HEADING, LABEL, MARK, NOTE, SMALL, TEXT, TOTAL_LABEL

TITLE = "解释附表"
UNRECORDED = "未录入"
WIDTHS = (10, 22, 40, 34, 34, 34)


def store(wanted: Wanted) -> Document:
    """The explanation of a period: of what was frozen, or of what there is."""
    one = seen(wanted)
    title = f"{told(one.period)}考核结果{TITLE}"
    sheet = Sheet(TITLE, title, tuple(_blocks(one)))
    return Document(FORM.id, title, f"{TITLE} {one.period}", (sheet,), one.found.stamp)


def _blocks(one: Seen) -> Iterator[Block]:
    scheme = one.judged.assessment.scheme
    name = "考核扣款" if one.in_money else "综合得分"
    result = "" if one.sum is None else figure(one, one.sum) + (PROVISIONAL if one.missing() else "")
    yield Pairs((("项目", one.wanted.project.name), ("规则", f"{scheme.title}（{scheme.version} 版）")))
    yield Pairs(
        ((name, result), ("等级", one.judged.result["grade"] or "—" if result else ""), ("资料", _complete(one)))
    )
    if one.judged.blank:
        yield Text(f"本期数据{UNRECORDED}，以下只列条款。", SMALL)
    yield Text("一、各项指标", HEADING)
    rows = [row for at, each in enumerate(explained(one), 1) for row in _line(one, each, at)]
    yield Table(WIDTHS, tuple(rows))
    yield Gap(2)
    yield Text("二、结算", HEADING)
    yield from _settlement(one)
    notes = register(one)
    if notes:
        yield Gap(2)
        yield Text("三、条款读法登记", HEADING)
        yield _register(notes)


def _complete(one: Seen) -> str:
    if one.judged.blank:
        return UNRECORDED
    missing = len(one.judged.lacking())
    return "齐全" if one.judged.complete else f"不全，{missing} 项{UNRECORDED}" if missing else "结算资料不全"


def _line(one: Seen, each: Explained, number: int) -> Iterator[Row]:
    """A head with the figures, then only what there is to tell; the number holds it together on one page."""
    # What the assessor awards has no figure behind it: only a line without a result lacks one.
    achieved = each.achieved or ("" if each.result else UNRECORDED)
    told_of = [("完成情况", achieved), ("结论", each.trace), ("怎样得出", "\n".join(each.steps))]
    told_of += [("条款原文", f"{each.clause}：{each.words}"), ("读法", "\n".join(each.readings))]
    rows = [pair for pair in (*told_of, ("数据来源", "\n".join(each.rows))) if pair[1]]
    yield line(Cell(number, LABEL, rows=len(rows) + 1), *_figures(one, each))
    for label, text in rows:
        yield Row((None, *line(Cell(label, LABEL), Cell(text, NOTE, columns=len(WIDTHS) - 2)).cells))


def _figures(one: Seen, each: Explained) -> Iterator[Cell]:
    yield Cell(each.name, MARK, columns=3 if one.in_money else 2)
    yield Cell(f"目标 {each.target or '—'}", MARK)
    if not one.in_money:
        yield Cell(f"满分 {each.full}", MARK)
    yield Cell(f"{'扣款' if one.in_money else '得分'} {each.result or UNRECORDED}", MARK)


def _settlement(one: Seen) -> Iterator[Block]:
    if one.judged.blank:
        yield Text(f"本期数据{UNRECORDED}，不计算应付。", SMALL)
        return
    head = line(*(Cell(name, HEAD) for name in ("步骤", "金额与算法", "条款原文")))
    rows = [line(Cell(what, TEXT), Cell(how, NOTE), Cell(words, NOTE)) for what, how, words in settlement_steps(one)]
    if one.payable is not None:
        paid = one.judged.result["settlement"]["payable"]
        mark = "" if one.judged.complete else PROVISIONAL
        total = Cell(f"{paid} 元（{capitals(one.payable)}）{mark}", TEXT, columns=2)
        rows.append(line(Cell("应付", TOTAL_LABEL), total))
    yield Table((46, 56, 70), (head, *rows), head=1, keep=1)
    for each in one.found.adjustments:
        yield Text(f"更正 {each['about']}：{_amount(each['fen'])}，{each['reason']}", SMALL)


def _amount(amount: int) -> str:
    return f"{'补' if amount > 0 else '扣'} {Cell(abs(amount), format='money').text} 元"


def _register(notes: tuple[Note, ...]) -> Table:
    head = line(*(Cell(name, HEAD) for name in ("注", "条款原文", "问题", "所取读法", "其他读法")))
    rows = [
        line(
            *(Cell(each.mark, CENTRE), Cell(each.clause, NOTE), Cell(each.question, NOTE)),
            *(Cell(each.chosen, NOTE), Cell(each.others, NOTE)),
        )
        for each in notes
    ]
    return Table((10, 58, 38, 32, 34), (head, *rows), head=1)


FORM = Form(
    "explanation",
    TITLE,
    FLOOR,
    PERIOD,
    "每一项为什么是这个分：数据、算法、条款原文、读法、结算步骤",
    60,
    from_store=store,
)
