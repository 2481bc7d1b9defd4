"""A project: one contract in force, with its dated parameters and the readings the two parties agreed on."""

from db.tables.base import day, looked_up, noun, text, unique_while_valid, word

PROJECT = noun(
    "project",
    word("code"),
    word("name"),
    word("scheme"),
    word("party_a", optional=True),
    word("party_b", optional=True),
    day("first_day", optional=True),
    day("last_day", optional=True),
    day("signed_on", optional=True),
    day("effective_on", optional=True),
    text("note"),
    by="",
    silent=("name", "party_a", "party_b", "note", "signed_on", "effective_on"),
)
unique_while_valid(PROJECT, "code")

# A parameter (the local minimum wage, the number of contracted agents …) holds from a day until the next one.
PARAMETER = noun(
    "parameter", word("key"), day("since"), word("word"), word("source", optional=True), text("note"), days=("since",)
)
unique_while_valid(PARAMETER, "project_id", "key", "since")

READING = noun(
    "reading",
    word("sheet"),
    word("option"),
    word("choice"),
    day("since"),
    word("agreed_by", optional=True),
    day("agreed_on", optional=True),
    text("note"),
    days=("since",),
    silent=("agreed_by", "agreed_on", "note"),
)
unique_while_valid(READING, "project_id", "sheet", "option", "since")

# What happened before this store began: an earlier period's figure, or what a person already used.
OPENING = noun(
    "opening",
    word("period", optional=True),
    day("since"),
    word("person", optional=True),
    word("key"),
    word("word"),
    word("source"),
    text("note"),
    days=("since",),
    silent=("source", "note"),
)
looked_up(OPENING, "project_id", "period")
