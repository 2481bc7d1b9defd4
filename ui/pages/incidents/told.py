"""What the detail pane says of an incident, as sections of words."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.exact import show, told_money
from app.ledger.incident_rows import Row
from app.ledger.incident_story import Step, Story
from app.ledger.incidents import STATUS, WITHDRAWN
from app.private_numbers import numbers_in
from ui.kit.side_panel import Kind, Line


@dataclass(frozen=True)
class Part:
    """A heading and what stands under it."""

    heading: str
    lines: tuple[Line, ...]


def plain(words: str) -> str:
    """What a user or a contract wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("](", "］（")


def parts_of(row: Row, story: Story) -> Iterator[Part]:
    """Clause, consequences, times, words; what belongs together and the way it went come after the files."""
    needs = story.needs
    if needs is not None and (needs.clause or needs.words):
        quote = (Line(plain(needs.words), Kind.QUOTE),) if needs.words else ()
        yield Part(f"条款 {needs.clause}".strip(), quote)
    yield Part("由此产生", tuple(_consequences(row, story)))
    if story.clocks or story.incident.called_at:
        yield Part("时限", tuple(_clocks(story)))
    said = tuple(_said(row))
    if said:
        yield Part("说明", said)


def _consequences(row: Row, story: Story) -> Iterator[Line]:
    one = story.incident
    if row.status == WITHDRAWN:
        yield Line("已撤销，不计入" + (f"：{plain(one.status_reason)}" if one.status_reason else ""))
        return
    if row.cost.pending:
        yield Line("还没有核实，未计入；核实后：", Kind.WARN)
    for words in row.cost.told or ("登记在案",):
        yield Line(plain(words))
    if row.cost.fen:
        yield Line(f"合计 **{told_money(row.cost.fen)}** 元")
    for words in row.cost.others:
        yield Line(plain(words), Kind.GOOD)
    if one.fen is not None:
        yield Line(f"写明的金额 {told_money(one.fen)} 元" + _because(one.amount_reason))
    if one.joint_fen is not None:
        yield Line(f"班长连带取 {told_money(one.joint_fen)} 元" + _because(one.amount_reason))
    if one.waived:
        yield Line(f"免予追究：{plain(one.waived)}", Kind.GOOD)
    for key, name in story.feeds:
        yield Line(f"计入指标 [{plain(name)}](indicator:{key})")
    if story.duty:
        yield Line(f"由义务“{plain(story.duty)}”确认未办而来")


def _because(reason: str) -> str:
    return f"（{plain(reason)}）" if reason else ""


def _clocks(story: Story) -> Iterator[Line]:
    one = story.incident
    times = [f"{name} {at:%H:%M}" for name, at in (("来电", one.called_at), ("上报", one.reported_at)) if at]
    if times:
        yield Line("　".join(times))
    for words, late in story.clocks:
        yield Line(plain(words), Kind.BAD if late else Kind.SMALL)
    if not story.clocks and one.minutes_to_report is not None:
        yield Line(f"用了 {one.minutes_to_report} 分钟；合同没有写时限", Kind.SMALL)


def _said(row: Row) -> Iterator[Line]:
    if row.quantity != 1:
        yield Line(f"数量 {show(row.quantity)} {row.unit}", Kind.SMALL)
    if row.source:
        yield Line(f"来源 {plain(row.source)}", Kind.SMALL)
    if row.words:
        yield Line(plain(row.words))
    found = numbers_in(row.words)
    if found:
        yield Line(f"说明里像有电话或证件号码（{plain('、'.join(found))}）；更正时可以遮住。", Kind.WARN)


def steps_told(steps: tuple[Step, ...]) -> Part:
    """经过: who did what when, and why."""
    lines = [Line(_step(one), Kind.SMALL) for one in steps]
    return Part("经过", tuple(lines))


def _step(one: Step) -> str:
    because = f"：{plain(one.reason)}" if one.reason else ""
    return f"{one.at:%m-%d %H:%M} {plain(one.user)}　{plain(one.words)}{because}"


def kin_told(story: Story) -> Part | None:
    """同一事件: the other consequences, each with the way there."""
    if not story.kin:
        return None
    head = (Line(plain(story.happening), Kind.SMALL),) if story.happening else ()
    others = tuple(Line(f"[{plain(one.words)}](incident:{one.id})") for one in story.kin)
    return Part("同一事件的其他后果", (*head, *others))


def several_told(rows: list[Row]) -> Part:
    """What is selected, by status."""
    by_status = {key: sum(one.status == key for one in rows) for key in STATUS}
    lines = [Line(f"{STATUS[key]} {many} 件") for key, many in by_status.items() if many]
    fines = sum(one.cost.fen or 0 for one in rows if one.kind == "conduct" and one.status != WITHDRAWN)
    if fines:
        lines.append(Line(f"扣罚合计 {told_money(fines)} 元（含待核实）"))
    return Part("其中", tuple(lines))
