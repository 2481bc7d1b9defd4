"""Small words that several sentences share."""

import re

_DAY = re.compile(r"[0-9]{4}-([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"[0-9]{4}-([0-9]{2})")


def spoken(label: str) -> str:
    """A label as one says it: 2025-09-03 is 9月3日, 2025-09 is 9月."""
    days = _DAY.sub(lambda found: f"{int(found[1])}月{int(found[2])}日", label)
    return _MONTH.sub(lambda found: f"{int(found[1])}月", days)
