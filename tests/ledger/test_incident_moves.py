"""What comes after an incident was logged: appeals answered, more of the same, links undone, files in one step."""

from datetime import date
from decimal import Decimal

import pytest

from app.ledger import attachments, conduct_facts, incident_moves, incidents
from app.ledger.book import Book
from app.ledger.incident_moves import OVERTURNED, SPARED, UPHELD
from app.ledger.incidents import APPEALED, FINAL, RECORDED, VERIFIED, WITHDRAWN, Draft
from app.ledger.undo import Undo
from app.periods import Period
from tests.ledger.floor import july, refused

JULY = Period("month", 2025, 7)


@pytest.fixture
def appealed(book: Book, kezhou: int, crew: dict[str, int]) -> int:
    """A fine of ten yuan under appeal."""
    key = incidents.log(book, kezhou, [Draft("late", july(3), crew["K02"])], status=VERIFIED).id
    incidents.set_status(book, kezhou, [key], APPEALED, "系统故障")
    return key


def fines(book: Book, project: int) -> int:
    """All fines of July, in fen."""
    return sum(one.fines for one in conduct_facts.judged(book, project, JULY)[1].people)


@pytest.mark.parametrize(
    ("outcome", "status", "fen"), [(UPHELD, FINAL, 1000), (SPARED, FINAL, 0), (OVERTURNED, WITHDRAWN, 0)]
)
def test_an_appeal_is_answered_in_one_step(
    book: Book, kezhou: int, appealed: int, outcome: str, status: str, fen: int
) -> None:
    undo = Undo(book)
    assert fines(book, kezhou) == 1000
    incident_moves.answer_appeal(book, kezhou, appealed, outcome, "查过日志", july(9))
    one = incidents.find(book, kezhou, appealed)
    assert (one.status, one.status_reason, one.decided_on) == (status, "查过日志", july(9))
    assert bool(one.waived) == (outcome == SPARED) and fines(book, kezhou) == fen
    undo.undo()
    assert incidents.find(book, kezhou, appealed).status == APPEALED and fines(book, kezhou) == 1000


def test_what_is_not_appealed_has_no_answer(book: Book, kezhou: int, appealed: int) -> None:
    with refused(book, "outcome"):
        incident_moves.answer_appeal(book, kezhou, appealed, "maybe", "说明", july(9))
    with refused(book, "reason"):
        incident_moves.answer_appeal(book, kezhou, appealed, UPHELD, " ", july(9))
    incident_moves.answer_appeal(book, kezhou, appealed, UPHELD, "查过", july(9))
    with refused(book, "status", "没有在申诉"):
        incident_moves.answer_appeal(book, kezhou, appealed, UPHELD, "查过", july(9))


def test_more_of_the_same_joins_the_happening_or_makes_one(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    first = incidents.log(book, kezhou, [Draft("complaint", july(4))]).id
    more = [Draft("shirking", july(4), crew["K03"])]
    second = max(incident_moves.add_to(book, kezhou, first, more, happening="7月4日投诉").ids("incident"))
    fault = [Draft("ticket_fault", july(4))]
    third = max(incident_moves.add_to(book, kezhou, second, fault, status=VERIFIED).ids("incident"))
    assert {one.id for one in incidents.linked(book, kezhou, first)} == {second, third}
    undo.undo()
    assert [one.id for one in incidents.linked(book, kezhou, first)] == [second]
    undo.undo()
    assert incidents.find(book, kezhou, first).happening is None and len(incidents.listed(book, kezhou)) == 1


def test_more_that_is_wrong_is_refused_whole(book: Book, kezhou: int) -> None:
    first = incidents.log(book, kezhou, [Draft("complaint", july(4))]).id
    with refused(book, "[1].person", "要写明是谁"):
        incident_moves.add_to(book, kezhou, first, [Draft("ticket_fault", july(4)), Draft("late", july(4))])
    with refused(book, "status"):
        incident_moves.add_to(book, kezhou, first, [Draft("ticket_fault", july(4))], status=FINAL)


def test_of_two_that_part_none_stays_linked(book: Book, kezhou: int) -> None:
    drafts = [Draft("complaint", july(4)), Draft("ticket_fault", july(4)), Draft("no_callback_record", july(5))]
    keys = incidents.log(book, kezhou, drafts).ids("incident")
    incident_moves.part(book, kezhou, keys[0], "另一件")
    assert [one.id for one in incidents.linked(book, kezhou, keys[1])] == [keys[2]]
    incident_moves.part(book, kezhou, keys[1], "另一件")
    assert incidents.find(book, kezhou, keys[2]).happening is None


def test_an_incident_and_its_files_are_one_step(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    files = [("录音.mp3", b"sound"), ("单.pdf", b"paper")]
    draft = Draft("late", july(3), crew["K02"], Decimal(2), words="迟到")
    key = incident_moves.file(book, kezhou, draft, files).ids("incident")[0]
    assert attachments.counts(book, kezhou, "incident") == {key: 2}
    assert incidents.find(book, kezhou, key).draft == draft and incidents.find(book, kezhou, key).status == RECORDED
    undo.undo()
    assert not incidents.listed(book, kezhou) and not attachments.counts(book, kezhou, "incident")
    with refused(book, "content"):
        incident_moves.file(book, kezhou, draft, [("空.pdf", b"")])
    with refused(book, "status"):
        incident_moves.file(book, kezhou, draft, [], status=FINAL)


def test_files_come_all_or_none_and_go_with_a_reason(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    undo = Undo(book)
    key = incidents.log(book, kezhou, [Draft("late", july(3), crew["K02"])]).id
    incident_moves.attach_all(book, kezhou, key, [("一.pdf", b"1"), ("二.pdf", b"2")])
    with refused(book, "content", "已附"):
        incident_moves.attach_all(book, kezhou, key, [("三.pdf", b"3"), ("一.pdf", b"1")])
    first = attachments.of(book, "incident", key)[0].id
    with refused(book, "reason"):
        attachments.detach(book, kezhou, "incident", key, first, "")
    attachments.detach(book, kezhou, "incident", key, first, "附错了")
    assert attachments.counts(book, kezhou, "incident") == {key: 1}
    with refused(book, "attachment", "没有附"):
        attachments.detach(book, kezhou, "incident", key, first, "附错了")
    undo.undo()
    assert attachments.counts(book, kezhou, "incident") == {key: 2}
    assert date(2025, 7, 3) == incidents.find(book, kezhou, key).day
