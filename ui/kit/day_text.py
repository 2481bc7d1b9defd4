"""A day as people type it: 2025-12-03, 2025/12/3, 2025年12月3日, 20251203; 12-3 and 3 within the day that is shown."""

import re
import unicodedata

from PySide6.QtCore import QDate

SIGNS = frozenset("0123456789-/.年月日号 ")
ALIKE = str.maketrans({"。": ".", "−": "-", "–": "-", "—": "-", "、": "."})
BETWEEN = re.compile(r"[-/.年月\s]+")
WHOLE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")


def plain(text: str) -> str:
    """In half width and with the usual signs."""
    return unicodedata.normalize("NFKC", text).translate(ALIKE)


def day_of(text: str, shown: QDate, month_only: bool = False) -> QDate | None:
    """The day that a text stands for; `month_only`: a single number is the month of the day that is shown."""
    told = plain(text).strip().rstrip("日号").strip()
    whole = WHOLE.fullmatch(told)
    parts = list(whole.groups()) if whole else BETWEEN.split(told)
    if not 1 <= len(parts) <= 3 or not all(one.isdecimal() for one in parts):
        return None
    numbers = [int(one) for one in parts]
    if len(parts) == 3:
        made = QDate(*numbers) if len(parts[0]) == 4 else QDate()
    elif len(parts[0]) > 2 or len(parts[-1]) > 2:
        made = QDate()
    elif len(parts) == 2:
        made = QDate(shown.year(), *numbers)
    elif month_only:
        first = QDate(shown.year(), numbers[0], 1)
        made = QDate(shown.year(), numbers[0], min(shown.day(), first.daysInMonth())) if first.isValid() else first
    else:
        made = QDate(shown.year(), shown.month(), numbers[0])
    return made if made.isValid() else None
