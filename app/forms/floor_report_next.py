"""What the next period begins with, told from the figures: where most was lost, the smallest steps, what is due."""

from collections.abc import Iterator

from app.exact import show, show_money
from app.forms.floor_duties import duties_of
from app.forms.floor_report_floor import UNRECORDED, paragraph
from app.forms.floor_seen import NEXT, Seen, figure
from app.forms.sheet import Block, Text
from app.forms.styles import HEADING
from app.ledger.overview import cheapest
from app.scoring.chance_words import sentence
from app.scoring.what_if import Chance, chances, chances_of

MOST_LOST = 3


def measures(one: Seen, number: str) -> Iterator[Block]:
    """What the next period begins with: where the most was lost, the smallest steps that pay, what is due."""
    after = NEXT[one.period.kind]
    yield Text(f"{number}、{after}措施", HEADING)
    told = [*_from_losses(one), *_from_chances(one), *_from_gaps(one)]
    coming = one.period.before(-1)
    if one.term.days_in(coming):
        due = duties_of(one.wanted, coming)
        names = "、".join(dict.fromkeys(each.name for each in due))
        told += [f"按期办理{after}到期的合同义务 {len(due)} 项：{names}。"] if due else []
    else:
        told.append(f"{after}不在合同期内，按合同办理移交。")
    for at, text in enumerate(told, 1):
        yield paragraph(f"（{at}）{text}")


def _from_losses(one: Seen) -> Iterator[str]:
    """The lines that lost most, each with what would have lost less."""
    for each in one.losses[:MOST_LOST]:
        line = one.judged.worked[each.id]
        better = [chance for chance in chances_of(one.judged.assessment, line) if chance.move.better]
        word = "扣款" if one.in_money else "失分"
        said = f"{each.name}{one.ours}{word} {figure(one, each.by)}，列为重点"
        if better:
            best = min(better, key=lambda chance: chance.far)
            said += f"；以{one.ours}数据测算，{_step(best)}"
        yield f"{said}。"


def _from_chances(one: Seen) -> Iterator[str]:
    """The cheapest improvements that the first sentences have not named yet."""
    if one.judged.blank:
        return
    named = {each.id for each in one.losses[:MOST_LOST]}
    found = [chance for chance in cheapest(chances(one.judged.assessment)) if chance.line.indicator.id not in named]
    for chance in found:
        yield f"{sentence(chance).partition('：')[0]}：以{one.ours}数据测算，{_step(chance)}。"


def _step(chance: Chance) -> str:
    """The smallest step that changes something, and what it would be worth."""
    moved = sentence(chance).partition("：")[2].partition(" → ")[0]
    worth = [f"增 {show(chance.points)} 分"] if chance.points > 0 else []
    worth += [f"{'多付' if chance.points else '少扣'} {show_money(chance.fen)} 元"] if chance.fen else []
    return f"{moved}，可{'、'.join(worth)}" if worth else moved


def _from_gaps(one: Seen) -> Iterator[str]:
    if missing := one.missing():
        yield f"补录{one.ours}{UNRECORDED}的资料：{'、'.join(missing)}。"
