"""Amounts in the capitals of Chinese banking: 壹仟肆佰零玖元伍角整."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿")


def capitals(fen: int) -> str:
    """An amount in fen as it is written out."""
    yuan, rest = divmod(abs(fen), 100)
    jiao, single = divmod(rest, 10)
    whole = f"{_whole(yuan)}元" if yuan else ""
    cents = f"{DIGITS[jiao]}角" if jiao else ("零" if yuan and single else "")
    cents += f"{DIGITS[single]}分" if single else "整"
    told = whole + cents if whole or rest else "零元整"
    return f"负{told}" if fen < 0 else told


def _whole(number: int) -> str:
    """Groups of four digits, a zero between groups where places are skipped."""
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    told = ""
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if not group:
            continue
        gap = told and (group < 1000 or not groups[at + 1])
        told += ("零" if gap else "") + _group(group) + GROUPS[at]
    return told


def _group(number: int) -> str:
    told, skipped = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            skipped = bool(told)
            continue
        told += ("零" if skipped else "") + DIGITS[digit] + UNITS[place]
        skipped = False
    return told
