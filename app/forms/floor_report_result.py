"""The report's first half: what the period came to, beside the one before, line by line and over time."""

from collections.abc import Iterator
from decimal import Decimal

from app.capitals import capitals
from app.exact import show, show_money, to_fen
from app.forms.assessment_cells import SWAYED
from app.forms.assessment_judged import Judged, decimal, fen, told
from app.forms.floor_seen import Lost, Seen, figure, short, spoken_of, yuan
from app.forms.sheet import MONEY, POINTS, Block, Cell, Chart, Row, Table, Text
from app.forms.styles import CENTRE, HEAD, HEADING, NUMBER, PLAIN, SMALL, TEXT, TOTAL, TOTAL_LABEL
from app.ledger.periods import FROZEN, SEALED
from app.periods import Period

UNRECORDED, PROVISIONAL, OPEN = "未录入", "（暂计）", "另行约定"
BARS = 10
WIDTHS = (46, 22, 36, 18, 20, 20, 20)


def opening(one: Seen) -> Iterator[Text]:
    """Who reports of what, what it came to, what that is worth, and how far it can be relied on."""
    yield _paragraph(f"现将{spoken_of(one.period)}{one.wanted.project.name}的运行与考核情况报告如下。")
    if one.judged.blank:
        yield _paragraph(f"{one.ours}考核数据{UNRECORDED}，得分、扣款与应付均不能计算。")
        return
    yield _paragraph(_result(one) + _money(one))
    yield _paragraph(_reliance(one))


def _paragraph(text: str) -> Text:
    return Text(text, PLAIN, indent=True)


def _result(one: Seen) -> str:
    open_ = PROVISIONAL if one.missing() else ""
    if one.in_money:
        head = f"{one.ours}考核扣款 {figure(one, one.sum)}{open_}"
    else:
        full = one.judged.rules.full
        head = f"{one.ours}综合得分 {figure(one, one.sum)}{open_}"
        head += f"（指标满分 {show(full)} 分）" if full is not None else ""
        head += f"，等级为{one.judged.result['grade']}" if one.judged.result["grade"] else ""
    return f"{head}；{_compared(one)}"


def _compared(one: Seen) -> str:
    """Beside the period before: in points or yuan, and the grades."""
    before = one.earlier
    if one.first:
        return f"{one.ours}为合同首期，没有上期可比。"
    if before is None or before.sum is None or one.sum is None:
        return f"{told(one.period.before(1))}的结果{UNRECORDED}，不作比较。"
    said = f"{one.last}（{told(before.period)}）为 {figure(one, before.sum)}，{_change(one, one.sum - before.sum)}"
    grade = before.judged.result["grade"] if before.judged else None
    return said + (f"，{one.last}等级为{grade}" if grade else "") + "。"


def _change(one: Seen, by: Decimal) -> str:
    if not by:
        return "两期相同"
    return f"{one.ours}{'增加' if by > 0 else '减少'} {figure(one, abs(by))}"


def _money(one: Seen) -> str:
    settlement = one.judged.result["settlement"]
    if settlement is None:
        return f"服务费结算{OPEN}，{one.ours}不计应付。"
    if one.payable is None:
        return f"{one.ours}应付金额尚不能确定。" if one.judged.scored and not one.in_money else ""
    base, taken = fen(settlement["base"]) or 0, one.deduction or 0
    items = sum(fen(item["amount"]) or 0 for item in settlement["items"])
    # A month's own deduction was told before: here it is what several periods take off together.
    word = "各期考核扣款合计" if one.in_money else "考核扣款"
    said = f"当期基数 {show_money(base)} 元，{word} {show_money(taken)} 元{_more_taken(one)}"
    said += f"，其他合同事项扣减 {show_money(items)} 元" if items else ""
    open_ = "" if one.judged.complete else PROVISIONAL
    return f"{said}，应付 {show_money(one.payable)} 元（{capitals(one.payable)}）{open_}。"


def _more_taken(one: Seen) -> str:
    """How much more or less the assessment takes off than in the period before."""
    if one.in_money or one.deduction is None or one.earlier is None or one.earlier.judged is None:
        return ""
    found = one.earlier.judged.result["settlement"]
    before = fen(found["deduction"]) if found and one.earlier.judged.scored else None
    if before is None:
        return ""
    by = one.deduction - before
    return f"（比{one.last}{'多' if by > 0 else '少'}扣 {show_money(abs(by))} 元）" if by else f"（与{one.last}相同）"


def _reliance(one: Seen) -> str:
    standing = one.found.standing
    said = {
        SEALED: f"考核结果已定稿（编号 {one.found.stamp.number}）。",
        FROZEN: f"考核结果已送签（编号 {one.found.stamp.number}），尚未定稿。",
    }.get(standing.state, "考核结果尚未送签，以上为台账现有数据的计算结果。")
    if missing := one.missing():
        what = "扣款" if one.in_money else "得分"
        said += f"尚有 {len(missing)} 项指标资料{UNRECORDED}，{what}为暂计：{'、'.join(missing)}。"
    for name, why in one.judged.waived():
        said += f"{name}免予考核（{why}）。"
    return said + "".join(f"提示：{alert['text']}（{alert['clause']}）。" for alert in one.judged.result["alerts"])


def results(one: Seen) -> Iterator[Block]:
    """Each line's result against its target, beside the period before."""
    yield Text("一、考核指标完成情况", HEADING)
    names = ("指标", "目标值", "完成情况", "满分", "扣款（元）" if one.in_money else "得分", one.last, "增减")
    compared = one.earlier is not None and one.earlier.judged is not None
    left_out = ((3,) if one.in_money else ()) + (() if compared else (5, 6))
    kept = [at for at in range(len(names)) if at not in left_out]
    rows = [[Cell(name, HEAD) for name in names], *(_line(one, name) for name in one.judged.lines), _total(one)]
    lines = tuple(Row(tuple(row[at] for at in kept)) for row in rows)
    yield Table(tuple(WIDTHS[at] for at in kept), lines, head=1, keep=1)
    if not one.first and not compared:
        yield Text(f"{one.last}各项结果{UNRECORDED}，不列比较。", SMALL)


def _line(one: Seen, name: str) -> list[Cell | None]:
    judged, line = one.judged, one.judged.lines[name]
    now, was = _figure(one, judged, name), _figure(one, one.earlier.judged if one.earlier else None, name)
    missing = bool(line["missing"]) and not judged.provisional(name)
    done = UNRECORDED if judged.blank or missing else judged.achieved(name)
    changed = None if now is None or was is None else now - was
    # The mark stands by the name: the score stays a number that the client can go on working with.
    open_ = PROVISIONAL if judged.provisional(name) and not judged.blank else ""
    return [
        Cell(line["name"] + open_, TEXT),
        Cell(line["target"] or "—", CENTRE),
        Cell(done or "—", CENTRE),
        _number(one, decimal(line["full"])),
        _number(one, now),
        _number(one, was),
        _number(one, changed, signed=True),
    ]


def _figure(one: Seen, judged: Judged | None, name: str) -> Decimal | None:
    """A line's points or yuan; nothing where it rests on nothing."""
    if judged is None or judged.blank or name not in judged.lines:
        return None
    if (judged.lines[name]["missing"] and not judged.provisional(name)) or judged.worked[name].entry.not_applicable:
        return None
    return yuan(fen(judged.lines[name]["amount"])) if one.in_money else judged.number(name, "awarded")


def _number(one: Seen, value: Decimal | None, style: str = NUMBER, signed: bool = False) -> Cell:
    if value is None:
        return Cell("—", CENTRE)
    if signed:
        text = show_money(to_fen(value)) if one.in_money else show(value)
        return Cell(f"+{text}" if value > 0 else text if value else "0", style)
    if one.in_money:
        return Cell(to_fen(value), style, format=MONEY)
    return Cell(Decimal(show(value)), style, format=POINTS)


def _total(one: Seen) -> list[Cell | None]:
    sums = [one.sum, one.earlier.sum if one.earlier else None]
    changed = None if sums[0] is None or sums[1] is None else sums[0] - sums[1]
    full = one.judged.rules.full
    whole = _number(one, None if full is None else Decimal(show(full)), TOTAL)
    cells = [_number(one, value, TOTAL) for value in sums]
    label = f"合计{PROVISIONAL if one.sum is not None and one.missing() else ''}"
    return [Cell(label, TOTAL_LABEL, columns=3), None, None, whole, *cells, _number(one, changed, TOTAL, signed=True)]


def losses(one: Seen) -> Iterator[Block]:
    """What lost most, drawn and told."""
    yield Text("二、扣款情况" if one.in_money else "二、失分情况", HEADING)
    if one.judged.blank:
        yield _paragraph(f"{one.ours}考核数据{UNRECORDED}。")
        return
    found = one.losses
    if not found:
        yield _paragraph(f"已录入的指标{one.ours}没有{'扣款' if one.in_money else '失分'}。{_won(one)}")
        return
    total = sum((each.by for each in found), Decimal(0))
    word = "扣款" if one.in_money else "失分"
    said = f"{one.ours}有 {len(found)} 项指标{word}，合计 {figure(one, total)}，原因如下。"
    yield _paragraph(said + _won(one))
    head = Row((Cell("指标", HEAD), Cell(f"{word}（{one.unit}）", HEAD), Cell("原因", HEAD), Cell("条款", HEAD)))
    yield Table((38, 22, 84, 26), (head, *(_lost(one, each) for each in found)), head=1)
    shown = found[:BARS]
    title = f"各项指标{word}（{one.unit}）" + (f"，前 {BARS} 项" if len(found) > BARS else "")
    labels, values = tuple(each.name for each in shown), tuple(each.by for each in shown)
    if len(shown) > 1:
        yield Chart("bars", title, labels, values, height=42)


def _lost(one: Seen, each: Lost) -> Row:
    """A line with the sentence that says why; what other readings would have given belongs elsewhere."""
    line = one.judged.lines[each.id]
    reason = line["trace"].partition(SWAYED)[0]
    return Row((Cell(each.name, TEXT), _number(one, each.by), Cell(reason, SMALL), Cell(line["clause"], SMALL)))


def _won(one: Seen) -> str:
    """The lines above their full marks: without them the sums would not add up."""
    more: list[tuple[str, Decimal]] = []
    for line in one.judged.result["lines"]:
        full, awarded = decimal(line["full"]), decimal(line["awarded"])
        if full is not None and awarded is not None and awarded > full and not line["missing"]:
            more.append((line["name"], awarded - full))
    total = sum((by for _, by in more), Decimal(0))
    told_of = "、".join(f"{name} {show(by)} 分" for name, by in more)
    return f"另有 {len(more)} 项加分，合计 {show(total)} 分：{told_of}。" if more else ""


def trend(one: Seen) -> Iterator[Block]:
    """The periods that are known, with the scores at which the rule changes."""
    points = one.trend
    if sum(value is not None for _, value in points) < 2:
        return
    yield Text("三、各期走势", HEADING)
    settling = one.judged.rules.settling
    edges = () if one.in_money or settling is None else settling.deduction.edges()
    marks = tuple((f"{show(edge.score)} 分", Decimal(show(edge.score))) for edge in edges)
    title = "各期考核扣款（元）" if one.in_money else "各期综合得分"
    labels, values = tuple(short(period) for period, _ in points), tuple(value for _, value in points)
    yield Chart("trend", title, labels, values, marks, 48)
    yield _paragraph(_over_time(one, points))


def _over_time(one: Seen, points: tuple[tuple[Period, Decimal | None], ...]) -> str:
    known = [(period, value) for period, value in points if value is not None]
    top, low = max(known, key=lambda each: each[1]), min(known, key=lambda each: each[1])
    if top[1] == low[1]:
        return f"{told(known[0][0])}以来各期均为 {figure(one, top[1])}。"
    said = f"{told(known[0][0])}以来有结果的 {len(known)} 期中，最高为 {told(top[0])} {figure(one, top[1])}，"
    return f"{said}最低为 {told(low[0])} {figure(one, low[1])}。"
