"""The build itself: the same every time, sound, in one direction of time, and never over a file."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from app.demo.build import build
from app.demo.script import FOLDER, read_script
from app.demo.summary import summary
from app.errors import Refused
from app.ledger import history
from app.ledger.book import Book
from app.ledger.verify import clock_steps, head, verify
from tests.demo.conftest import quiet

BIG = 10**6


def test_the_same_seed_gives_the_same_history(book: Book, tmp_path: Path) -> None:
    again = build(tmp_path / "again.hotline", step=quiet)
    with book.read() as one, again.read() as other:
        assert head(one) == head(other)
    again.engine.dispose()


def test_another_seed_gives_another_history(tmp_path: Path) -> None:
    heads: set[str] = set()
    for seed in (3, 4):
        book = build(tmp_path / f"{seed}.hotline", seed=seed, years=1, people=3, step=quiet)
        with book.read() as connection:
            heads.add(head(connection)[1])
        book.engine.dispose()
    assert len(heads) == 2


def test_verify_finds_nothing(book: Book) -> None:
    assert verify(book) == ()


def test_the_clock_never_goes_back(book: Book) -> None:
    with book.read() as connection:
        assert list(clock_steps(connection)) == []
    entries = history.entries(book, limit=BIG)
    assert min(one.at for one in entries).isoformat() >= "2025-06"
    assert max(one.at for one in entries) < datetime.fromisoformat("2026-07-10T00:00:00+08:00")
    assert all(7 <= one.at.hour <= 23 for one in entries)


def test_every_entry_has_a_known_user(book: Book) -> None:
    known = {one["name"] for one in read_script("demo.toml")["account"]}
    assert {one.user for one in history.entries(book, limit=BIG)} <= known


def test_progress_is_told_month_by_month(book: Book, said: list[str]) -> None:
    assert said[0] == "准备剧本"
    assert said[1:] == sorted(said[1:])
    assert "2025-07" in said
    assert "2026-06" in said


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    there = tmp_path / "there.hotline"
    there.write_bytes(b"mine")
    with pytest.raises(Refused, match="文件已存在"):
        build(there, step=quiet)
    assert there.read_bytes() == b"mine"


@pytest.mark.parametrize(("years", "people"), [(-1, 0), (31, 0), (0, -1), (0, 1000)])
def test_impossible_sizes_are_refused(tmp_path: Path, years: int, people: int) -> None:
    with pytest.raises(Refused, match="应在"):
        build(tmp_path / "never.hotline", years=years, people=people, step=quiet)
    assert list(tmp_path.iterdir()) == []


def test_the_summary_names_projects_people_and_periods(book: Book) -> None:
    found = summary(book)
    assert [one["code"] for one in found["projects"]] == ["KZ", "YZ", "BS", "DZ", "JY"]
    people = {one["code"]: one["people"] for one in found["projects"]}
    assert people == {"KZ": 14, "DZ": 55, "YZ": 90, "JY": 18, "BS": 14}
    with book.read() as connection:
        assert (found["entries"], found["digest"]) == head(connection)


def test_no_number_of_a_caller_or_an_account_stands_anywhere(book: Book) -> None:
    for file in sorted(FOLDER.glob("*.toml")):
        assert not re.findall(r"(?<![\d.])(?:1[3-9]\d{9}|\d{16,19})(?!\d)", file.read_text("utf-8")), file.name
    told = " ".join(f"{one.words} {one.reason}" for one in history.entries(book, limit=BIG))
    assert not re.findall(r"\d{11,}", told)
