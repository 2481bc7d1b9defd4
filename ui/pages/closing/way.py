"""The steps of a sheet's way to its seal, in words: from what the ledger knows, with the deeds that are open now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.ledger.attachments import Attachment
from app.ledger.conduct_closing import FINES, MonthClosing
from app.ledger.periods import FROZEN, LOCKED, REVIEWED_STATE, SEALED, SELF_ASSESSED, STATES, Standing
from app.ledger.readiness import KINDS, Need
from app.ledger.sealing import CONDUCT_SHEET
from app.ledger.signatures import HOW, PICTURE, Signature, lacking
from app.workdays import Calendar
from ui.kit.stepper import DONE, LATER, NOW, StepDeed, StepRow
from ui.pages.closing.opinions import Opinion

SELF, REVIEW, FREEZE, DELIVER, OBJECT, SIGN, SEAL, WITHDRAW, REOPEN, PRINT, RECEIPT, COMPARE = (
    "self", "review", "freeze", "deliver", "object", "sign", "seal", "withdraw", "reopen", "print", "receipt",
    "compare",
)  # fmt: skip
MOST, FEW = 6, 3
SAME = "甲方的数与自评没有差异。"


@dataclass(frozen=True)
class Way:
    """All that the steps are told from."""

    standing: Standing
    needs: tuple[Need, ...]
    signed: tuple[Signature, ...]
    today: date
    calendar: Calendar
    differences: tuple[Opinion, ...] = ()  # between our own values and the client's
    month: MonthClosing | None = None  # for a month of fines
    receipt: str = ""  # what was noted of it
    receipts: tuple[Attachment, ...] = ()  # scans of the receipt of the standing revision

    @property
    def conduct(self) -> bool:
        """Whether it is a month of fines."""
        return self.standing.sheet == CONDUCT_SHEET

    def beside(self, differences: tuple[Opinion, ...]) -> "Way":
        """The same with what the client sees otherwise."""
        return replace(self, differences=differences)

    @property
    def asks(self) -> bool:
        """Whether a reason is asked for before it is sent: something is open, or there was a version before."""
        return bool(self.needs or open_of(self.month) or self.standing.revisions)


def steps(way: Way) -> tuple[StepRow, ...]:
    """Every step in order."""
    found = [_complete(way)]
    if way.month:
        found += _month(way.month)
    else:
        found += [_own(way), _review(way)]
    return (*found, _freeze(way), _deliver(way), _sign(way), _seal(way))


def plain(words: str) -> str:
    """What the contract or a user wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("[", "［").replace("]", "］")


def grouped(digest: str) -> str:
    """A digest as it is printed: in groups of eight."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _listed(rows: Sequence[str], most: int = MOST) -> str:
    more = f"\n另有 {len(rows) - most} 项" if len(rows) > most else ""
    return "\n".join(rows[:most]) + more


def _complete(way: Way) -> StepRow:
    title = "事项已核实" if way.conduct else "录入完整"
    if way.standing.locked or not way.needs:
        return StepRow(title, DONE, "" if way.standing.locked else "没有缺项")
    told = [f"{KINDS[one.kind]}　[{plain(one.name)}]({one.target})　{plain(one.words)}" for one in way.needs]
    return StepRow(title, NOW, f"{len(way.needs)} 项", _listed(told))


def _own(way: Way) -> StepRow:
    state = way.standing.state
    if state in (SELF_ASSESSED, REVIEWED_STATE, *LOCKED):
        return StepRow("自评", DONE)
    return StepRow("自评", NOW, "", "", (StepDeed(SELF, "自评完成", "plain", "我方的数已录完"),))


def _review(way: Way) -> StepRow:
    told = [_difference(one) for one in way.differences]
    words = f"{_listed(told, FEW)}\n[逐项对照](view:review)" if told else SAME
    aside = f"{len(told)} 处差异" if told else ""
    if way.standing.locked or way.standing.state == REVIEWED_STATE:
        return StepRow("复核", DONE, aside, words if told else "")
    state = NOW if way.standing.state == SELF_ASSESSED else LATER
    deed = StepDeed(REVIEW, "复核完成", "plain", "甲方的数都录好了")
    if state == LATER:
        return StepRow("复核", LATER, aside, words if told else "", (deed,))
    return StepRow("复核", NOW, aside, f"{words}　[到“指标”页录甲方的数](page:indicators)", (deed,))


def _difference(one: Opinion) -> str:
    where = plain(" ".join(part for part in (one.what, one.field) if part))
    change = f"，{one.change}" if one.change else ""
    why = plain(one.reason) if one.reason else "没有写明理由"
    return f"{where}：{plain(one.was)} → **{plain(one.now)}**{change}（{why}）"


def _month(month: MonthClosing) -> Iterator[StepRow]:
    for one in month.steps:
        aside = f"{one.done} / {one.total}" if one.total else "无"
        told = _listed([plain(line) for line in one.left])
        words = f"{told}\n[到“扣罚”页处理]({FINES})" if told else ""
        yield StepRow(one.name, DONE if one.finished else NOW, aside, words)


def _freeze(way: Way) -> StepRow:
    current = way.standing.current
    if way.standing.locked and current:
        words = f"**{current.number}**　{current.made_at:%Y-%m-%d %H:%M}\n摘要 {grouped(current.digest)}"
        words += f"\n说明：{plain(current.reason)}" if current.reason else ""
        deeds = [StepDeed(PRINT, "打印表单", "plain", "到“表单”页打印、保存；整套用右上角的月结包")]
        if len(way.standing.revisions) > 1:
            deeds.append(StepDeed(COMPARE, "差异对照表", "plain", "与上一版逐项对照，可打印"))
        if way.standing.state == FROZEN:
            deeds.append(StepDeed(WITHDRAW, "撤回送签…", "danger", "定稿前可撤回，写明理由"))
        return StepRow("送签", DONE, "", words, tuple(deeds))
    words = "冻结数据、规则和结果，编号并算出摘要。"
    words += "仍有缺项，送签要写明理由。" if way.needs or open_of(way.month) else ""
    if way.standing.current:
        words += f"上一版 {way.standing.current.number} {STATES[way.standing.state]}，[照样可查可印](view:versions)。"
    state = NOW if way.conduct or way.standing.state in (SELF_ASSESSED, REVIEWED_STATE) else LATER
    return StepRow(
        "送签",
        state,
        "",
        words,
        (StepDeed(FREEZE, "送签…" if way.asks else "送签", "primary" if state == NOW else "plain"),),
    )


def open_of(month: MonthClosing | None) -> tuple[str, ...]:
    """What is still to be done of a month of fines, in a line each."""
    return tuple(f"{one.name}：{one.done} / {one.total}" for one in month.steps if not one.finished) if month else ()


def _deliver(way: Way) -> StepRow:
    now, locked = way.standing, way.standing.locked
    title = "送达与异议"
    if not locked:
        return StepRow(title, LATER, "", "送签以后登记送达，异议期按合同的工作日计算。")
    deeds = [StepDeed(DELIVER, "登记送达…" if now.received_on is None else "改送达日…")]
    if now.received_on is None:
        return StepRow(title, NOW, "", "还没有登记送达。", tuple(deeds))
    deeds.append(StepDeed(OBJECT, "登记异议…"))
    deeds.append(StepDeed(RECEIPT, "附回执…", "plain", "回执的扫描件"))
    words = f"{now.received_on} 送达，{clock(way)}"
    words += f"\n回执：{plain(way.receipt)}" if way.receipt else ""
    words += "".join(f"　[看 {plain(one.name)}](show:{one.id})" for one in way.receipts)
    words += f"\n异议：{plain(now.objection)}" if now.objection else ""
    over = now.state == SEALED or now.objection_until is None or way.today > now.objection_until
    return StepRow(title, DONE if over else NOW, "", words, tuple(deeds))


def clock(way: Way) -> str:
    """How long an objection may still be raised."""
    until = way.standing.objection_until
    if until is None:
        return "合同没有规定异议期。"
    if way.today > until:
        return f"异议期到 {until} 届满。"
    left = way.calendar.working_days(way.today, until) - way.calendar.is_working(way.today)
    unknown = "" if way.calendar.announced(until.year) else "（该年节假日安排未公布，按周一至周五计）"
    return f"异议至 {until}，还剩 {left} 个工作日{unknown}。"


def _sign(way: Way) -> StepRow:
    absent = lacking(way.standing.sheet, way.signed)
    told = "\n".join(_signature(one, way.standing.state == FROZEN) for one in way.signed)
    if not way.standing.locked:
        return StepRow("签认", LATER, "", "双方在纸上签字盖章后登记，附扫描件。")
    if way.standing.state == SEALED:
        return StepRow("签认", DONE, absent, told)
    deeds = (StepDeed(SIGN, "登记签认…", "plain", "谁、什么身份、哪一天、怎样签的"),)
    return StepRow("签认", NOW if absent else DONE, absent, told, deeds)


def _signature(one: Signature, is_open: bool) -> str:
    what = "图片" if one.how == PICTURE else "扫描件"
    scan = f"换{what}" if one.scan else f"附{what}"
    words = f"{plain(one.role)}　**{plain(one.signer)}**　{one.signed_on}　{HOW[one.how]}"
    words += f"（{plain(one.note)}）" if one.note else ""
    words += f"　[看{what}](show:{one.scan})" if one.scan else ""
    words += f"　[{scan}](scan:{one.id})"
    return words + (f"　[作废](unsign:{one.id})" if is_open else "")


def _seal(way: Way) -> StepRow:
    if way.standing.state == SEALED:
        words = "只能查看。要修改请重新打开并写明理由，旧版本照样可查可印；或在以后的期间登记更正。"
        return StepRow("定稿", DONE, "已定稿", words, (StepDeed(REOPEN, "重新打开…", "danger"),))
    if way.standing.state != FROZEN:
        return StepRow("定稿", LATER)
    absent = lacking(way.standing.sheet, way.signed)
    words = f"{absent}；没有签认的，定稿要写明理由。" if absent else "双方已签认。"
    deed = StepDeed(SEAL, "定稿…", "plain") if absent else StepDeed(SEAL, "定稿", "primary")
    return StepRow("定稿", LATER if absent else NOW, "", words, (deed,))
