"""What somebody can do who knows the documented key and the code of the chain: rewrite it from an entry on."""

import json
from typing import Any

from sqlalchemy import Connection, select, update

from app.ledger.book import Book
from app.ledger.chain import START, entry_digest, entry_head, image_digest, words_digest
from app.ledger.images import to_json
from db.engine import writing
from db.tables.history import HISTORY, IMAGE


def rechain(book: Book) -> None:
    """Makes every digest of the history fit what it now says."""
    with writing(book.engine) as connection:
        previous = START
        for row in connection.execute(select(HISTORY).order_by(HISTORY.c.id)).all():
            told = words_digest(row.salt, row.words, row.reason or "")
            head = entry_head(row) | {"words_digest": told}
            digest = entry_digest(previous, head, _images(connection, row.id))
            values = {"previous": previous, "words_digest": told, "digest": digest}
            connection.execute(update(HISTORY).where(HISTORY.c.id == row.id).values(values))
            previous = digest


def _images(connection: Connection, entry: int) -> list[str]:
    found: list[str] = []
    query = select(IMAGE).where(IMAGE.c.history_id == entry).order_by(IMAGE.c.place)
    for row in connection.execute(query).all():
        found.append(image_digest(row.salt, row.noun, row.columns, row.before, row.after))
        mine = (IMAGE.c.history_id == entry, IMAGE.c.place == row.place)
        connection.execute(update(IMAGE).where(*mine).values(digest=found[-1]))
    return found


def rewrite(book: Book, noun: str, row_id: int, **values: Any) -> None:
    """Makes every image of a row say that it always was so, and the row too; the digests are left as they were."""
    with writing(book.engine) as connection:
        for row in connection.execute(select(IMAGE).where(IMAGE.c.noun == noun)).all():
            names = json.loads(row.columns)
            after = [_rewritten(names, one, row_id, values) for one in json.loads(row.after)]
            mine = (IMAGE.c.history_id == row.history_id, IMAGE.c.place == row.place)
            connection.execute(update(IMAGE).where(*mine).values(after=to_json(after)))
        sets = ", ".join(f'"{name}" = ?' for name in values)
        connection.exec_driver_sql(f"UPDATE {noun} SET {sets} WHERE id = {row_id}", tuple(values.values()))


def _rewritten(names: list[str], image: list[Any], row_id: int, values: dict[str, Any]) -> list[Any]:
    return [values.get(name, one) if image[0] == row_id else one for name, one in zip(names, image, strict=True)]
