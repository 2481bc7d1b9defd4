"""The book: the one way to write. A change is one transaction and one entry of the history, or nothing at all."""

import secrets
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Row, Select, insert, select
from sqlalchemy.exc import IntegrityError

from app.errors import Fault, Refused
from app.ledger.chain import HEAD, START, entry_digest, image_digest, words_digest
from app.ledger.change import Change, Changed, Key
from app.ledger.images import Image, packed, to_json
from app.ledger.memo import Memo
from app.ledger.refusals import Unchanged, told
from app.ledger.spans import touched_by
from app.library import SCHEMES
from db.engine import reading, writing
from db.tables.history import HISTORY, IMAGE

Guard: TypeAlias = "Callable[[Connection, Changed], None]"
Listener: TypeAlias = Callable[[Changed], None]


# Statements that every write needs are built once: building one costs as much as running it.
_HEAD = select(HISTORY.c.id, HISTORY.c.at, HISTORY.c.digest).order_by(HISTORY.c.id.desc()).limit(1)
_ADD_ENTRY, _ADD_IMAGE = insert(HISTORY), insert(IMAGE)


def local_now() -> datetime:
    """The wall clock, with its zone."""
    return datetime.now().astimezone()


def fresh_salt() -> str:
    """What keeps a digest from being guessed."""
    return secrets.token_hex(8)


@dataclass(slots=True)
class Book:
    """An open store in the hands of one user."""

    engine: Engine
    user: str
    clock: Callable[[], datetime] = local_now
    salt: Callable[[], str] = fresh_salt
    shelf: Path = SCHEMES
    guards: list[Guard] = field(default_factory=list[Guard])
    listeners: list[Listener] = field(default_factory=list[Listener])
    mine: list[int] = field(default_factory=list[int])
    memo: Memo = field(default_factory=Memo)

    @contextmanager
    def read(self) -> Generator[Connection]:
        """One consistent look at the store."""
        with told(), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def change(
        self, action: str, words: str, project: int | None = None, reason: str = "", undoes: int | None = None
    ) -> Generator["Draft"]:
        """A transaction; its entry is written when the block ends without an error."""
        draft = Draft(self, action, words, project, reason, undoes)
        try:
            with told(), writing(self.engine) as connection:
                draft.change = Change(connection, project, words)
                yield draft
                draft.close(connection)
        except IntegrityError as error:
            raise Refused([Fault(action, words, _told(error))]) from error
        if draft.result is not None:
            self.mine.append(draft.result.entry)
            self.memo.heard(draft.result)
            for listener in self.listeners:
                listener(draft.result)


@dataclass(slots=True)
class Draft:
    """A change together with what its entry will say."""

    book: Book
    action: str
    words: str
    project: int | None
    reason: str
    undoes: int | None
    change: Change = field(init=False)
    result: Changed | None = None

    @property
    def done(self) -> Changed:
        """What was written; a change that changed nothing has no entry."""
        if self.result is None:
            raise Unchanged([Fault(self.action, self.words, "没有改变任何内容")])
        return self.result

    def close(self, connection: Connection) -> None:
        """Writes the entry; the guards have the last word."""
        images = self.change.images()
        if not images:
            return
        rows = tuple(Key(image.noun, row) for image in images for row in image.ids)
        head = last_entry(connection)
        now = self.book.clock()
        entry = 1 if head is None else head.id + 1
        warning = _clock_warning(head, now)
        self.result = Changed(entry, self.action, self.words, rows, touched_by(images), warning)
        for guard in self.book.guards:
            guard(connection, self.result)
        self._write(connection, entry, now, head.digest if head else START, list(packed(images)))

    def _write(self, connection: Connection, entry: int, now: datetime, previous: str, images: list[Image]) -> None:
        salt = self.book.salt()
        row: dict[str, Any] = {
            "id": entry,
            "at": now.isoformat(timespec="seconds"),
            "user": self.book.user,
            "action": self.action,
            "project_id": self.project,
            "undoes": self.undoes,
            "words": self.words,
            "reason": self.reason,
            "salt": salt,
            "words_digest": words_digest(salt, self.words, self.reason),
            "previous": previous,
        }
        found = [_image_row(entry, at, image, self.book.salt()) for at, image in enumerate(images)]
        head = {name: row[name] for name in HEAD}
        digest = entry_digest(previous, head, [one["digest"] for one in found])
        connection.execute(_ADD_ENTRY, row | {"digest": digest})
        connection.execute(_ADD_IMAGE, found)


def _image_row(entry: int, place: int, image: Image, salt: str) -> dict[str, Any]:
    columns, after = to_json(image.columns), to_json(image.after)
    before = None if image.before is None else to_json(image.before)
    return {
        "history_id": entry,
        "place": place,
        "noun": image.noun,
        "first_row": min(image.ids),
        "last_row": max(image.ids),
        "columns": columns,
        "before": before,
        "after": after,
        "salt": salt,
        "digest": image_digest(salt, image.noun, columns, before, after),
    }


def last_entry(connection: Connection) -> Row[*tuple[Any, ...]] | None:
    """The head of the history."""
    return connection.execute(_HEAD).first()


def _clock_warning(head: Row[*tuple[Any, ...]] | None, now: datetime) -> str:
    if head is None or datetime.fromisoformat(head.at) <= now:
        return ""
    return (
        f"电脑时间 {now:%Y-%m-%d %H:%M} 早于上一条记录 {head.at[:16].replace('T', ' ')}，请核对系统时钟；记录按顺序保存"
    )


def _told(error: IntegrityError) -> str:
    if "UNIQUE" in str(error.orig).upper():
        return "已有相同的记录（编号、工号或日期重复），没有保存"
    return "与其他记录的关联不成立，没有保存"


Source: TypeAlias = Book | Connection


def fetch(
    source: Source, statement: Select[*tuple[Any, ...]], bound: Mapping[str, Any] | None = None
) -> Sequence[Row[Any]]:
    """The rows of a statement, from a book or from inside a transaction."""
    if isinstance(source, Connection):
        return source.execute(statement, bound).all()
    with source.read() as connection:
        return connection.execute(statement, bound).all()
