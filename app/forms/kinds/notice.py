"""扣罚通知单: one page a fined person, with every item's clause and words, the sum, and room to answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.capitals import capitals
from app.errors import Fault, Refused
from app.forms.assessment_judged import fen, told
from app.forms.conduct_month import KINDS, ConductMonth, from_facts, from_wanted
from app.forms.registry import MONTH, STAFF, Form, Wanted
from app.forms.sheet import MONEY, Block, Cell, Document, Gap, Pairs, Row, Sheet, Signatures, Table, Text
from app.forms.styles import CENTRE, HEAD, HEADING, NUMBER, PLAIN, SMALL, TEXT, TOTAL, TOTAL_LABEL
from app.reader import iso_day

TITLE = "扣罚通知单"
HEADS = (("序号", 9), ("日期", 20), ("事由", 38), ("条款与原文", 62), ("性质", 16), ("金额（元）", 21))


def store(wanted: Wanted) -> Document:
    """From a month of the store."""
    return document(from_wanted(wanted))


def facts(given: Mapping[str, Any]) -> Document:
    """From a month's facts."""
    return document(from_facts(given))


def document(month: ConductMonth) -> Document:
    """A page for each fined person; refused where nobody was fined."""
    fined = [one for one in month.people if fen(one["fines"])]
    if not fined:
        who = month.only or "本月"
        raise Refused([Fault("period", str(month.period), f"{who}没有扣罚，不开{TITLE}")])
    sheets = tuple(_sheet(month, one) for one in fined)
    return Document(FORM.id, f"{told(month.period)}{TITLE}", f"{TITLE} {month.period}", sheets, month.stamp)


def _sheet(month: ConductMonth, one: Mapping[str, Any]) -> Sheet:
    person = month.person(one["id"])
    name = f"{person.id} {person.name}".strip()
    return Sheet(name, TITLE, tuple(_blocks(month, one)), told(month.period))


def _blocks(month: ConductMonth, one: Mapping[str, Any]) -> Iterator[Block]:
    person = month.person(one["id"])
    yield Pairs((("姓名", person.name), ("工号", person.id), ("班组", person.team)))
    yield Text(f"经查，你在{told(month.period)}有下列情形，依照《{month.conduct.title}》记录如下：", PLAIN, indent=True)
    yield _table(month, one)
    yield from _proposals(month, one)
    if one["cautions"]:
        yield Text("管理人员须知（扣发前请先核对）", HEADING)
        for caution in one["cautions"]:
            yield Text(f"· {caution['text']}", SMALL)
    yield Gap()
    yield Text("申诉：对上述事实或金额有异议的，请写明理由并签名交班组长或主管。", PLAIN)
    yield Table((166,), (Row((Cell("申诉意见：", TEXT),), 20),))
    yield Text("本人已阅知以上内容；签名只表示收到，不表示同意。", PLAIN)
    yield Signatures(("本人签收", "班组长", "主管"), 3)


def _table(month: ConductMonth, one: Mapping[str, Any]) -> Table:
    head = Row(tuple(Cell(word, HEAD) for word, _ in HEADS))
    told_of = [item for item in one["items"] if not _paid_leave(item)]
    items = [_item(month, item, at + 1) for at, item in enumerate(told_of)]
    fines = fen(one["fines"]) or 0
    sums = [_sum("扣罚合计", fines), _words("扣罚合计（大写）", capitals(fines))]
    if wage := fen(one["wage_deductions"]):
        sums.append(_sum("另：请假等扣减工资合计", wage))
    sums += [_sum(f"更正 {each.about}：{each.reason}", each.fen) for each in month.corrections.get(one["id"], ())]
    return Table(tuple(width for _, width in HEADS), (head, *items, *sums), head=1, keep=len(sums))


def _paid_leave(item: Mapping[str, Any]) -> bool:
    """Leave that costs nothing is nobody's fault and does not belong here."""
    return item["kind"] == "wage" and not fen(item["amount"])


def _item(month: ConductMonth, item: Mapping[str, Any], number: int) -> Row:
    rule = month.rules.rules[item["rule"]]
    kind = "免予扣罚" if item["waived"] is not None else KINDS[item["kind"]]
    return Row(
        (
            Cell(number, CENTRE),
            Cell(iso_day(item["date"]), CENTRE),
            Cell(item["trace"], SMALL),
            Cell(f"{item['clause']}：{rule.words}", SMALL),
            Cell(kind, CENTRE),
            Cell(fen(item["amount"]), NUMBER, format=MONEY),
        )
    )


def _sum(label: str, amount: int) -> Row:
    return Row((Cell(label, TOTAL_LABEL, columns=5), *(None,) * 4, Cell(amount, TOTAL, format=MONEY)))


def _words(label: str, words: str) -> Row:
    return Row((Cell(label, TOTAL_LABEL, columns=3), None, None, Cell(words, TEXT, columns=3), None, None))


def _proposals(month: ConductMonth, one: Mapping[str, Any]) -> Iterator[Block]:
    """What the rules propose: nothing of it holds before a person has confirmed it."""
    if not one["consequences"]:
        return
    yield Text("拟作处理（由人工决定，未经确认不生效）", HEADING)
    for name in one["consequences"]:
        known = month.rules.consequences[name]
        yield Text(f"· {month.consequence(one['id'], name)}　{known.clause}：{known.words}", SMALL)


FORM = Form(
    "notice",
    TITLE,
    STAFF,
    MONTH,
    "每名被扣罚人员一页：事由、条款原文、金额，签收与申诉",
    20,
    conduct=True,
    from_store=store,
    from_facts=facts,
)
