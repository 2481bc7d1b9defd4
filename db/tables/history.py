"""History: one entry a transaction, each holding the digest of the one before; images in their own table."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from db.tables.base import key, link, looked_up, metadata, text, word

# `words` and `reason` may name people, so the chain holds their digest; they can be destroyed and it still verifies.
HISTORY = Table(
    "history",
    metadata,
    key(),
    Column("at", String(32), nullable=False),
    word("user"),
    word("action"),
    link("project", optional=True),
    link("history", "undoes", optional=True),
    text("words"),
    text("reason"),
    word("salt", optional=True),
    word("words_digest"),
    word("previous"),
    word("digest"),
)

# One image holds rows of one table, as JSON lists in the order of `columns`; before is empty for new rows.
IMAGE = Table(
    "history_image",
    metadata,
    Column("history_id", Integer, ForeignKey("history.id"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("noun", String(200), nullable=False),
    Column("first_row", Integer, nullable=False),
    Column("last_row", Integer, nullable=False),
    Column("columns", Text, nullable=False),
    text("before"),
    text("after"),
    word("salt", optional=True),
    word("digest"),
)
looked_up(IMAGE, "noun", "first_row")
