"""How the shell says things: periods, distances, lock states, what is filled in."""

from app.exact import show
from app.ledger.overview import Headline
from app.ledger.periods import LOCKED, STATES, Standing
from app.periods import Period
from app.scoring.assess import Assessment
from app.scoring.distance import Distance
from ui.kit.number_text import money


def period_text(period: Period) -> str:
    """2025年12月, 2025年第三季度."""
    if period.kind == "month":
        return f"{period.year}年{period.number}月"
    return f"{period.year}年第{'一二三四'[period.number - 1]}季度" if period.kind == "quarter" else f"{period.year}年"


def headline(assessment: Assessment) -> tuple[str, str]:
    """The live figure and its unit: the score, or what is taken off where the contract counts in money."""
    if assessment.score is not None:
        return show(assessment.score), "分"
    return money(assessment.fen), "元扣款"


def distance_text(apart: Distance) -> str:
    """How far it is to the next band, in points and in yuan."""
    told: list[str] = []
    if apart.up is not None and apart.up.fen:
        told.append(f"再得 {show(apart.up.points)} 分多付 {money(apart.up.fen)} 元")
    if apart.down is not None and apart.down.fen is not None:
        cost = money(abs(apart.down.fen))
        more = f"，其下每分 {cost} 元" if apart.down.each_point else f"，跌破少付 {cost} 元"
        told.append(f"高出 {show(apart.down.edge.score)} 分线 {show(apart.down.points)} 分{more}")
    return "；".join(told)


def filled_text(found: Headline) -> str:
    """13/13 已录入."""
    done, total = found.filled
    return f"{done}/{total} 已录入"


def state_text(standing: Standing | None) -> str:
    """录入中, 已送签, 已定稿 …, with the number of the revision where one stands."""
    if standing is None:
        return ""
    number = f" {standing.current.number}" if standing.current and standing.state in LOCKED else ""
    return STATES[standing.state] + number


def locked_words(standing: Standing) -> str:
    """Why a page is read-only, and what one may do instead."""
    way = "撤回送签" if standing.state == "frozen" else "重新打开"
    return f"本期{STATES[standing.state]}，只能查看。要修改请先{way}并写明理由，或在以后的期间登记更正。"
