"""Earlier revisions print as they were, with their own number and digest, and say that they no longer stand."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refused
from app.forms.output import PDF, XLSX, save
from app.forms.paper.foot import lines_of
from app.forms.registry import Wanted, find
from app.ledger import indicators, paper, periods, projects, store
from app.ledger.book import Book
from app.ledger.contracts import contract
from app.ledger.sealing import CONTRACT
from app.periods import Period

Q3 = Period("quarter", 2025, 3)


@pytest.fixture
def book(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    found = store.open_book(Path(shutil.copy(demo_file, tmp_path / "示例.hotline")), "王经理")
    yield found
    found.engine.dispose()


@pytest.fixture
def wanted(book: Book) -> Wanted:
    owner = projects.find(book, "KZ")
    kezhou = owner.id
    for percent in ("99.5", "99.9"):
        indicators.record(book, kezhou, "connect_rate", {"percent": percent}, Q3, reason=percent)
        periods.freeze(book, kezhou, CONTRACT, Q3, despite="资料未齐")
        if percent == "99.5":
            periods.withdraw(book, kezhou, CONTRACT, Q3, "补录接通率")
    return Wanted(book, owner, contract(book.shelf, owner.scheme), Q3)


def test_an_earlier_revision_prints_as_it_was(wanted: Wanted, tmp_path: Path) -> None:
    book, project = wanted.book, wanted.project.id
    first, second = periods.standing(book, project, CONTRACT, Q3).revisions
    form = find("kezhou-quarter")
    assert form.from_store is not None
    old = Wanted(book, wanted.project, wanted.contract, Q3, revision=first.id)
    was, now = form.from_store(old), form.from_store(wanted)
    assert (was.stamp.number, was.stamp.digest, was.stamp.draft) == (first.number, first.digest, False)
    assert (now.stamp.number, now.stamp.digest, now.stamp.old) == (second.number, second.digest, "")
    assert "99.5%" in str(was.sheets) and "99.5%" not in str(now.sheets) and "99.9%" in str(now.sheets)
    assert "旧版本，已撤回" in lines_of(was)[0] and "旧版本" not in lines_of(now)[0]
    for ending in (PDF, XLSX):
        save(was, tmp_path / f"旧{ending}")
        assert (tmp_path / f"旧{ending}").stat().st_size > 1000
    verdict = paper.check(book, project, f"{was.stamp.number} {was.stamp.digest}")
    assert verdict.kind == paper.SUPERSEDED and second.number in verdict.words


def test_the_difference_sheet_of_the_first_revision_is_refused(wanted: Wanted) -> None:
    book, project = wanted.book, wanted.project.id
    first = periods.standing(book, project, CONTRACT, Q3).revisions[0]
    form = find("difference")
    assert form.from_store is not None
    assert first.number in str(form.from_store(wanted).sheets)
    with pytest.raises(Refused, match="只有一个版本"):
        form.from_store(Wanted(book, wanted.project, wanted.contract, Q3, revision=first.id))
