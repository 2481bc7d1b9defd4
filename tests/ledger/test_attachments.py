"""Attached files: kept once by content, whatever they prove."""

import pytest
from sqlalchemy import update

from app.ledger import attachments, incidents
from app.ledger.attachments import LARGEST
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.undo import Undo
from db.engine import writing
from db.tables.office import ATTACHMENT
from tests.ledger.floor import AUGUST, july, refused

SCAN = b"%PDF-1.7 scan"


@pytest.fixture
def rows(book: Book, kezhou: int) -> tuple[int, ...]:
    """Two incidents."""
    drafts = [Draft("complaint", july(4)), Draft("praise", july(4))]
    return incidents.log(book, kezhou, drafts).ids("incident")


def names(book: Book, row: int) -> list[tuple[str, str]]:
    """Name and note of what lies beside an incident."""
    return [(one.name, one.note) for one in attachments.of(book, "incident", row)]


def test_a_file_lies_beside_its_row(book: Book, kezhou: int, rows: tuple[int, ...]) -> None:
    attachments.attach(book, kezhou, "incident", rows[0], "投诉单.pdf", SCAN, media="application/pdf", note="原件")
    found = attachments.of(book, "incident", rows[0])[0]
    assert (found.name, found.media, found.size, found.note) == ("投诉单.pdf", "application/pdf", len(SCAN), "原件")
    assert attachments.content(book, found.id) == SCAN
    assert names(book, rows[1]) == []
    assert attachments.of(book, "leave", rows[0]) == ()


def test_the_same_file_is_kept_once(book: Book, kezhou: int, danzhou: int, rows: tuple[int, ...]) -> None:
    for row in rows:
        attachments.attach(book, kezhou, "incident", row, "投诉单.pdf", SCAN)
    assert len({attachments.of(book, "incident", row)[0].id for row in rows}) == 1
    elsewhere = incidents.log(book, danzhou, [Draft("praise", AUGUST.first)]).id
    attachments.attach(book, danzhou, "incident", elsewhere, "投诉单.pdf", SCAN)
    assert attachments.of(book, "incident", elsewhere)[0].id != attachments.of(book, "incident", rows[0])[0].id


def test_the_same_file_twice_beside_one_row_is_refused(book: Book, kezhou: int, rows: tuple[int, ...]) -> None:
    attachments.attach(book, kezhou, "incident", rows[0], "投诉单.pdf", SCAN)
    with refused(book, "content", "已附"):
        attachments.attach(book, kezhou, "incident", rows[0], "投诉单（副本）.pdf", SCAN)


def test_undo_takes_the_file_away_and_it_can_be_attached_again(book: Book, kezhou: int, rows: tuple[int, ...]) -> None:
    undo = Undo(book)
    attachments.attach(book, kezhou, "incident", rows[0], "投诉单.pdf", SCAN)
    undo.undo()
    assert names(book, rows[0]) == []
    attachments.attach(book, kezhou, "incident", rows[0], "投诉单.pdf", SCAN)
    assert names(book, rows[0]) == [("投诉单.pdf", "")]


def test_undo_of_the_second_place_leaves_the_first(book: Book, kezhou: int, rows: tuple[int, ...]) -> None:
    undo = Undo(book)
    for row in rows:
        attachments.attach(book, kezhou, "incident", row, "投诉单.pdf", SCAN)
    undo.undo()
    assert [len(names(book, row)) for row in rows] == [1, 0]
    assert attachments.content(book, attachments.of(book, "incident", rows[0])[0].id) == SCAN


@pytest.mark.parametrize("content", [b"", b"x" * (LARGEST + 1)])
def test_nothing_and_too_much_are_refused(book: Book, kezhou: int, rows: tuple[int, ...], content: bytes) -> None:
    with refused(book, "content"):
        attachments.attach(book, kezhou, "incident", rows[0], "投诉单.pdf", content)


def test_a_file_lies_beside_something_that_is_there(
    book: Book, kezhou: int, danzhou: int, rows: tuple[int, ...]
) -> None:
    with refused(book, "noun"):
        attachments.attach(book, kezhou, "person", 1, "身份证.jpg", SCAN)
    with refused(book, "incident"):
        attachments.attach(book, kezhou, "incident", 99, "投诉单.pdf", SCAN)
    with refused(book, "incident"):
        attachments.attach(book, danzhou, "incident", rows[0], "投诉单.pdf", SCAN)
    with refused(book, "name"):
        attachments.attach(book, kezhou, "incident", rows[0], " ", SCAN)
    incidents.void(book, kezhou, rows[0], "误登")
    with refused(book, "incident", "已作废"):
        attachments.attach(book, kezhou, "incident", rows[0], "投诉单.pdf", SCAN)


def test_a_file_that_was_changed_or_destroyed_is_not_handed_out(book: Book, kezhou: int, rows: tuple[int, ...]) -> None:
    attachments.attach(book, kezhou, "incident", rows[0], "投诉单.pdf", SCAN)
    key = attachments.of(book, "incident", rows[0])[0].id
    for content, words in ((b"forged", "不符"), (None, "销毁")):
        with writing(book.engine) as connection:
            connection.execute(update(ATTACHMENT).where(ATTACHMENT.c.id == key).values(content=content))
        with refused(book, "attachment", words):
            attachments.content(book, key)
    assert names(book, rows[0]) == [("投诉单.pdf", "")]
