"""Days, times and amounts as people type them in a hurry: 昨天, 上周三, 9/3, 9月3日, 3号, 14:05, 3次, 200元."""

import re
from datetime import date, time, timedelta
from decimal import Decimal

from app.periods import Term

AGO = {"今天": 0, "今日": 0, "jt": 0, "昨天": 1, "昨日": 1, "zt": 1, "前天": 2, "qt": 2, "大前天": 3}
WEEK = re.compile(r"(上上|上|本|这)?(?:周|星期|礼拜)([一二三四五六日天])")
FULL = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
SHORT = re.compile(r"(\d{1,2})[-/.月](\d{1,2})(?:日|号)?")
ONLY = re.compile(r"(\d{1,2})(?:日|号)")
CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
MONEY = re.compile(r"(\d+(?:\.\d{1,2})?)(?:元|块)")
MANY = re.compile(r"(?:[x×*](\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)(?:次|件|条|天|个|项|小时|封|面|人)|半天)")
DIGITS = re.compile(r"\d+(?:\.\d+)?")


def day_of(token: str, today: date, term: Term) -> date | str | None:
    """The day a token means, why there is none, or None where it speaks of no day."""
    if token in AGO:
        return today - timedelta(days=AGO[token])
    if found := WEEK.fullmatch(token):
        return _weekday(found, today)
    if found := FULL.fullmatch(token):
        year, month, day = map(int, found.groups())
        return _made(year, month, day)
    if found := SHORT.fullmatch(token):
        return _nearest([_made(year, *map(int, found.groups())) for year in (today.year, today.year - 1)], today, term)
    if found := ONLY.fullmatch(token):
        before = today.replace(day=1) - timedelta(days=1)
        months = ((today.year, today.month), (before.year, before.month))
        return _nearest([_made(*month, int(found.group(1))) for month in months], today, term)
    return None


def _weekday(found: re.Match[str], today: date) -> date:
    """The last such day that has come; with 上 of the week before."""
    at = "一二三四五六日".index(found.group(2).replace("天", "日"))
    monday = today - timedelta(days=today.weekday())
    weeks = {"上上": 2, "上": 1}.get(found.group(1) or "", 0)
    day = monday + timedelta(days=at - 7 * weeks)
    return day - timedelta(days=7) if not found.group(1) and day > today else day


def _made(year: int, month: int, day: int) -> date | str:
    try:
        return date(year, month, day)
    except ValueError:
        return f"没有 {month} 月 {day} 日这一天"


def _nearest(tried: list[date | str], today: date, term: Term) -> date | str:
    """The one that has come and lies in the contract's term; else the first that exists."""
    days = [one for one in tried if isinstance(one, date)]
    good = [one for one in days if one <= today and term.holds(one)] or [one for one in days if one <= today] or days
    return good[0] if good else tried[0]


def time_of(token: str) -> time | str | None:
    """14:05."""
    found = CLOCK.fullmatch(token)
    if found is None:
        return None
    hour, minute = map(int, found.groups())
    return time(hour, minute) if hour < 24 and minute < 60 else f"没有 {token} 这个时间"


def fen_of(token: str) -> int | None:
    """200元, exact to the fen."""
    found = MONEY.fullmatch(token)
    return int(Decimal(found.group(1)) * 100) if found else None


def quantity_of(token: str) -> Decimal | None:
    """×3, 3次, 2小时, 半天; a bare number is one too, where it can be nothing else."""
    found = MANY.fullmatch(token)
    if found:
        return Decimal(found.group(1) or found.group(2) or "0.5")
    return Decimal(token) if DIGITS.fullmatch(token) else None
