"""Attendance: shifts, the roster, the marks of each day, and requests for leave."""

from db.tables.base import day, flag, link, looked_up, moment, noun, number, text, unique_while_valid, whole, word

SHIFT = noun(
    "shift", word("code"), word("name"), word("starts"), word("ends"), flag("night"), whole("least"), text("note")
)
unique_while_valid(SHIFT, "project_id", "code")

ROSTER = noun("roster", link("person"), day("day"), link("shift"), text("note"), silent=("note",))
looked_up(ROSTER, "project_id", "day")

LEAVE = noun(
    "leave",
    link("person"),
    word("kind"),
    day("first_day"),
    word("first_half"),
    day("last_day"),
    word("last_half"),
    number("days", 2, optional=False),
    moment("asked_at"),
    text("special"),
    text("documents"),
    word("approver", optional=True),
    word("status"),
    day("decided_on", optional=True),
    text("note"),
    days=("first_day", "last_day"),
    silent=("note", "approver", "decided_on"),
)
looked_up(LEAVE, "project_id", "first_day")

# A mark of a night shift belongs to the day the shift begins. part: day, am, pm.
ATTENDANCE = noun(
    "attendance",
    link("person"),
    day("day"),
    word("part"),
    word("code"),
    whole("minutes"),
    link("leave", optional=True),
    word("source"),
    text("note"),
    days=("day",),
    silent=("note", "source"),
)
looked_up(ATTENDANCE, "project_id", "day")
looked_up(ATTENDANCE, "person_id", "day")
looked_up(ATTENDANCE, "leave_id")
