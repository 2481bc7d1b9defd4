"""Users, settings and attached files."""

from sqlalchemy import Column, LargeBinary

from db.tables.base import flag, link, noun, text, unique_while_valid, whole, word

USER = noun("account", word("name"), word("display"), word("role"), text("password"), flag("active"), by="")
unique_while_valid(USER, "name")

SETTING = noun("setting", word("key"), text("word"), by="")
unique_while_valid(SETTING, "key")

# Content is addressed by its digest and never changes; destroying it leaves digest, name and size.
ATTACHMENT = noun(
    "attachment", word("digest"), word("name"), word("media"), whole("size"), Column("content", LargeBinary)
)
unique_while_valid(ATTACHMENT, "project_id", "digest")

__all__ = ["ATTACHMENT", "SETTING", "USER", "link"]
