"""异议书: the letter that objects to a result, with its number and digest, the dates, the lines and the reasons."""

from collections.abc import Iterator
from decimal import Decimal

from app.errors import Fault, Refused
from app.exact import show, show_money
from app.forms.assessment_cells import SWAYED
from app.forms.assessment_judged import told
from app.forms.floor_masked import masked
from app.forms.floor_opinions import LinePair, Pair, opinions, signed
from app.forms.floor_seen import Seen, seen
from app.forms.registry import FLOOR, PERIOD, Form, Wanted
from app.forms.sheet import Block, Cell, Document, Gap, Row, Sheet, Signatures, Table, Text
from app.forms.staff_cells import day_words
from app.forms.styles import CENTRE, HEAD, PLAIN, SMALL, TEXT
from app.obligation_rules import Obligation as Rule

TITLE = "异议书"
BLANK_DAY = "　　　　年　　月　　日"
RESULT = "result"  # the clock that a received result starts
ROOM, DIGITS = 4, 16
UNITS = {"working_days": "个工作日", "days": "日"}


def store(wanted: Wanted) -> Document:
    """The letter of a period; a blank one where nothing is recorded, refused where there is nothing to object to."""
    one = seen(wanted)
    pair = opinions(one)
    lines = [each for each in pair.lines if _against(one, each)] if pair else []
    words = one.found.standing.objection
    if not lines and not words and not one.judged.blank:
        reason = "复核没有低于自评的指标，也没有登记异议，无须出具异议书"
        raise Refused([Fault("period", str(wanted.period), reason)])
    title = f"关于{told(one.period)}考核结果的{TITLE}"
    sheet = Sheet(TITLE, title, tuple(_blocks(one, pair, lines)), letter=True)
    return Document(FORM.id, title, f"{TITLE} {one.period}", (sheet,), one.found.stamp)


def _against(one: Seen, each: LinePair) -> bool:
    """Whether the review is worse for us than our own opinion."""
    return each.change is not None and (each.change > 0 if one.in_money else each.change < 0)


def _blocks(one: Seen, pair: Pair | None, lines: list[LinePair]) -> Iterator[Block]:
    project, words = one.wanted.project, one.found.standing.objection
    yield Text(f"{project.party_a or '甲方'}：", PLAIN)
    yield _paragraph(_received(one))
    yield _paragraph(_until(one))
    if words:
        yield _paragraph(f"我方{masked(words)}。".replace("。。", "。"))
    many = f"下列 {len(lines)} 项" if lines else "下列"
    yield _paragraph(f"经核对，我方对{many}指标的考核结果有异议，理由如下：")
    yield _table(one, lines)
    if pair and (better := [each.name for each in pair.lines if each not in lines and each.change]):
        yield Text(f"复核高于自评的 {len(better)} 项不在异议之列：{'、'.join(better)}。", SMALL)
    yield _paragraph(_asked(pair, lines))
    yield _paragraph("附：解释附表、差异对照表及相关佐证材料。")
    yield Gap()
    yield Signatures((f"{project.party_b or '乙方'}（盖章）", "负责人（签字）"), 2, 18)
    yield Signatures(("甲方签收（签字）",), 2, 14)


def _paragraph(text: str) -> Text:
    return Text(text, PLAIN, indent=True)


def _received(one: Seen) -> str:
    """Which result, by number and digest, and when it came."""
    standing, stamp = one.found.standing, one.found.stamp
    received = day_words(standing.received_on) or BLANK_DAY
    named = f"（编号 {stamp.number}，摘要 {stamp.digest[:DIGITS]}）" if stamp.number else "（尚未送签，无编号）"
    return f"我方于{received}收到{one.wanted.project.name}{told(one.period)}考核结果{named}。"


def _until(one: Seen) -> str:
    """The clause that gives the time, in its own words; without one nothing is invented."""
    rules = [rule for rule in one.wanted.contract.obligations.obligations if rule.on == RESULT]
    if not rules:
        return "合同没有约定提出异议的期限，我方现书面提出异议。"
    until = day_words(one.found.standing.objection_until) or BLANK_DAY
    rule = rules[0]
    return f"依照合同{rule.clause}“{rule.words.rstrip('。')}”，异议应于{until}前提出（{_span(rule)}）。"


def _span(rule: Rule) -> str:
    return f"{rule.amount} {UNITS.get(rule.unit, rule.unit)}"


def _table(one: Seen, lines: list[LinePair]) -> Table:
    unit = "扣款（元）" if one.in_money else "得分"
    names = ("序号", "指标与条款", f"自评\n{unit}", f"复核\n{unit}", "相差", "自评依据", "复核依据")
    head = Row(tuple(Cell(name, HEAD) for name in names))
    rows = [_row(one, each, at) for at, each in enumerate(lines, 1)]
    blank = [Row((Cell(at, CENTRE), *[Cell() for _ in names[1:]]), 10) for at in range(1, ROOM + 1)]
    return Table((10, 34, 17, 17, 16, 38, 38), (head, *(rows or blank)), head=1)


def _row(one: Seen, each: LinePair, number: int) -> Row:
    change = signed(each.change) if each.change is not None else ""
    return Row(
        (
            Cell(number, CENTRE),
            Cell(f"{each.name}\n{each.clause}", TEXT),
            *(_figure(each.was), _figure(each.now), Cell(change, CENTRE)),
            Cell(_reason(each.was_achieved, each.was_trace), SMALL),
            Cell("\n".join((_reason(each.now_achieved, each.now_trace), *_given(one, each.id))), SMALL),
        )
    )


def _figure(value: Decimal | None) -> Cell:
    return Cell("未录入" if value is None else show(value), CENTRE)


def _reason(achieved: str, trace: str) -> str:
    told_of = trace.partition(SWAYED)[0]
    return f"完成情况 {achieved}；{told_of}" if achieved else told_of


def _given(one: Seen, name: str) -> Iterator[str]:
    """What the reviewer wrote beside the values."""
    reasons = [origin["reason"] for path, origin in one.found.origins.items() if path.startswith(f"{name}.")]
    for reason in dict.fromkeys(text for text in reasons if text):
        yield f"复核说明：{masked(reason)}"


def _asked(pair: Pair | None, lines: list[LinePair]) -> str:
    """What is asked for, and what it is worth."""
    if pair is None or not lines:
        return "请予重新核定，并将核定结果书面告知我方。"
    sums = {each.name: each for each in pair.sums}
    first = next(iter(sums.values()))
    said = f"请对上列指标重新核定，并将核定结果书面告知我方。按我方自评，{first.name}为 {first.was}，复核为 {first.now}"
    payable = sums.get("应付（元）")
    if payable and payable.was and payable.now and (by := Decimal(payable.was) - Decimal(payable.now)):
        amount = show_money(int(abs(by) * 100))
        said += f"；应付款相差 {amount} 元（自评 {payable.was} 元，复核 {payable.now} 元）"
    return f"{said}。"


FORM = Form(
    "objection", TITLE, FLOOR, PERIOD, "对考核结果提出异议的函：编号、摘要、期限、逐项自评与复核", 40, from_store=store
)
