"""`verify`: the file, the chain of the history, the rows against the history, and every signed revision."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from app.errors import Refused
from app.ledger.book import Book
from app.ledger.chain import START, digest_of, entry_digest, entry_head, image_digest, words_digest
from app.ledger.images import imaged, light
from app.ledger.sealing import recheck, revision_digest
from db.engine import path_of
from db.integrity import check
from db.keys import DEFAULT_KEY, Key
from db.tables import metadata
from db.tables.history import HISTORY, IMAGE
from db.tables.office import ATTACHMENT
from db.tables.periods import ASSESSMENT, REVISION, REVISION_TEXT

UNWATCHED = ("history", "history_image")
Step = Callable[[str], None]


class Finding(NamedTuple):
    """One thing wrong with a store."""

    code: str
    place: str
    words: str


def verify(book: Book, key: Key = DEFAULT_KEY, step: Step = lambda _words: None) -> tuple[Finding, ...]:
    """Everything that is wrong with a store; nothing if it is sound. A damaged file is not read any further."""
    step("检查文件")
    file = tuple(Finding(one.code, "文件", one.words) for one in check(path_of(book.engine), key))
    if file:
        return file
    with book.read() as connection:
        step("检查记录链")
        found = list(chain(connection))
        step("比对记录与历史")
        found += rows_against_history(connection)
        step("核对附件")
        found += attachments(connection)
        step("重算已送签与定稿的期间")
        found += revisions(connection)
    return tuple(found)


def head(connection: Connection) -> tuple[int, str]:
    """Number and digest of the last entry: printed on forms and in the backup's manifest."""
    row = connection.execute(select(HISTORY.c.id, HISTORY.c.digest).order_by(HISTORY.c.id.desc()).limit(1)).first()
    return (row.id, row.digest) if row else (0, START)


def holds(connection: Connection, entry: int, digest: str) -> bool:
    """Whether a head that was printed earlier is part of this history: a rolled-back or re-chained one has it not."""
    if entry == 0:
        return digest == START
    return connection.execute(select(HISTORY.c.digest).where(HISTORY.c.id == entry)).scalar() == digest


def chain(connection: Connection) -> Iterator[Finding]:
    """Whether each entry follows from the one before, and each image from its entry."""
    images = _image_digests(connection)
    previous, number, latest = START, 0, None
    for row in connection.execute(select(HISTORY).order_by(HISTORY.c.id)):
        number += 1
        if row.id != number:
            yield Finding("chain_gap", f"第 {number} 条", "历史缺少记录")
            number = row.id
        if row.previous != previous:
            yield Finding("chain_broken", f"第 {row.id} 条", "与上一条记录接不上，历史被改过")
        if row.words is not None and words_digest(row.salt or "", row.words, row.reason or "") != row.words_digest:
            yield Finding("words_changed", f"第 {row.id} 条", "说明文字与摘要不符")
        digests, wrong = images.get(row.id, ([], []))
        for place in wrong:
            yield Finding("image_changed", f"第 {row.id} 条", f"第 {place + 1} 份内容与摘要不符")
        if entry_digest(row.previous, entry_head(row), digests) != row.digest:
            yield Finding("entry_changed", f"第 {row.id} 条", "记录与摘要不符，历史被改过")
        latest = _later(latest, row.at)
        previous = row.digest


def _later(latest: datetime | None, at: str) -> datetime:
    found = datetime.fromisoformat(at)
    return found if latest is None or found > latest else latest


def clock_steps(connection: Connection) -> Iterator[Finding]:
    """Where the clock went backwards: no damage, but worth knowing."""
    latest: datetime | None = None
    for row in connection.execute(select(HISTORY.c.id, HISTORY.c.at).order_by(HISTORY.c.id)):
        at = datetime.fromisoformat(row.at)
        if latest and at < latest:
            yield Finding("clock", f"第 {row.id} 条", f"电脑时间 {row.at} 早于前一条")
        latest = _later(latest, row.at)


def _image_digests(connection: Connection) -> dict[int, tuple[list[str], list[int]]]:
    """Each entry's image digests in order, and the places where an image does not match its own."""
    found: dict[int, tuple[list[str], list[int]]] = {}
    for row in connection.execute(select(IMAGE).order_by(IMAGE.c.history_id, IMAGE.c.place)):
        digests, wrong = found.setdefault(row.history_id, ([], []))
        digests.append(row.digest)
        if row.after is None:
            continue
        if image_digest(row.salt or "", row.noun, row.columns, row.before, row.after) != row.digest:
            wrong.append(row.place)
    return found


def rows_against_history(connection: Connection) -> Iterator[Finding]:
    """Whether every row is as the last entry that touched it left it."""
    last = _last_images(connection)
    for table in metadata.sorted_tables:
        if table.name in UNWATCHED:
            continue
        names = imaged(table)
        known = last.pop(table.name, {})
        for row in connection.execute(select(light(table))):
            expected = known.pop(row.id, None)
            if expected is None:
                yield Finding("row_unknown", f"{table.name} {row.id}", "这条记录不在历史中")
            elif any(_plain(row._mapping[name]) != value for name, value in expected.items() if name in names):  # pyright: ignore[reportPrivateUsage]
                yield Finding("row_changed", f"{table.name} {row.id}", "这条记录与历史不符，被绕过程序改过")
        for row_id in (key for key, expected in known.items() if expected):
            yield Finding("row_missing", f"{table.name} {row_id}", "历史中有、库里没有的记录")


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value


def _last_images(connection: Connection) -> dict[str, dict[int, dict[str, Any]]]:
    found: dict[str, dict[int, dict[str, Any]]] = {}
    columns = (IMAGE.c.noun, IMAGE.c.columns, IMAGE.c.after, IMAGE.c.first_row, IMAGE.c.last_row)
    query = select(*columns).order_by(IMAGE.c.history_id, IMAGE.c.place)
    for row in connection.execute(query):
        rows = found.setdefault(row.noun, {})
        if row.after is None:
            # Destroyed as agreed: these rows are known, what they said is not.
            rows.update({key: {} for key in range(row.first_row, row.last_row + 1)})
            continue
        names = json.loads(row.columns)
        for image in json.loads(row.after):
            rows[image[0]] = dict(zip(names, image, strict=True))
    return found


def attachments(connection: Connection) -> Iterator[Finding]:
    """Whether each file is what its digest says."""
    for row in connection.execute(select(ATTACHMENT.c.id, ATTACHMENT.c.digest, ATTACHMENT.c.content)):
        if row.content is not None and hashlib.sha256(bytes(row.content)).hexdigest() != row.digest:
            yield Finding("attachment_changed", f"附件 {row.id}", "文件内容与摘要不符")


def revisions(connection: Connection) -> Iterator[Finding]:
    """Whether each revision still has its digest and comes out again."""
    joined = REVISION.join(ASSESSMENT, REVISION.c.assessment_id == ASSESSMENT.c.id)
    columns = (REVISION.c.id, REVISION.c.number, REVISION.c.version, REVISION.c.digest)
    query = select(*columns, ASSESSMENT.c.sheet, ASSESSMENT.c.period).select_from(joined)
    for row in connection.execute(query.order_by(REVISION.c.id)):
        where = REVISION_TEXT.c.revision_id == row.id
        rows = connection.execute(select(REVISION_TEXT).where(where, REVISION_TEXT.c.voided.is_(None))).all()
        texts = {one.name: one.content or "" for one in rows}
        if any(digest_of(one.content or "") != one.digest for one in rows):
            yield Finding("text_changed", row.number, "存档内容与摘要不符")
        if revision_digest(row.number, row.sheet, row.period, row.version, texts) != row.digest:
            yield Finding("revision_changed", row.number, "版本与印在表上的摘要不符")
            continue
        yield from _again(row.number, row.sheet, texts)


def _again(number: str, sheet: str, texts: dict[str, str]) -> Iterator[Finding]:
    try:
        wrong = recheck(sheet, texts)
    except (Refused, KeyError, ValueError) as error:
        yield Finding("revision_unreadable", number, f"存档不能重算：{error}")
        return
    for words in wrong:
        yield Finding("revision_differs", number, words)
