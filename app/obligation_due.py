"""When obligations are due: generated over a term, or counted from what happened."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.obligation_rules import Obligation, ObligationRules, under
from app.periods import Kind, Period, Term
from app.workdays import Calendar

DAY = timedelta(days=1)
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Due:
    """One obligation of one span; `announced` is False where an unknown holiday arrangement was counted over."""

    rule_id: str
    key: str
    first_day: date
    due_on: date
    due_at: time | None = None
    announced: bool = True


def scheduled(
    rules: ObligationRules,
    term: Term,
    calendar: Calendar,
    dates: Mapping[str, date] | None = None,
    chosen: Mapping[str, str] | None = None,
) -> tuple[Due, ...]:
    """Every dated obligation of a term, in order of its day; a term must have both ends to be gone through."""
    if term.first is None or term.last is None:
        return ()
    known = {"start": term.first, "end": term.last, **rules.dates, **(dates or {})}
    found = [due for rule in under(rules, chosen or {}) for due in _of(rule, term.first, term.last, known, calendar)]
    inside = [due for due in found if due.due_on >= min(term.first, due.first_day)]
    return tuple(sorted(inside, key=lambda due: (due.due_on, due.rule_id, due.key)))


def _of(rule: Obligation, first: date, last: date, known: Mapping[str, date], calendar: Calendar) -> Iterator[Due]:
    if rule.every == "once":
        if rule.anchor in known:
            anchor = known[rule.anchor]
            day, announced = _counted(rule, anchor, calendar)
            yield Due(rule.id, rule.anchor, min(anchor, day), day, None, announced)
    elif rule.every == "week":
        yield from _weeks(rule, first, last)
    elif rule.every in ("year", "half_year"):
        yield from _years(rule, first, last)
    elif rule.every:
        yield from _periods(rule, "month" if rule.every == "month" else "quarter", first, last)


def _counted(rule: Obligation, day: date, calendar: Calendar) -> tuple[date, bool]:
    if rule.unit == "working_days":
        return calendar.after(day, rule.amount)
    return (day + DAY * rule.amount, True) if rule.unit == "days" else (day, True)


def _weeks(rule: Obligation, first: date, last: date) -> Iterator[Due]:
    """Each ISO week that touches the term, due on its Sunday or the term's last day."""
    monday = first - DAY * first.weekday()
    while monday <= last:
        year, week, _ = monday.isocalendar()
        yield Due(rule.id, f"{year:04d}-W{week:02d}", max(first, monday), min(last, monday + DAY * SUNDAY))
        monday += DAY * 7


def _periods(rule: Obligation, kind: Kind, first: date, last: date) -> Iterator[Due]:
    number = first.month if kind == "month" else (first.month - 1) // 3 + 1
    one = Period(kind, first.year, number)
    while one.first <= last:
        day = _day_of(rule, one, last)
        if day >= first:
            yield from _times(rule, str(one), min(max(one.first, first), day), day)
        one = one.before(-1)


def _day_of(rule: Obligation, one: Period, last: date) -> date:
    """The stated day of the period's last month or of the next one, or so many days before the end."""
    if not rule.day:
        return min(one.last, last) - DAY * rule.before_end
    month = one.months[-1].before(-1) if rule.next_month else one.months[-1]
    return month.first.replace(day=min(rule.day, month.days))


def _years(rule: Obligation, first: date, last: date) -> Iterator[Due]:
    """Years, or halves of them, counted from the term's first day."""
    months = 12 if rule.every == "year" else 6
    start, number = first, 0
    while start <= last:
        number += 1
        # Counted from the term's first day each time: from 31 August over 28 February it comes back to the 31st.
        following = _months_on(first, months * number)
        yield from _times(rule, str(start), start, min(last, following - DAY))
        start = following


def _months_on(day: date, months: int) -> date:
    month = Period("month", day.year, day.month).before(-months)
    return month.first.replace(day=min(day.day, month.days))


def _times(rule: Obligation, key: str, first: date, due: date) -> Iterator[Due]:
    """At least so many times in a span: one obligation each."""
    for at in range(rule.times):
        yield Due(rule.id, key if rule.times == 1 else f"{key}#{at + 1}", first, due)


def after(rule: Obligation, happened: datetime, calendar: Calendar) -> Due:
    """When a thing that just happened obliges to something."""
    key = happened.isoformat(timespec="minutes")
    if rule.unit in ("minutes", "hours", "hours_ahead"):
        span = timedelta(minutes=rule.amount) if rule.unit == "minutes" else timedelta(hours=rule.amount)
        moment = happened - span if rule.unit == "hours_ahead" else happened + span
        return Due(rule.id, key, min(moment, happened).date(), moment.date(), moment.time())
    day, announced = _counted(rule, happened.date(), calendar)
    return Due(rule.id, key, happened.date(), day, None, announced)
