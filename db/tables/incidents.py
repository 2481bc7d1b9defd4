"""What happened on the floor: one row a person and clause; a happening joins the rows that come from one event."""

from sqlalchemy import Column, Integer

from db.tables.base import day, fen, flag, link, looked_up, moment, noun, number, text, word

HAPPENING = noun("happening", day("day"), text("words"), silent=("words",))

INCIDENT = noun(
    "incident",
    link("happening", optional=True),
    word("kind"),
    word("item"),
    link("person", optional=True),
    link("obligation", optional=True),
    day("day"),
    number("quantity", 4, optional=False),
    flag("severe"),
    fen("fen"),
    text("amount_reason"),
    fen("joint_fen"),
    text("waived"),
    word("status"),
    text("status_reason"),
    day("decided_on", optional=True),
    moment("called_at"),
    moment("reported_at"),
    word("source", optional=True),
    text("words"),
    days=("day",),
    silent=("words", "source", "amount_reason", "status_reason", "decided_on"),
)
looked_up(INCIDENT, "project_id", "day")
looked_up(INCIDENT, "happening_id")
looked_up(INCIDENT, "obligation_id")

# A decision that comes after its period was sealed takes effect here, in a later one, and says of what.
ADJUSTMENT = noun(
    "adjustment",
    word("sheet"),
    day("day"),
    word("about"),
    link("person", optional=True),
    link("incident", optional=True),
    fen("fen"),
    text("reason"),
    days=("day",),
)
looked_up(ADJUSTMENT, "project_id", "day")

ATTACHMENT_LINKS = (
    "incident", "kpi_value", "obligation", "leave", "training_session", "signature", "opening", "assessment",
)  # fmt: skip
EVIDENCE = noun("evidence", word("noun"), Column("row_id", Integer, nullable=False), link("attachment"), text("note"))
looked_up(EVIDENCE, "noun", "row_id")
