"""Periods and their revisions: what was sent for signature and what was sealed, each with its digest."""

from sqlalchemy import UniqueConstraint

from db.tables.base import day, link, looked_up, moment, noun, text, unique_while_valid, whole, word

# sheet: contract, conduct. state: open, self_assessed, reviewed, frozen, sealed, withdrawn, reopened.
ASSESSMENT = noun(
    "assessment",
    word("sheet"),
    word("period"),
    day("first_day"),
    day("last_day"),
    word("state"),
    day("received_on", optional=True),
    day("objection_until", optional=True),
    text("objection"),
    text("reason"),
)
unique_while_valid(ASSESSMENT, "project_id", "sheet", "period")

# The running number counts within a project; the digest is over everything the revision holds.
REVISION = noun(
    "revision",
    link("assessment"),
    whole("serial"),
    word("number"),
    word("state"),
    moment("made_at"),
    text("reason"),
    word("scheme"),
    word("version"),
    word("digest"),
)
unique_while_valid(REVISION, "project_id", "number")

# Never changed after it was written: facts, scheme text, readings, result, difference, each as canonical text.
REVISION_TEXT = noun("revision_text", link("revision"), word("name"), text("content"), word("digest"))
REVISION_TEXT.append_constraint(UniqueConstraint("revision_id", "name"))

SIGNATURE = noun(
    "signature",
    link("revision"),
    word("role"),
    word("signer"),
    day("signed_on"),
    word("how"),
    link("attachment", optional=True),
    text("note"),
)
looked_up(SIGNATURE, "revision_id")
