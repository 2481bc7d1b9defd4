"""The history read: who did what when and why, and an entry taken back."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from app.errors import Fault, Refused
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.images import Image, imaged, light, stored, table_of
from app.ledger.words import refuse
from db.tables import metadata
from db.tables.history import HISTORY, IMAGE

# These are taken back by their own counterparts (withdraw, reopen), which leave a trace both sides can see.
FINAL = frozenset(("freeze", "seal", "withdraw", "reopen", "sign", "void_signature", "destroy"))


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
        undone = images(draft.change.connection, entry)
        for image in reversed(undone):
            _put_back(draft.change, image, entry)
        for image in undone:
            _nothing_hangs(draft.change.connection, image)
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
        elif before == after:  # an entry about a row that stayed as it was
            change.note(table, after["id"])
        else:
            change.put(table, before)


def _nothing_hangs(connection: Connection, image: Image) -> None:
    """A row that is void again must not be used by one that stands, nor one that stands again use a void one."""
    table = table_of(image.noun)
    if image.before is None:
        gone, back = list(image.ids), list[dict[str, Any]]()
    else:
        pairs = [(was, now) for was, now in image.pairs() if was and was["voided"] != now["voided"]]
        gone = [was["id"] for was, _ in pairs if was["voided"] is not None]
        back = [was for was, _ in pairs if was["voided"] is None]
    for other in metadata.sorted_tables:
        for link in (one for one in other.foreign_keys if one.column.table is table and "voided" in other.c):
            _refuse_any(connection, other, link.parent.in_(gone), other.c.voided.is_(None), "还有记录用到它，请先撤销")
    for link in table.foreign_keys:
        used = {row[link.parent.name] for row in back}
        parent = link.column.table
        _refuse_any(connection, parent, parent.c.id.in_(used), parent.c.voided.isnot(None), "它用到的记录已撤销")


def _refuse_any(connection: Connection, table: Table, which: ColumnElement[bool], state: Any, reason: str) -> None:
    found = connection.execute(select(table.c.id).where(which, state).order_by(table.c.id).limit(1)).scalar()
    if found is not None:
        told = of_row(connection, table.name, found)
        raise refuse("history", told[-1].words if told else table.name, reason)


def stored_now(image: Image, row: dict[str, Any]) -> list[Any]:
    """An image's row in the order the table has its columns today."""
    table = table_of(image.noun)
    return [row.get(name) for name in imaged(table)]


def _unchanged(connection: Connection, image: Image, entry: int) -> None:
    """The rows are as the entry left them, whatever was done and taken back in between."""
    stands = light(table_of(image.noun))
    query = select(stands).where(stands.c.id.between(min(image.ids), max(image.ids)))
    now = {row.id: [int(one) if isinstance(one, bool) else one for one in row] for row in connection.execute(query)}
    for _, after in image.pairs():
        if now.get(after["id"]) != stored_now(image, after):
            raise _changed_since(connection, image.noun, after["id"], entry)


def _changed_since(connection: Connection, noun: str, row_id: int, entry: int) -> Refused:
    later = [one for one in of_row(connection, noun, row_id) if one.id > entry]
    told = "；".join(f"{one.at:%m-%d %H:%M} {one.user} {one.words}" for one in later[:3]) or "记录已与当时不同"
    return Refused([Fault("history", str(entry), f"之后又改过，不能直接撤销：{told}")])
