"""Training: what was planned, what was held, who came."""

from db.tables.base import day, flag, link, looked_up, noun, number, text, word

TRAINING_PLAN = noun(
    "training_plan",
    word("month"),
    word("topic"),
    word("kind"),
    number("hours", 2),
    day("planned_on", optional=True),
    day("filed_on", optional=True),
    text("note"),
)

TRAINING_SESSION = noun(
    "training_session",
    link("training_plan", optional=True),
    day("day"),
    word("topic"),
    word("kind"),
    number("hours", 2, optional=False),
    word("trainer", optional=True),
    word("place", optional=True),
    word("status"),
    flag("poor"),
    text("note"),
    days=("day",),
    silent=("topic", "trainer", "place", "note"),
)
looked_up(TRAINING_SESSION, "project_id", "day")

TRAINING_ATTENDANCE = noun(
    "training_attendance",
    link("training_session"),
    link("person"),
    day("day"),
    flag("came"),
    number("hours", 2),
    number("mark", 2),
    text("excuse"),
    days=("day",),
    silent=("mark", "excuse"),
)
looked_up(TRAINING_ATTENDANCE, "training_session_id")
looked_up(TRAINING_ATTENDANCE, "project_id", "day")
