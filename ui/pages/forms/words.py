"""What the page says of a form: draft or frozen, for when, and why it cannot be made."""

from app.errors import Refused
from app.forms.sheet import Stamp
from app.ledger.periods import STATES, Standing
from app.periods import Period

SHOWN_DIGITS = 12


def state_of(stamp: Stamp, standing: Standing | None) -> tuple[str, str, str]:
    """A chip's words and tone, and what stands beside it."""
    digest = f"摘要 {stamp.digest[:SHOWN_DIGITS]}" if stamp.digest else ""
    if stamp.draft:
        return "草稿", "warn", "　".join(one for one in ("送签后换成编号", digest) if one)
    if not stamp.number:
        return "台账清单", "neutral", "按台账现状，不需送签"
    if stamp.old:
        return "旧版本", "warn", f"编号 {stamp.number}　{digest}"
    state = STATES[standing.state] if standing else ""
    tone = "good" if standing and standing.state == "sealed" else "accent"
    return state or "已送签", tone, f"编号 {stamp.number}　{digest}"


def why_not(refused: Refused) -> str:
    """The reasons, a line each."""
    return "\n".join(dict.fromkeys(fault.reason for fault in refused.faults[:6]))


def short(period: Period) -> str:
    """8月, 三季度, 2025年."""
    if period.kind == "month":
        return f"{period.number}月"
    return f"{'一二三四'[period.number - 1]}季度" if period.kind == "quarter" else f"{period.year}年"
