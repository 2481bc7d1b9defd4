"""A chance in words: what would have to happen, and what it would be worth."""

from app.exact import show, show_money
from app.scoring.moves import amount
from app.scoring.what_if import Chance
from app.scoring.words import spoken


def sentence(chance: Chance) -> str:
    """One chance in words."""
    line, move = chance.line, chance.move
    what = f"{line.indicator.name}{f'（{spoken(chance.label)}）' if chance.label else ''}"
    size = f"{amount(move, chance.far)} {move.unit}"
    good = move.better == (move.way in ("turn_up", "more_hits"))
    counts = "达标" if good else "计入"
    moved = {
        "turn_up": f"现有的再多 {size}{counts}（{move.words}）",
        "turn_down": f"现有的再少 {size}{counts}（{move.words}）",
        "more_hits": f"再增加 {size}且都{counts}（{move.words}）",
        "more_misses": f"再增加 {size}且都不{counts}（{move.words}）",
    }.get(move.way, f"{move.words} {size}")
    effects = [] if line.indicator.in_money else [f"{_signed(show(chance.points))} 分"]
    if chance.fen:
        effects.append(f"{'多付' if chance.fen > 0 else '少付'} {show_money(abs(chance.fen))} 元")
    odd = "；指标变好反而吃亏（变差反而得利），条款本身如此" if chance.reverses else ""
    return f"{what}：{moved} → {'，'.join(effects)}{odd}"


def _signed(text: str) -> str:
    return text if text.startswith("-") else f"+{text}"
