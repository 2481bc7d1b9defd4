"""The chain: every entry follows from the one before, every image from its entry, every row from its image."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, update

from app.ledger import attendance, incidents, indicators, projects, store, verify
from app.ledger.attendance import Entry
from app.ledger.book import Book
from app.ledger.chain import START, digest_of
from app.ledger.incidents import Draft
from db.engine import writing
from db.tables.history import HISTORY, IMAGE
from db.tables.incidents import INCIDENT
from tests.ledger.floor import AUGUST, MANAGER, Clock, head, july, set_up, wrong


@pytest.fixture
def written(bare: Book, kezhou: int, crew: dict[str, int]) -> Book:
    """A book with single and bulk entries."""
    incidents.log(bare, kezhou, [Draft("complaint", july(4), words="来电人称……")])
    attendance.load(bare, kezhou, [Entry(who, july(day), "present") for who in crew.values() for day in (1, 2)], "表")
    key = incidents.log(bare, kezhou, [Draft("praise", july(4))]).id
    incidents.void(bare, kezhou, key, "误登")
    return bare


def codes(book: Book) -> list[tuple[str, str]]:
    """What the chain and the rows are found wrong in."""
    return [(one.code, one.place) for one in wrong(book)]


def spoil(book: Book, change: Callable[[Connection], object]) -> list[tuple[str, str]]:
    """What is found after a write that goes past the ledger."""
    with writing(book.engine) as connection:
        change(connection)
    return codes(book)


def test_a_book_that_was_only_written_through_the_ledger_is_sound(written: Book) -> None:
    assert verify.verify(written) == ()


def test_each_entry_holds_the_digest_of_the_one_before(written: Book) -> None:
    with written.read() as connection:
        rows = connection.execute(HISTORY.select().order_by(HISTORY.c.id)).all()
    assert [row.id for row in rows] == list(range(1, len(rows) + 1))
    assert [row.previous for row in rows] == [START, *(row.digest for row in rows[:-1])]
    assert len({row.salt for row in rows}) == len(rows)


def test_the_head_printed_earlier_is_found_again_unless_the_store_was_rolled_back(
    written: Book, kezhou: int, file: Path
) -> None:
    with written.read() as connection:
        before = verify.head(connection)
    incidents.log(written, kezhou, [Draft("praise", july(5))])
    with written.read() as connection:
        after = verify.head(connection)
        assert [verify.holds(connection, *one) for one in (before, after, (0, START))] == [True, True, True]
        assert not verify.holds(connection, after[0] + 1, after[1])
        assert not verify.holds(connection, before[0], after[1])


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"user": "别人"}, "entry_changed"),
        ({"at": "2025-06-01T08:00:00+08:00"}, "entry_changed"),
        ({"action": "praise"}, "entry_changed"),
        ({"project_id": None}, "entry_changed"),
        ({"words": "登记 表扬"}, "words_changed"),
        ({"reason": "另有原因"}, "words_changed"),
        ({"salt": "0"}, "words_changed"),
        ({"digest": START}, "entry_changed"),
        ({"previous": START}, "chain_broken"),
    ],
)
def test_an_entry_that_was_changed_is_found(written: Book, values: dict[str, object], code: str) -> None:
    found = spoil(
        written, lambda connection: connection.execute(update(HISTORY).where(HISTORY.c.id == 5).values(values))
    )
    assert (code, "第 5 条") in found


@pytest.mark.parametrize("column", ["before", "after", "columns", "noun", "salt", "digest"])
def test_an_image_that_was_changed_is_found(written: Book, column: str) -> None:
    last = IMAGE.c.history_id == head(written)

    def forge(connection: Connection) -> None:
        text = connection.execute(IMAGE.select().where(last)).mappings().one()[column]
        connection.execute(update(IMAGE).where(last).values({column: text.replace("complaint", "praise") + " "}))

    places = [place for code, place in spoil(written, forge) if code in ("image_changed", "entry_changed")]
    assert f"第 {head(written)} 条" in places


def test_an_entry_or_an_image_that_is_gone_is_found(written: Book) -> None:
    def cut(connection: Connection) -> None:
        for table, key in ((IMAGE, IMAGE.c.history_id), (HISTORY, HISTORY.c.id)):
            connection.execute(delete(table).where(key == 6))

    assert {("chain_gap", "第 6 条"), ("chain_broken", "第 7 条")} <= set(spoil(written, cut))


def test_a_last_entry_that_was_cut_off_is_found_by_its_rows(written: Book) -> None:
    def cut(connection: Connection) -> None:
        for table, key in ((IMAGE, IMAGE.c.history_id), (HISTORY, HISTORY.c.id)):
            connection.execute(delete(table).where(key == head(written)))

    assert spoil(written, cut) == [("row_changed", "incident 2")]


def test_a_lost_image_is_found(written: Book) -> None:
    found = spoil(written, lambda connection: connection.execute(delete(IMAGE).where(IMAGE.c.history_id == 5)))
    assert ("entry_changed", "第 5 条") in found


def test_a_row_written_past_the_ledger_is_found(written: Book) -> None:
    found = spoil(written, lambda connection: connection.execute(update(INCIDENT).values(quantity=0)))
    assert {code for code, _ in found} == {"row_changed"}
    assert ("row_changed", "incident 1") in found


def test_a_row_added_or_removed_past_the_ledger_is_found(written: Book) -> None:
    def meddle(connection: Connection) -> None:
        row = dict(connection.execute(INCIDENT.select().where(INCIDENT.c.id == 1)).mappings().one())
        connection.execute(INCIDENT.insert(), row | {"id": 99})
        connection.execute(delete(INCIDENT).where(INCIDENT.c.id == 1))

    assert spoil(written, meddle) == [("row_unknown", "incident 99"), ("row_missing", "incident 1")]


def test_words_that_were_destroyed_still_verify(written: Book) -> None:
    def destroy(connection: Connection) -> None:
        connection.execute(update(HISTORY).values(words=None, reason=None, salt=None))

    assert spoil(written, destroy) == []


def test_images_that_were_destroyed_still_hold_the_chain(written: Book) -> None:
    with writing(written.engine) as connection:
        connection.execute(update(IMAGE).values(before=None, after=None, salt=None))
        assert list(verify.chain(connection)) == []


def test_what_comes_after_destroyed_words_goes_on_in_the_chain(written: Book, kezhou: int) -> None:
    with writing(written.engine) as connection:
        connection.execute(update(HISTORY).values(words=None, reason=None, salt=None))
    incidents.log(written, kezhou, [Draft("praise", july(5))])
    assert wrong(written) == []


def test_the_same_clock_and_salt_give_the_same_chain(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        book = store.create(tmp_path / name, MANAGER, clock=Clock(), salt=lambda: "00")
        project = projects.create(book, "DZ", "儋州12345", "danzhou-2025").id
        indicators.record(book, project, "connect_rate", {"percent": "94"}, AUGUST)
        with book.read() as connection:
            heads.append(verify.head(connection))
        book.engine.dispose()
    assert heads[0] == heads[1]


def test_a_clock_that_was_set_back_is_told_and_keeps_the_order(bare: Book, kezhou: int) -> None:
    bare.clock = Clock(datetime(2024, 1, 1, 8, 0))
    changed = incidents.log(bare, kezhou, [Draft("praise", july(5))])
    assert "早于上一条记录" in changed.warning
    with bare.read() as connection:
        assert [one.place for one in verify.clock_steps(connection)] == [f"第 {changed.entry} 条"]
    assert wrong(bare) == []


def test_parts_cannot_run_into_each_other() -> None:
    assert len({digest_of("ab", "c"), digest_of("a", "bc"), digest_of("abc"), digest_of("a", "b", "c")}) == 4


def test_a_fresh_store_is_sound(tmp_path: Path) -> None:
    set_up(tmp_path / "新.hotline")
    book = store.open_book(tmp_path / "新.hotline", MANAGER)
    assert verify.verify(book) == ()
    book.engine.dispose()
