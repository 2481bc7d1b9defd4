"""Backups of an open store: verified, noting how far the history had come; drilled; put back."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.ledger import incidents, safety
from app.ledger.book import Book
from app.ledger.periods import freeze, standing
from app.ledger.verify import head, verify
from app.periods import Period
from db.backup import read_manifest
from tests.ledger.floor import july, opened


def log(book: Book, kezhou: int, day: int) -> None:
    incidents.log(book, kezhou, [incidents.Draft("complaint", july(day))], status="verified")


def test_a_copy_of_an_open_store(book: Book, kezhou: int, tmp_path: Path) -> None:
    log(book, kezhou, 3)
    made = safety.save_copy(book, tmp_path / "备份.hotline")
    with book.read() as connection:
        assert made.extra == {"history_entry": str(head(connection)[0]), "history_digest": head(connection)[1]}
    assert safety.rehearse(made.path, tmp_path / "台账.hotline").passed
    copy = opened(made.path)
    assert verify(copy) == ()
    copy.engine.dispose()


def test_a_store_that_was_rolled_back_is_noticed(book: Book, kezhou: int, file: Path, tmp_path: Path) -> None:
    old = safety.save_copy(book, tmp_path / "旧.hotline")
    log(book, kezhou, 3)
    noted = safety.save_copy(book, tmp_path / "新.hotline")
    assert safety.is_ahead(book, noted) and safety.is_ahead(book, old)
    book.engine.dispose()
    safety.put_back(old.path, file)
    again = opened(file)
    assert not safety.is_ahead(again, noted) and safety.is_ahead(again, old)
    assert verify(again) == ()
    again.engine.dispose()


def test_the_note_names_every_signed_revision(book: Book, kezhou: int, file: Path, tmp_path: Path) -> None:
    first = safety.save_copy(book, tmp_path / "前.hotline")
    freeze(book, kezhou, "contract", Period("quarter", 2025, 3), despite="资料未齐")
    current = standing(book, kezhou, "contract", Period("quarter", 2025, 3)).current
    assert current
    made = safety.save_copy(book, tmp_path / "后.hotline")
    assert made.extra[f"revision {current.number}"] == current.digest
    note = safety.noted(made.path)
    assert note.extra == made.extra
    assert safety.missing_since(book, note) == () == safety.missing_since(book, safety.noted(first.path))
    # An older copy is put back: what was signed since is missed by name.
    book.engine.dispose()
    safety.put_back(first.path, file)
    again = opened(file)
    assert safety.missing_since(again, note) == (current.number,)
    again.engine.dispose()
    with pytest.raises(Refused, match="没有备份说明"):
        safety.noted(tmp_path / "没有.hotline")


def test_what_is_replaced_is_kept(book: Book, kezhou: int, file: Path, tmp_path: Path) -> None:
    made = safety.save_copy(book, tmp_path / "备份.hotline")
    log(book, kezhou, 3)
    book.engine.dispose()
    done = safety.put_back(made.path, file)
    assert done.kept is not None and done.kept.is_file()
    kept = opened(done.kept)
    assert len(incidents.listed(kept, kezhou)) == 1
    kept.engine.dispose()
    assert read_manifest(made.path) is not None
