"""运行报告: the period's report to the client, written from the ledger, with comparison and charts."""

from collections.abc import Callable, Iterator

from app.forms.assessment_judged import told
from app.forms.floor_report_floor import events, lessons, obligations, staff
from app.forms.floor_report_next import measures
from app.forms.floor_report_result import losses, opening, results, trend
from app.forms.floor_seen import Seen, seen
from app.forms.registry import FLOOR, PERIOD, Form, Wanted
from app.forms.sheet import Block, Document, Gap, Sheet, Signatures, Text
from app.forms.styles import PLAIN

TITLE = "运行报告"
NAMES = {"month": "月度运行报告", "quarter": "季度运行报告", "year": "年度运行报告"}
NUMBERS = "一二三四五六七八九"
PARTS: tuple[Callable[[Seen, str], Iterator[Block]], ...] = (events, lessons, staff, obligations, measures)


def store(wanted: Wanted) -> Document:
    """From a period of the store: as it was frozen, or as it stands."""
    one = seen(wanted)
    name = NAMES[one.period.kind]
    title = f"{told(one.period)}{TITLE}"
    sheet = Sheet(name, f"{wanted.project.name}\n{title}", tuple(_blocks(one)), letter=True)
    return Document(FORM.id, title, f"{name} {one.period}", (sheet,), one.found.stamp)


def _blocks(one: Seen) -> Iterator[Block]:
    project = one.wanted.project
    if project.party_a:
        yield Text(f"{project.party_a}：", PLAIN)
    yield from opening(one)
    yield from results(one)
    yield from losses(one)
    chart = list(trend(one))
    yield from chart
    after = 3 if chart else 2
    for at, part in enumerate(PARTS):
        yield from part(one, NUMBERS[after + at])
    yield Gap()
    yield Signatures((f"{project.party_b or '报告单位'}（盖章）", "现场负责人（签字）"), 2, 18)


FORM = Form(
    "monthly-report",
    TITLE,
    FLOOR,
    PERIOD,
    "月报或季报正文：得分与扣款、比上期、失分、走势、事件、培训、人员、义务、措施",
    10,
    from_store=store,
)
