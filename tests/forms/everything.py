"""A document with everything that a form may hold."""

from datetime import UTC, date, datetime
from decimal import Decimal

from app.forms.sheet import (
    DAY,
    MONEY,
    PERCENT,
    POINTS,
    Block,
    Cell,
    Chart,
    Document,
    Gap,
    Pairs,
    Row,
    Sheet,
    Signatures,
    Stamp,
    Table,
    Text,
)

POISON = ["=1+1", "+86 0898", "-5", "@sum", "0012", "460033199001011234", "#N/A", "_x0041_", "坏\x07字", "’'引号"]
RARE = "麦麦提江·吐尔逊 䶮㛃𬭚 🎧"
LONG = (
    "甲方每月对乙方的服务质量进行考核，考核得分低于 80 分的，每低 1 分扣减当月服务费 1%；"
    "连续两个月低于 70 分的，甲方有权解除合同。"
)


def table() -> Table:
    head = Row(
        (Cell("序号", "head", rows=2), Cell("考核内容", "head", columns=2), None, Cell("结果", "head", columns=3),
         None, None)
    )  # fmt: skip
    second = Row((None, *(Cell(text, "head") for text in ("指标", "说明", "得分", "比例", "扣款（元）"))))
    rows = [
        Row((Cell(1, "centre"), Cell("接通率", "label", rows=2), Cell(LONG, "note", rows=3),
             Cell(Decimal("9.50"), "number", format=POINTS), Cell(Decimal("98.125"), "number", format=PERCENT),
             Cell(123456, "number", format=MONEY))),
        Row((Cell(2, "centre"), None, None, Cell(Decimal(-3), "number", format=POINTS),
             Cell(Decimal(100), "number", format=PERCENT), Cell(-5, "number", format=MONEY))),
        Row((Cell("③", "mark"), Cell("适用档次", "mark"), None, Cell(None), Cell(date(2025, 9, 1), "centre"),
             Cell(date(2025, 9, 30), "centre", format=DAY))),
    ]  # fmt: skip
    total = Row((Cell("合计", "total_label", columns=3), None, None, Cell(Decimal("6.50"), "total"), Cell(""),
                 Cell(123451, "total", format=MONEY)), least=12)  # fmt: skip
    return Table((12, 30, 60, 20, 22, 26), (head, second, *rows, total), head=2, keep=1)


def poisoned() -> Table:
    rows = [Row((Cell(f"第{at}种", "label"), Cell(text))) for at, text in enumerate([*POISON, RARE], 1)]
    return Table((30, 100), tuple(rows), fit=False)


def days() -> Sheet:
    head = Row((Cell("姓名", "head"), *(Cell(day, "day_head") for day in range(1, 32)), Cell("签名", "head")))
    rows = [
        Row((Cell(f"员工{at}", "label"), *(Cell("白夜休"[(at + day) % 3], "day") for day in range(31)), Cell(None)))
        for at in range(60)
    ]
    return Sheet("考勤/九月", "2025年9月考勤表", (Table((20, *[6] * 31, 25), (head, *rows), head=1),), landscape=True)


def everything(stamp: Stamp | None = None) -> Document:
    blocks: tuple[Block, ...] = (
        Pairs((("项目", "热线外包服务"), ("考核期", "2025年9月"), ("编号", ""))),
        table(),
        Gap(3),
        Text(LONG * 2, indent=True),
        Text("附注一\n附注二", "small"),
        poisoned(),
        Signatures(("甲方（盖章）", "乙方（盖章）", "监理"), columns=2),
    )
    months = tuple(f"{month}月" for month in range(1, 10))
    known = tuple(Decimal(f"8{month}.5") if month != 4 else None for month in range(1, 10))
    lost = ("接通率", "工单退回率", "满意率")
    charts: tuple[Block, ...] = (
        Text("一、得分走势", "heading"),
        Chart("trend", "近九个月得分", months, known, (("合格线", Decimal(80)),)),
        Text(LONG, indent=True),
        Chart("bars", "失分", lost, (Decimal("1.5"), Decimal(3), Decimal("0.25"))),
        Chart("bars", "失分与限额", lost, (Decimal("1.5"), Decimal(3), Decimal("0.25")), (("限额", Decimal(2)),)),
    )
    sheets = (
        Sheet("考核表", "月度考核评分表", blocks, subtitle="（2025年9月）"),
        days(),
        Sheet("运行报告", "月度运行报告", charts, letter=True),
    )
    made = stamp or Stamp("", "ab12" * 16, True, "王经理&李", datetime(2025, 10, 8, 9, 30, tzinfo=UTC))
    return Document("monthly_sheet", "月度考核评分表", "月度考核评分表 2025-09", sheets, made)
