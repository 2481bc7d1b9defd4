"""Whatever is changed past the ledger is found; a history rewritten as a whole is found by the head noted elsewhere."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import update

from app.ledger import attachments, history, incidents, safety
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.verify import head, holds, verify
from db.engine import writing
from db.manifest import read_manifest
from db.tables.history import HISTORY
from tests.faults.forger import rechain, rewrite
from tests.faults.scene import codes, command, crew, july, kezhou, spoil, using

ROWS = {
    "a value": ("UPDATE incident SET quantity = 10000 WHERE id = 1", "row_changed"),
    "a day": ("UPDATE incident SET day = '2025-06-03' WHERE id = 1", "row_changed"),
    "whose it is": ("UPDATE incident SET person_id = 3 WHERE id = 1", "row_changed"),
    "taken out": ("UPDATE incident SET voided = '误登' WHERE id = 1", "row_changed"),
    "one of many": ("UPDATE attendance SET code = 'absenteeism' WHERE id = 40", "row_changed"),
    "words only": ("UPDATE person SET name = '李某' WHERE id = 2", "row_changed"),
    "a wage": ("UPDATE person_span SET fen = fen + 1 WHERE kind = 'wage' AND person_id = 2", "row_changed"),
    "another kind of value": ("UPDATE incident SET status = X'66696E616C' WHERE id = 1", "row_changed"),
    "a row": ("DELETE FROM attendance WHERE id = 40", "row_missing"),
    "all rows": ("DELETE FROM kpi_value", "row_missing"),
    "one row more": (
        "INSERT INTO attendance (id, project_id, person_id, day, part, code, source)"
        " VALUES (99, 1, 2, '2025-07-09', 'day', 'present', '手工')",
        "row_unknown",
    ),
    "a setting": ("INSERT INTO setting (id, key, word) VALUES (1, 'x', 'y')", "row_unknown"),
    "a reference": ("UPDATE incident SET person_id = 77 WHERE id = 1", "reference"),
}
HISTORIES = {
    "who": ("UPDATE history SET user = '别人' WHERE id = 3", "entry_changed"),
    "when": ("UPDATE history SET at = '2025-06-30T08:00:00+08:00' WHERE id = 3", "entry_changed"),
    "words": ("UPDATE history SET words = '没有什么' WHERE id = 3", "words_changed"),
    "reason": ("UPDATE history SET reason = '另有原因' WHERE id = 3", "words_changed"),
    "words gone": ("UPDATE history SET words = NULL, reason = NULL, salt = NULL WHERE id = 4", "blank"),
    "one gone": ("DELETE FROM history WHERE id = 4", "reference"),
    "swapped": (
        "UPDATE history SET id = 0 WHERE id = 3; UPDATE history SET id = 3 WHERE id = 4;"
        " UPDATE history SET id = 4 WHERE id = 0",
        "chain_broken",
    ),
    "image": (
        "UPDATE history_image SET after = replace(after, 'misdispatch', 'praise') WHERE history_id = 4",
        "image_changed",
    ),
    "image gone": ("DELETE FROM history_image WHERE history_id = 4", "entry_changed"),
    "image blank": (
        "UPDATE history_image SET before = NULL, after = NULL, salt = NULL WHERE history_id = 4",
        "blank",
    ),
    "image more": (
        "INSERT INTO history_image SELECT history_id, 7, noun, first_row, last_row, columns, before, after, salt,"
        " digest FROM history_image WHERE history_id = 4",
        "entry_changed",
    ),
    "whose image": ("UPDATE history_image SET noun = 'adjustment' WHERE history_id = 4", "image_changed"),
    "which rows": ("UPDATE history_image SET first_row = 70, last_row = 70 WHERE history_id = 4", "image_changed"),
}
# What cannot even be read must be a finding too, not a crash of the very program that looks for it.
GARBAGE = {
    "no moment": "UPDATE history SET at = '昨天' WHERE id = 3",
    "a moment without a zone": "UPDATE history SET at = '2025-07-01T08:00:03' WHERE id = 3",
    "words in bytes": "UPDATE history SET words = X'00FF' WHERE id = 3",
    "no text": "UPDATE history SET words = CAST(X'FFFE' AS TEXT) WHERE id = 3",
    "no digest": "UPDATE history SET digest = X'00' WHERE id = 3",
    "no JSON": "UPDATE history_image SET after = '[[1,' WHERE history_id = 4",
    "another JSON": "UPDATE history_image SET after = '7' WHERE history_id = 4",
    "no row": "UPDATE history_image SET after = '[[]]' WHERE history_id = 4",
    "rows too short": "UPDATE history_image SET after = '[[1, 2]]' WHERE history_id = 4",
    "no columns": "UPDATE history_image SET columns = '{}' WHERE history_id = 4",
    "image in bytes": "UPDATE history_image SET after = X'5B5B315D5D' WHERE history_id = 4",
    "no table": "UPDATE history_image SET noun = 'nothing' WHERE history_id = 4",
    "no text in a row": "UPDATE person SET name = CAST(X'FFFE' AS TEXT) WHERE id = 2",
}


@pytest.mark.parametrize("what", ROWS)
def test_a_row_changed_past_the_ledger_is_found(file: Path, what: str) -> None:
    statement, code = ROWS[what]
    spoil(file, statement)
    with using(file) as book:
        assert code in codes(book)


@pytest.mark.parametrize("what", HISTORIES)
def test_a_history_that_was_changed_is_found(file: Path, what: str) -> None:
    statement, code = HISTORIES[what]
    spoil(file, *statement.split(";"))
    with using(file) as book:
        assert code in codes(book)


@pytest.mark.parametrize("what", GARBAGE)
def test_what_cannot_be_read_is_found(file: Path, what: str) -> None:
    spoil(file, GARBAGE[what])
    with using(file) as book:
        assert codes(book)


def test_the_command_says_so_without_a_traceback(file: Path) -> None:
    spoil(file, GARBAGE["no JSON"], GARBAGE["no text"], ROWS["a row"][0])
    code, out, err = command("verify", str(file))
    assert (code, out) == (2, "") and "Traceback" not in err
    assert "读不出来" in err


def test_a_row_changed_together_with_its_image_is_found(bare: Book) -> None:
    rewrite(bare, "incident", 1, quantity=10000)
    assert codes(bare) == {"image_changed"}


def test_a_row_whose_image_was_blanked_is_found(file: Path) -> None:
    """Nothing was destroyed by agreement: an image without content hides something."""
    spoil(file, HISTORIES["image blank"][0], ROWS["a value"][0])
    with using(file) as book:
        assert "blank" in codes(book)


def cut(path: Path, since: int) -> None:
    """Takes the tail of the history off, lazily: the rows that it wrote stay."""
    spoil(path, f"DELETE FROM history_image WHERE history_id >= {since}", f"DELETE FROM history WHERE id >= {since}")


def test_a_tail_cut_off_is_found_by_the_rows_it_leaves(file: Path) -> None:
    cut(file, 5)
    with using(file) as book:
        assert codes(book) == {"row_unknown"}


@pytest.fixture
def noted(book: Book, file: Path) -> Path:
    """A backup, whose manifest notes the head of the history."""
    return safety.save_copy(book, file.with_name("备份.hotline")).path


def ahead(book: Book, backup: Path) -> bool:
    note = read_manifest(backup)
    assert note
    return safety.is_ahead(book, note)


def test_a_store_that_goes_on_holds_every_head_that_was_noted(book: Book, noted: Path) -> None:
    incidents.log(book, kezhou(book), [Draft("praise", july(5))])
    assert ahead(book, noted)


@pytest.mark.parametrize("how", ["cut", "shorter", "other tail", "changed", "older copy"])
def test_a_history_rewritten_as_a_whole_is_found_by_the_head_that_was_noted(
    copied: Callable[[str], Path], how: str
) -> None:
    file = copied("store")
    old = Path(shutil.copy(file, file.with_name("旧.hotline")))
    with using(file) as book:
        project = kezhou(book)
        key = incidents.log(book, project, [Draft("complaint", july(9))], status="verified").id
        entry = incidents.log(book, project, [Draft("praise", july(9))]).entry
        with book.read() as connection:
            printed = head(connection)
        backup = safety.save_copy(book, file.with_name("备份.hotline")).path
        assert ahead(book, backup)
    forge(file, old, how, entry, key)
    with using(file) as book:
        assert verify(book) == (), "a thorough forger leaves nothing that the file itself could tell"
        assert not ahead(book, backup)
        with book.read() as connection:
            assert not holds(connection, *printed)


def forge(file: Path, old: Path, how: str, entry: int, key: int) -> None:
    """Rewrites a store so that it is sound by itself."""
    if how == "older copy":
        shutil.copy(old, file)
        return
    if how in ("cut", "shorter", "other tail"):
        first = entry if how == "cut" else entry - 1
        cut(file, first)
        spoil(file, f"DELETE FROM incident WHERE id {'>' if how == 'cut' else '>='} {key}")
        with using(file) as book:
            for _ in range(2 if how == "other tail" else 0):
                incidents.log(book, kezhou(book), [Draft("praise", july(9))])
        return
    with using(file) as book:
        rewrite(book, "incident", key, item="praise")
        rechain(book)


def test_a_forger_who_stops_half_way_is_found(bare: Book) -> None:
    """Each digest that is recomputed leaves the next one wrong."""
    rewrite(bare, "incident", 1, item="praise")
    with writing(bare.engine) as connection:
        connection.execute(update(HISTORY).where(HISTORY.c.id == 4).values(user="别人"))
    assert codes(bare) == {"image_changed", "entry_changed"}
    before = {one.id: one for one in history.entries(bare)}
    rechain(bare)
    assert verify(bare) == ()
    assert {one.id: one for one in history.entries(bare)} == before
    with writing(bare.engine) as connection:
        last = max(before)
        connection.execute(update(HISTORY).where(HISTORY.c.id == last).values(user="别人"))
    assert codes(bare) == {"entry_changed"}


def test_a_note_that_cannot_be_read_vouches_for_nothing(book: Book, noted: Path) -> None:
    note = read_manifest(noted)
    assert note
    for extra in ({"history_entry": "很多", "history_digest": ""}, {"history_entry": "5"}, {"history_entry": "-1"}):
        note.extra.clear()
        note.extra.update(extra)
        assert not safety.is_ahead(book, note)


ATTACHMENTS = {
    "content": "UPDATE attachment SET content = X'00FF' WHERE id = 1",
    "content as text": "UPDATE attachment SET content = 'PDF' WHERE id = 1",
    "a byte": "UPDATE attachment SET content = content || X'00' WHERE id = 1",
    "empty": "UPDATE attachment SET content = X'' WHERE id = 1",
    "gone": "UPDATE attachment SET content = NULL WHERE id = 1",
    "the digest": f"UPDATE attachment SET digest = '{'0' * 64}' WHERE id = 1",
    "the name": "UPDATE attachment SET name = '另一份' WHERE id = 1",
    "whose": "UPDATE evidence SET row_id = 2 WHERE id = 1",
}


@pytest.mark.parametrize("what", ATTACHMENTS)
def test_an_attached_file_that_was_changed_is_found(file: Path, what: str) -> None:
    with using(file) as book:
        attachments.attach(book, kezhou(book), "incident", 1, "录音.mp3", b"ID3" + bytes(range(256)) * 40)
        assert verify(book) == ()
    spoil(file, ATTACHMENTS[what])
    with using(file) as book:
        assert codes(book) & {"attachment_changed", "blank", "unreadable", "row_changed"}


def test_a_store_of_somebody_else_does_not_pass_for_ones_own(
    book: Book, noted: Path, copied: Callable[[str], Path]
) -> None:
    with using(copied("other"), "另一人") as other:
        incidents.log(other, kezhou(other), [Draft("praise", july(5), crew(other)[0])])
        incidents.log(book, kezhou(book), [Draft("praise", july(5))])
        assert ahead(other, noted), "both begin alike"
        later = safety.save_copy(book, noted.with_name("第二份.hotline")).path
        assert ahead(book, later) and not ahead(other, later)


def test_a_book_that_is_open_notices_at_the_next_look(bare: Book, file: Path) -> None:
    assert verify(bare) == ()
    spoil(file, ROWS["a value"][0])
    assert codes(bare) == {"row_changed"}
