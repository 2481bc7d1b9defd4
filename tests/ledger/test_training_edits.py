"""Training corrected: sessions amended and voided, the sheet signed at once, plans changed, files beside a session."""

from datetime import date
from decimal import Decimal

from app.ledger import attachments, people, training, training_edits
from app.ledger.book import Book
from app.ledger.training import Came
from app.ledger.training_edits import PlanDraft, SessionDraft
from app.ledger.training_month import NOUN
from app.ledger.undo import Undo
from tests.ledger.floor import AUGUST, JULY, july, refused


def held(book: Book, project: int, *came: Came) -> int:
    """A session of two hours on the third."""
    return training.hold(book, project, july(3), "派单", "routine", "2", came).id


def test_a_session_moves_with_everybody_who_came(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    session = held(book, kezhou, Came(crew["K02"]))
    draft = SessionDraft(date(2025, 8, 4), "派单规则", "targeted", "3", "李老师", "一楼")
    with refused(book, "reason"):
        training_edits.amend(book, kezhou, session, draft, " ")
    training_edits.amend(book, kezhou, session, draft, "登错月份")
    found = training.sessions(book, kezhou, AUGUST)[0]
    assert (found.topic, found.kind, found.trainer, found.place) == ("派单规则", "targeted", "李老师", "一楼")
    assert training.hours(book, kezhou, JULY) == {}
    assert training.hours(book, kezhou, AUGUST) == {crew["K02"]: Decimal(3)}


def test_a_session_does_not_move_past_somebodys_last_day(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    session = held(book, kezhou, Came(crew["K02"]))
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    with refused(book, "day", "不在职"):
        training_edits.amend(book, kezhou, session, SessionDraft(july(11), "派单", "routine", "2"), "改期")
    assert training.sessions(book, kezhou, JULY)[0].day == july(3)


def test_a_voided_session_takes_its_sheet_along_and_comes_back_whole(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    undo = Undo(book)
    session = held(book, kezhou, Came(crew["K02"]), Came(crew["K03"], came=False, excuse="当班"))
    with refused(book, "reason"):
        training_edits.void(book, kezhou, session, "")
    training_edits.void(book, kezhou, session, "重复登记")
    assert training.sessions(book, kezhou, JULY, cancelled=True) == ()
    assert training.attended(book, kezhou, session) == ()
    undo.undo()
    assert [one.came for one in training.attended(book, kezhou, session)] == [True, False]


def test_a_session_called_off_is_still_told_and_can_be_reinstated(book: Book, kezhou: int) -> None:
    session = held(book, kezhou)
    training.call_off(book, kezhou, session, "停电")
    assert [one.status for one in training.sessions(book, kezhou, JULY, cancelled=True)] == ["cancelled"]
    training_edits.reinstate(book, kezhou, session)
    assert [one.note for one in training.sessions(book, kezhou, JULY)] == [""]


def test_the_sheet_is_signed_at_once_and_touches_only_what_changed(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    undo = Undo(book)
    session = held(book, kezhou, Came(crew["K02"]), Came(crew["K03"]))
    sheet = (
        Came(crew["K02"]),
        Came(crew["K04"], hours=Decimal("1.5"), mark=Decimal(90)),
        Came(crew["K05"], False, excuse="请假"),
    )
    changed = training_edits.sign_in(book, kezhou, session, sheet)
    # K02 stays as it was; K03 goes, K04 and K05 come: three rows.
    assert len(changed.ids("training_attendance")) == 3
    assert training.attended(book, kezhou, session) == sheet
    assert training.hours(book, kezhou, JULY) == {crew["K02"]: 2, crew["K04"]: Decimal("1.5")}
    undo.undo()
    assert training.hours(book, kezhou, JULY) == {crew["K02"]: 2, crew["K03"]: 2}


def test_a_plan_is_amended_filed_by_somebody_and_its_filing_taken_back(book: Book, kezhou: int) -> None:
    plan = training.plan(book, kezhou, JULY, "派单", "routine").id
    training_edits.amend_plan(book, kezhou, plan, PlanDraft("派单规则", "targeted", "2.5", july(9)))
    training.file_plan(book, kezhou, JULY, july(2), "王经理")
    found = training.plans(book, kezhou, JULY)[0]
    assert (found.topic, found.hours, found.planned_on) == ("派单规则", Decimal("2.5"), july(9))
    assert (found.filed_on, found.filed_by) == (july(2), "王经理")
    with refused(book, "planned_on", "不在 2025-07 内"):
        training_edits.amend_plan(book, kezhou, plan, PlanDraft("派单", "routine", "", date(2025, 8, 1)))
    with refused(book, "kind"):
        training_edits.amend_plan(book, kezhou, plan, PlanDraft("派单", "yoga"))
    with refused(book, "reason"):
        training_edits.take_back_filing(book, kezhou, JULY, "")
    training_edits.take_back_filing(book, kezhou, JULY, "甲方退回")
    found = training.plans(book, kezhou, JULY)[0]
    assert (found.filed_on, found.filed_by) == (None, "")


def test_a_line_taken_out_of_the_plan_leaves_its_session(book: Book, kezhou: int) -> None:
    plan = training.plan(book, kezhou, JULY, "派单", "routine").id
    training.hold(book, kezhou, july(3), "派单", "routine", "2", plan=plan)
    training_edits.void_plan(book, kezhou, plan, "并入另一项")
    assert training.plans(book, kezhou, JULY) == ()
    assert [one.plan for one in training.sessions(book, kezhou, JULY)] == [None]


def test_files_are_attached_together_and_taken_back_together(book: Book, kezhou: int) -> None:
    undo = Undo(book)
    session = held(book, kezhou)
    training_edits.attach(book, kezhou, session, [("签到.png", b"a"), ("照片.png", b"b")])
    assert [one.name for one in attachments.of(book, NOUN, session)] == ["签到.png", "照片.png"]
    undo.undo()
    assert attachments.of(book, NOUN, session) == ()
