"""Obligations as an iCalendar file, for the calendar of a phone or a mail program: dates only, no personal data."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

from app.ledger.obligations import DONE, EXCUSED, Obligation
from app.obligation_rules import Obligation as Rule

WIDTH = 75  # octets of a line; longer ones go on in the next, behind a space
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})
DAY = timedelta(days=1)


def calendar_text(name: str, code: str, due: Iterable[Obligation], rules: Mapping[str, Rule], made_at: datetime) -> str:
    """The file's text. The same obligation keeps its name, so that a second import replaces the first."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hotline-ledger//obligations//ZH", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{_plain(name)} 义务"]
    for one in due:
        if one.rule in rules and one.status != EXCUSED:
            lines += _event(code, one, rules[one.rule], made_at)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in folded(line))


def _event(code: str, one: Obligation, rule: Rule, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{code}-{one.rule}-{one.key}@hotline-ledger".replace(" ", "_")
    yield f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if one.due_at is not None:
        yield f"DTSTART:{one.due_at:%Y%m%dT%H%M%S}"
        yield "DURATION:PT0S"
    else:
        yield f"DTSTART;VALUE=DATE:{_day(one.due_on)}"
        yield f"DTEND;VALUE=DATE:{_day(one.due_on + DAY)}"
    done = one.status == DONE
    yield f"SUMMARY:{'（已办）' if done else ''}{_plain(rule.name)}"
    yield f"DESCRIPTION:{_plain(f'{rule.clause}：{rule.words}')}"
    yield "TRANSP:TRANSPARENT"
    if not done:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_plain(rule.name)}", "TRIGGER:-P1D", "END:VALARM")
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _plain(text: str) -> str:
    """Text as a value: what has a meaning of its own is escaped."""
    return text.translate(ESCAPED)


def folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, never cut inside a character."""
    part, size, room = "", 0, WIDTH
    for sign in line:
        octets = len(sign.encode())
        if size + octets > room:
            yield part
            # The space that begins what goes on counts too.
            part, size, room = " ", 1, WIDTH
        part += sign
        size += octets
    yield part
