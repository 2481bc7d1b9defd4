"""`verify`: the file, the chain of the history, the rows against the history, and every signed revision."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, select
from sqlalchemy.exc import DBAPIError

from app.errors import Refused
from app.ledger.book import Book
from app.ledger.chain import START, digest_of, entry_digest, entry_head, image_digest, words_digest
from app.ledger.images import imaged, light
from app.ledger.sealing import recheck, revision_digest
from db.engine import path_of
from db.errors import code_of
from db.integrity import check
from db.keys import DEFAULT_KEY, Key
from db.tables import metadata
from db.tables.history import HISTORY, IMAGE
from db.tables.office import ATTACHMENT
from db.tables.periods import ASSESSMENT, REVISION, REVISION_TEXT

UNWATCHED = ("history", "history_image")
DESTROY = "destroy"
Step = Callable[[str], None]
# The ledger writes nothing that it could not read again: what fails like this was written by something else.
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError, DBAPIError)


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
        found = list(_readable("历史", chain(connection)))
        found += _readable("历史", blanks(connection))
        step("比对记录与历史")
        found += _readable("记录", rows_against_history(connection))
        step("核对附件")
        found += _readable("附件", attachments(connection))
        step("重算已送签与定稿的期间")
        found += _readable("存档", revisions(connection))
    return tuple(found)


def _readable(place: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """What a step finds; a content that cannot even be read is a finding too."""
    try:
        yield from findings
    except UNREADABLE as error:
        if code_of(error, Path()) is not None:
            raise
        yield Finding("unreadable", place, f"有内容读不出来，被绕过程序改过：{getattr(error, 'orig', None) or error}")


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
    previous, number = START, 0
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
        previous = row.digest


def blanks(connection: Connection) -> Iterator[Finding]:
    """Contents that are gone although nobody destroyed them: only an entry that says so may leave blanks behind."""
    query = select(HISTORY.c.id, HISTORY.c.project_id).where(HISTORY.c.action == DESTROY)
    until = {row.project_id: row.id for row in connection.execute(query.order_by(HISTORY.c.id))}

    def agreed(row: Row[*tuple[Any, ...]]) -> bool:
        return row.id < max(until.get(row.project_id, 0), until.get(None, 0))

    entries = select(HISTORY.c.id, HISTORY.c.project_id)
    emptied = select(IMAGE.c.history_id).where(IMAGE.c.after.is_(None))
    wanted = (HISTORY.c.words.is_(None)) | (HISTORY.c.id.in_(emptied))
    for row in connection.execute(entries.where(wanted).order_by(HISTORY.c.id)):
        if not agreed(row):
            yield Finding("blank", f"第 {row.id} 条", "内容被清空，历史中没有依约销毁的记录")
    files = select(ATTACHMENT.c.id, ATTACHMENT.c.project_id).where(ATTACHMENT.c.content.is_(None))
    for row in connection.execute(files.order_by(ATTACHMENT.c.id)):
        if not until.keys() & {row.project_id, None}:
            yield Finding("blank", f"附件 {row.id}", "文件被清空，历史中没有依约销毁的记录")


def clock_steps(connection: Connection) -> Iterator[Finding]:
    """Where the clock went backwards: no damage, but worth knowing."""
    latest: datetime | None = None
    for row in connection.execute(select(HISTORY.c.id, HISTORY.c.at).order_by(HISTORY.c.id)):
        at = datetime.fromisoformat(row.at)
        if latest and at < latest:
            yield Finding("clock", f"第 {row.id} 条", f"电脑时间 {row.at} 早于前一条")
        latest = max(at, latest or at)


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
    last, wrong = _last_images(connection)
    yield from wrong
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


def _last_images(connection: Connection) -> tuple[dict[str, dict[int, dict[str, Any]]], list[Finding]]:
    """Each row as its last image has it; the images that are filed under other rows than they hold."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    wrong: list[Finding] = []
    columns = (IMAGE.c.history_id, IMAGE.c.noun, IMAGE.c.columns, IMAGE.c.after, IMAGE.c.first_row, IMAGE.c.last_row)
    query = select(*columns).order_by(IMAGE.c.history_id, IMAGE.c.place)
    for row in connection.execute(query):
        rows = found.setdefault(row.noun, {})
        if row.after is None:
            # Destroyed as agreed: these rows are known, what they said is not.
            rows.update({key: {} for key in range(row.first_row, row.last_row + 1)})
            continue
        names, images = json.loads(row.columns), json.loads(row.after)
        for image in images:
            rows[image[0]] = dict(zip(names, image, strict=True))
        ids = [image[0] for image in images]
        if (min(ids), max(ids)) != (row.first_row, row.last_row):
            # The range is no part of the digest: a row's own history would not list the entry any more.
            wrong.append(Finding("image_changed", f"第 {row.history_id} 条", "内容与所登记的行号不符"))
    return found, wrong


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
    except (Refused, *UNREADABLE) as error:
        yield Finding("revision_unreadable", number, f"存档不能重算：{error}")
        return
    for words in wrong:
        yield Finding("revision_differs", number, words)
