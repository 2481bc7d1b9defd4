"""Words that people typed, as they may leave the floor: without anybody's numbers."""

import re

# Telephone, identity and bank numbers in what people typed: none of them belongs on paper that leaves the floor.
# Seven or eight digits are one only where the words before say so; the number of an order is nobody's.
NUMBERS = re.compile(
    r"(?<![0-9A-Za-z.])(?:"
    r"1[3-9][0-9](?:[ -]?[0-9]{4}){2}"
    r"|0[0-9]{2,3}[ -]?[0-9]{7,8}"
    r"|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?"
    r"|[0-9]{11,20}[Xx]?"
    r"|[0-9]{7,8}"
    r")(?![0-9A-Za-z.])"
)
ORDER = re.compile(r"(?:工单|单号|编号|案件)[号：: ]*$")
CALL = re.compile(r"(?:电话|手机|号码|联系|来电|致电|拨打|回拨|座机)[^0-9，。；、]{0,4}$")
DAY = re.compile(r"20[0-9]{2}[01][0-9][0-3][0-9]")
SHORTEST = 10
HIDDEN = "（号码略）"


def masked(text: str) -> str:
    """Words somebody typed, without anybody's telephone, identity or bank number; dates and order numbers stay."""

    def hidden(found: re.Match[str]) -> str:
        before, short = text[: found.start()], len(found[0]) < SHORTEST
        kept = DAY.fullmatch(found[0]) or ORDER.search(before) or (short and not CALL.search(before))
        return found[0] if kept else HIDDEN

    return NUMBERS.sub(hidden, text)
