"""Every form of the demo says what it said when somebody last looked at it; and nothing on it is wrong to the eye."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refused
from app.forms import pdf
from app.forms.registry import forms
from app.ledger.book import Book
from tests.forms.geometry import faults
from tests.forms.golden import FOLDER, PERIODS, cases, opened, told


@pytest.fixture(scope="module")
def still(demo_file: Path) -> Iterator[Book]:
    book = opened(demo_file)
    yield book
    book.engine.dispose()


@pytest.mark.parametrize("code", list(PERIODS))
def test_every_form_says_what_it_said(still: Book, code: str) -> None:
    for name, form, wanted in cases(still):
        if name.startswith(code):
            assert told(form, wanted) == (FOLDER / f"{name}.txt").read_text("utf-8"), name


def test_every_form_has_a_golden_that_shows_it(still: Book) -> None:
    known = {name for name, _, _ in cases(still)}
    assert {one.stem for one in FOLDER.glob("*.txt")} == known
    made = [one.stem for one in FOLDER.glob("*.txt") if not one.read_text("utf-8").startswith("REFUSED")]
    for form in forms(still.shelf):
        assert any(name.endswith(f"-{form.id}") for name in made), form.id


@pytest.mark.parametrize("code", list(PERIODS))
def test_nothing_is_outside_over_or_across(still: Book, code: str) -> None:
    for name, form, wanted in cases(still):
        if not name.startswith(code) or form.from_store is None:
            continue
        try:
            document = form.from_store(wanted)
        except Refused:
            continue
        out = io.BytesIO()
        pdf.render([document], out)
        assert faults(out.getvalue()) == [], name
