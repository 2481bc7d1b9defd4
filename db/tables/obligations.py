"""Obligations: what must be filed or done, until when, and the proof."""

from db.tables.base import day, flag, link, looked_up, moment, noun, text, unique_while_valid, word

# status: open, done, missed (confirmed by a person), excused.
OBLIGATION = noun(
    "obligation",
    word("rule"),
    word("key"),
    link("person", optional=True),
    moment("happened_at"),
    day("from_day"),
    day("due_on"),
    moment("due_at"),
    flag("announced"),
    word("status"),
    day("done_on", optional=True),
    text("proof"),
    text("reason"),
    days=("due_on",),
    silent=("proof", "reason", "done_on", "announced"),
)
looked_up(OBLIGATION, "project_id", "due_on")
unique_while_valid(OBLIGATION, "project_id", "rule", "key")
