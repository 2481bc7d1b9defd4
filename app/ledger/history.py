"""The history read: who did what when and why, and an entry taken back."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from app.errors import Fault, Refused
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.images import Image, imaged, stored, table_of
from app.ledger.words import refuse
from db.tables.history import HISTORY, IMAGE

# These are taken back by their own counterparts (withdraw, reopen), which leave a trace both sides can see.
FINAL = frozenset(("freeze", "seal", "withdraw", "reopen", "sign", "destroy"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the history."""

    id: int
    at: datetime
    user: str
    action: str
    project: int | None
    undoes: int | None
    words: str
    reason: str

    @property
    def revertible(self) -> bool:
        """Whether it can be taken back from here at all."""
        return self.action not in FINAL


def entries(source: Source, project: int | None = None, *, before: int = 0, limit: int = 100) -> tuple[Entry, ...]:
    """The history, the latest first; `before` goes on from an entry."""
    query = select(HISTORY).order_by(HISTORY.c.id.desc()).limit(limit)
    if project is not None:
        query = query.where(HISTORY.c.project_id == project)
    if before:
        query = query.where(HISTORY.c.id < before)
    return tuple(_entry(row) for row in fetch(source, query))


def find(source: Source, entry: int) -> Entry:
    """An entry; refused where there is none."""
    rows = fetch(source, select(HISTORY).where(HISTORY.c.id == entry))
    if not rows:
        raise refuse("history", entry, "没有这条记录")
    return _entry(rows[0])


def _entry(row: Any) -> Entry:
    at = datetime.fromisoformat(row.at)
    words = row.words if row.words is not None else "（内容已依约销毁）"
    return Entry(row.id, at, row.user, row.action, row.project_id, row.undoes, words, row.reason or "")


def images(source: Source, entry: int) -> tuple[Image, ...]:
    """What an entry saw before and left after."""
    query = select(IMAGE).where(IMAGE.c.history_id == entry).order_by(IMAGE.c.place)
    found: list[Image] = []
    for row in fetch(source, query):
        if row.after is None:
            raise refuse("history", entry, "这条记录的内容已依约销毁，不能撤销")
        before = None if row.before is None else tuple(json.loads(row.before))
        found.append(Image(row.noun, tuple(json.loads(row.columns)), before, tuple(json.loads(row.after))))
    return tuple(found)


def of_row(source: Source, noun: str, row_id: int) -> tuple[Entry, ...]:
    """Everything that was ever done to a row, the latest first."""
    where = (IMAGE.c.noun == noun, IMAGE.c.first_row <= row_id, IMAGE.c.last_row >= row_id)
    query = select(IMAGE.c.history_id, IMAGE.c.after).where(*where).order_by(IMAGE.c.history_id.desc())
    touching = [row.history_id for row in fetch(source, query) if _touches(row.after, row_id)]
    return tuple(find(source, entry) for entry in dict.fromkeys(touching))


def _touches(after: str | None, row_id: int) -> bool:
    return after is None or any(row[0] == row_id for row in json.loads(after))


def revert(book: Book, entry: int, reason: str = "", *, action: str = "revert") -> Changed:
    """Takes an entry back as a new change: only if its rows are still as it left them, and only one's own."""
    found = find(book, entry)
    if not found.revertible:
        raise refuse("history", found.words, "这一步不能直接撤销，请用“撤回”或“重新打开”并写明理由")
    if found.user != book.user:
        raise refuse("history", found.words, f"这是 {found.user} 记的，只能由本人撤销")
    words = f"{'重做' if action == 'redo' else '撤销'}：{_plain(found.words)}"
    with book.change(action, words, found.project, reason, undoes=entry) as draft:
        for image in reversed(images(draft.change.connection, entry)):
            _put_back(draft.change, image, entry)
    return draft.done


def _plain(words: str) -> str:
    return words.removeprefix("撤销：").removeprefix("重做：")


def _put_back(change: Change, image: Image, entry: int) -> None:
    table = table_of(image.noun)
    if image.before is None and len(image.after) > 1:
        _unchanged(change.connection, image, entry)
        change.void_many(table, image.ids, "撤销")
        return
    for before, after in image.pairs():
        current = change.row(table, after["id"])
        if stored(table, current) != stored_now(image, after):
            raise _changed_since(change.connection, image.noun, after["id"], entry)
        if before is None:
            change.void(table, after["id"], "撤销")
        else:
            change.put(table, before)


def stored_now(image: Image, row: dict[str, Any]) -> list[Any]:
    """An image's row in the order the table has its columns today."""
    table = table_of(image.noun)
    return [row.get(name) for name in imaged(table)]


def _unchanged(connection: Connection, image: Image, entry: int) -> None:
    """No later entry touches these rows."""
    where = (IMAGE.c.noun == image.noun, IMAGE.c.first_row <= max(image.ids), IMAGE.c.last_row >= min(image.ids))
    query = select(IMAGE.c.after, IMAGE.c.history_id).where(*where, IMAGE.c.history_id > entry)
    mine = set(image.ids)
    for row in connection.execute(query):
        ids = {one[0] for one in json.loads(row.after)} if row.after else mine
        if ids & mine:
            raise _changed_since(connection, image.noun, min(ids & mine), entry)


def _changed_since(connection: Connection, noun: str, row_id: int, entry: int) -> Refused:
    later = [one for one in of_row(connection, noun, row_id) if one.id > entry]
    told = "；".join(f"{one.at:%m-%d %H:%M} {one.user} {one.words}" for one in later[:3]) or "记录已与当时不同"
    return Refused([Fault("history", str(entry), f"之后又改过，不能直接撤销：{told}")])
