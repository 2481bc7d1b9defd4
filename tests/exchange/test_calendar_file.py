"""The calendar file: valid lines, one event an obligation, the same name each time."""

from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.calendar_file import WIDTH, calendar_text, folded
from app.ledger import obligations, projects, store
from app.ledger.contracts import contract
from app.ledger.proofs import rules_by_id

MADE = datetime(2025, 9, 24, 8, 30, tzinfo=UTC)


def unfolded(text: str) -> list[str]:
    """The lines as a calendar reads them."""
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_every_obligation_of_the_demo(demo_file: Path) -> None:
    book = store.open_book(demo_file, "王经理", read_only=True)
    owner = projects.find(book, "DZ")
    due = obligations.listed(book, owner.id)
    rules = rules_by_id(contract(book.shelf, owner.scheme))
    text = calendar_text(owner.name, owner.code, due, rules, MADE)
    lines = unfolded(text)
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    wanted = [one for one in due if one.status != obligations.EXCUSED]
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(wanted) > 20
    names = [line for line in lines if line.startswith("UID:")]
    assert len(set(names)) == len(names)
    days = [line.rpartition(":")[2] for line in lines if line.startswith("DTSTART;VALUE=DATE:")]
    assert days == [f"{one.due_on:%Y%m%d}" for one in wanted if one.due_at is None]
    assert text == calendar_text(owner.name, owner.code, due, rules, MADE)
    assert lines.count("BEGIN:VALARM") == sum(one.status != obligations.DONE for one in wanted)
    book.engine.dispose()


def test_signs_with_a_meaning_are_escaped() -> None:
    text = calendar_text("甲;乙,丙\\丁\n戊", "X", (), {}, MADE)
    assert "X-WR-CALNAME:甲\\;乙\\,丙\\\\丁\\n戊 义务" in unfolded(text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=300))
def test_lines_are_folded_between_characters(line: str) -> None:
    parts = list(folded(line))
    assert all(len(part.encode()) <= WIDTH for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line
    assert all(part.startswith(" ") for part in parts[1:])
