"""Attached files by content: the same file is kept once, whatever it proves and however often."""

import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select

from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.images import table_of
from app.ledger.words import needed, own, refuse
from db.tables.incidents import ATTACHMENT_LINKS, EVIDENCE
from db.tables.office import ATTACHMENT

LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that proves something."""

    id: int
    digest: str
    name: str
    media: str
    size: int
    note: str = ""


def attach(
    book: Book, project: int, noun: str, row_id: int, name: str, content: bytes, *, media: str = "", note: str = ""
) -> Changed:
    """A file beside a row; the content is stored under its digest."""
    if noun not in ATTACHMENT_LINKS:
        raise refuse("noun", noun, f"这里不能附文件；可附：{'、'.join(ATTACHMENT_LINKS)}")
    if not content or len(content) > LARGEST:
        raise refuse("content", f"{len(content)} 字节", f"文件为空或超过 {LARGEST // 1024 // 1024} MB")
    with book.change("attach", f"附文件 {name}", project) as draft:
        put(draft.change, project, noun, row_id, name, content, media=media, note=note)
    return draft.done


def put(
    change: Change, project: int, noun: str, row_id: int, name: str, content: bytes, *, media: str = "", note: str = ""
) -> None:
    """The same as a part of a greater change."""
    own(change, table_of(noun), row_id, project)
    key = keep(change, project, name, content, media)
    if any(one.id == key for one in of(change.connection, noun, row_id)):
        raise refuse("content", name, "这份文件已附在这里")
    change.add(EVIDENCE, noun=noun, row_id=row_id, attachment_id=key, note=note or None)


def keep(change: Change, project: int, name: str, content: bytes, media: str = "") -> int:
    """The key of a file's content: the same content of a project is stored once."""
    if not content or len(content) > LARGEST:
        raise refuse("content", name, f"文件为空或超过 {LARGEST // 1024 // 1024} MB")
    digest = hashlib.sha256(content).hexdigest()
    where = (ATTACHMENT.c.project_id == project, ATTACHMENT.c.digest == digest, ATTACHMENT.c.voided.is_(None))
    found = fetch(change.connection, select(ATTACHMENT.c.id).where(*where))
    values = {"digest": digest, "name": needed("name", name), "media": media or "application/octet-stream"}
    return found[0].id if found else change.add(ATTACHMENT, **values, size=len(content), content=content)


def detach(book: Book, project: int, noun: str, row_id: int, attachment: int, reason: str) -> Changed:
    """Takes a file away from a row, with the reason; the file itself stays in the history."""
    with book.change("detach", "取下附件", project, needed("reason", reason)) as draft:
        change = draft.change
        own(change, table_of(noun), row_id, project)
        where = (EVIDENCE.c.noun == noun, EVIDENCE.c.row_id == row_id, EVIDENCE.c.attachment_id == attachment)
        found = fetch(change.connection, select(EVIDENCE.c.id).where(*where, EVIDENCE.c.voided.is_(None)))
        if not found:
            raise refuse("attachment", attachment, "这里没有附这份文件")
        change.void(EVIDENCE, found[0].id, reason)
    return draft.done


def counts(source: Source, project: int, noun: str) -> dict[int, int]:
    """How many files lie beside each row of a kind that has any."""
    where = (EVIDENCE.c.project_id == project, EVIDENCE.c.noun == noun, EVIDENCE.c.voided.is_(None))
    query = select(EVIDENCE.c.row_id, func.count().label("files")).where(*where).group_by(EVIDENCE.c.row_id)
    return {row.row_id: row.files for row in fetch(source, query)}


def of(source: Source, noun: str, row_id: int) -> tuple[Attachment, ...]:
    """The files beside a row."""
    joined = EVIDENCE.join(ATTACHMENT, EVIDENCE.c.attachment_id == ATTACHMENT.c.id)
    where = (EVIDENCE.c.noun == noun, EVIDENCE.c.row_id == row_id, EVIDENCE.c.voided.is_(None))
    columns = [ATTACHMENT.c[name] for name in ("id", "digest", "name", "media", "size")]
    rows = fetch(source, select(*columns, EVIDENCE.c.note).select_from(joined).where(*where).order_by(EVIDENCE.c.id))
    return tuple(Attachment(one.id, one.digest, one.name, one.media, one.size, one.note or "") for one in rows)


def find(source: Source, project: int, attachment: int) -> Attachment:
    """A file of a project by its key."""
    columns = [ATTACHMENT.c[name] for name in ("id", "digest", "name", "media", "size")]
    where = (ATTACHMENT.c.id == attachment, ATTACHMENT.c.project_id == project)
    rows = fetch(source, select(*columns).where(*where))
    if not rows:
        raise refuse("attachment", attachment, "没有这个文件")
    return Attachment(*rows[0])


def content(source: Source, attachment: int) -> bytes:
    """A file's content; refused where it was destroyed or no longer matches its digest."""
    rows = fetch(source, select(ATTACHMENT.c.content, ATTACHMENT.c.digest).where(ATTACHMENT.c.id == attachment))
    if not rows or rows[0].content is None:
        raise refuse("attachment", attachment, "没有这个文件，或已依约销毁")
    found = bytes(rows[0].content)
    if hashlib.sha256(found).hexdigest() != rows[0].digest:
        raise refuse("attachment", attachment, "文件内容与登记的摘要不符，可能已损坏")
    return found
