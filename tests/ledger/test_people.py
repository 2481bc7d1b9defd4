"""People: added together, found quickly, and everything about them dated."""

from datetime import date
from typing import Any

import pytest

from app.errors import Refused
from app.ledger import attendance, conduct_facts, history, leaving, people
from app.ledger.book import Book
from app.ledger.people import EMPLOYMENT, LEADER, POST_OF, PROTECTION, TEAM_OF, WAGE, Newcomer, Span
from app.ledger.pinyin import search_key
from tests.ledger.floor import AUGUST, JULY, MANAGER, head, held, july, person, refused


def newcomer(number: str = "K09", name: str = "马丽", **given: Any) -> Newcomer:
    """Somebody new."""
    return Newcomer(number, name, july(1), **given)


def shown(span: Span) -> tuple[str, str]:
    """A span's days as month and day."""
    return f"{span.since:%m-%d}", f"{span.until:%m-%d}" if span.until else ""


def test_people_come_with_team_post_wage_and_protection_of_newcomers(book: Book, kezhou: int) -> None:
    given = {"team": "三班", "post": "质检员", "wage_fen": 380000, "online_on": july(3)}
    added = people.add(book, kezhou, [newcomer(**given)])
    key = added.ids("person")[0]
    assert [(one.kind, one.team, one.word, one.fen) for one in people.spans(book, kezhou, person=key)] == [
        (EMPLOYMENT, "", "", None),
        (TEAM_OF, "三班", "", None),
        (POST_OF, "", "质检员", None),
        (WAGE, "", "", 380000),
    ]
    assert "三班" in people.teams(book, kezhou)


def test_many_are_one_entry_of_the_history(book: Book, kezhou: int) -> None:
    before = head(book)
    people.add(book, kezhou, [newcomer(f"K{at}", f"马{at}") for at in range(20, 40)])
    assert head(book) == before + 1
    assert history.find(book, head(book)).words == "新增人员 20 人"
    assert history.find(book, head(book)).user == MANAGER


def test_all_or_none_and_every_fault_is_named(book: Book, kezhou: int) -> None:
    rows = [
        newcomer("K09", "马丽"),
        newcomer("K02", "新人"),
        newcomer("", "无工号"),
        newcomer("K10", " "),
        newcomer("K09", "马丽二"),
        newcomer("K11", "早上线", online_on=date(2025, 6, 30)),
        newcomer("K12", "负工资", wage_fen=-1),
        newcomer("K13", "无班班长", leader=True),
    ]
    before = head(book)
    with pytest.raises(Refused) as caught:
        people.add(book, kezhou, rows)
    assert {fault.path for fault in caught.value.faults} == {
        "[2].staff_number",
        "[3]",
        "[4]",
        "[5].staff_number",
        "[6].online_on",
        "[7].wage_fen",
        "[8].leader",
    }
    assert "单明" in caught.value.faults[0].reason
    assert (head(book), len(people.listed(book, kezhou))) == (before, 8)


def test_spaces_pasted_with_a_staff_number_make_no_second_person(book: Book, kezhou: int) -> None:
    with refused(book, "[1].staff_number", "单明"):
        people.add(book, kezhou, [newcomer(" K02 ", "单明")])
    people.add(book, kezhou, [newcomer("K09 ", "马丽 ", team=" 一班 ")])
    assert person(book, kezhou, "K09").name == "马丽"
    assert set(people.teams(book, kezhou)) == {"一班", "二班"}


def test_nobody_to_add_is_refused(book: Book, kezhou: int) -> None:
    with refused(book, "people"):
        people.add(book, kezhou, [])


def test_staff_numbers_of_another_project_are_free(book: Book, danzhou: int) -> None:
    people.add(book, danzhou, [newcomer("K01", "黄四")])
    assert person(book, danzhou, "K01").name == "黄四"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("买买提", "K01"),
        ("买买提·艾力", "K01"),
        ("买买提艾力", "K01"),
        ("买买提•艾力", "K01"),
        ("买买提．艾力", "K01"),
        ("maimaiti", "K01"),
        ("mmtal", "K01"),
        ("MMT", "K01"),
        ("ｍｍｔ", "K01"),
        ("aygl", "K04"),
        ("吐尔逊", "K04"),
        ("k03", "K03"),
        ("Ｋ０３", "K03"),
        ("shanm", "K02"),
        ("sm", "K02"),
        ("zengli", "K03"),
        ("zl", "K03"),
        ("qiuying", "K05"),
        ("xiefang", "K06"),
        ("xf", "K06"),
        ("qinfang", "K07"),
        ("qf", "K07"),
        ("王 芳", "K08"),
    ],
)
def test_somebody_is_found_by_what_is_typed(book: Book, kezhou: int, typed: str, number: str) -> None:
    assert people.search(book, kezhou, typed)[0].staff_number == number


@pytest.mark.parametrize("typed", ["danming", "cengli", "chouying", "jiefang", "tanfang", "zz", "张"])
def test_nobody_is_found_by_a_sound_that_is_not_theirs(book: Book, kezhou: int, typed: str) -> None:
    assert people.search(book, kezhou, typed) == ()


def test_the_best_match_comes_first(book: Book, kezhou: int) -> None:
    people.add(book, kezhou, [newcomer("K09", "王芳芳"), newcomer("K10", "大王芳"), newcomer("WF", "赵六")])
    assert [one.staff_number for one in people.search(book, kezhou, "王芳")] == ["K08", "K09", "K10"]
    assert [one.staff_number for one in people.search(book, kezhou, "wf")] == ["K08", "WF", "K09"]
    assert len(people.search(book, kezhou, "")) == 11


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("尉迟恭", "yuchigong ycg"),
        ("万俟丽", "moqili mql"),
        ("卜丽", "buli bl"),
        ("缪英", "miaoying my"),
        ("吕布", "lvbu lb"),
        ("阿不都·热合曼", "abudureheman abdrhm"),
        ("Ayqiz", "ayqiz a"),
    ],
)
def test_search_keys(name: str, key: str) -> None:
    assert search_key(name) == key


def test_a_corrected_name_is_found_by_its_new_sound(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.correct(book, kezhou, crew["K02"], name="单铭")
    assert people.search(book, kezhou, "单铭")[0].id == crew["K02"]
    people.correct(book, kezhou, crew["K02"], pinyin="danming dm")
    assert people.search(book, kezhou, "dm")[0].id == crew["K02"]


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"name": " "}, "name"),
        ({"staff_number": ""}, "staff_number"),
        ({"staff_number": "K01"}, "correct_person"),
        ({"online_on": date(2024, 12, 31)}, "online_on"),
        ({"team": "二班"}, "team"),
    ],
)
def test_a_correction_that_would_leave_nonsense_is_refused(
    book: Book, kezhou: int, crew: dict[str, int], values: dict[str, Any], place: str
) -> None:
    with refused(book, place):
        people.correct(book, kezhou, crew["K02"], **values)


def test_a_transfer_in_the_middle_of_a_month_ends_the_old_team_the_day_before(
    book: Book, kezhou: int, crew: dict[str, int]
) -> None:
    people.assign(book, kezhou, crew["K02"], TEAM_OF, july(16), team="二班", reason="调班")
    found = held(book, kezhou, TEAM_OF, crew["K02"])
    assert [(one.team, *shown(one)) for one in found] == [("一班", "01-01", "07-15"), ("二班", "07-16", "")]
    assert [one.holds(july(15)) for one in found] == [True, False]
    teams = {one["id"]: one["team"] for one in conduct_facts.collect(book, kezhou, JULY).facts["people"]}
    assert teams["K02"] == "二班"


def test_a_transfer_today_does_not_change_last_month(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    before = conduct_facts.collect(book, kezhou, JULY).facts
    people.assign(book, kezhou, crew["K02"], TEAM_OF, AUGUST.first, team="二班")
    assert conduct_facts.collect(book, kezhou, JULY).facts == before


def test_a_span_for_some_days_leaves_nothing_after_it(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.assign(book, kezhou, crew["K02"], PROTECTION, july(1), word="怀孕", until=july(31))
    assert [one.holds(AUGUST.first) for one in held(book, kezhou, PROTECTION, crew["K02"])] == [False]


def test_what_overlaps_something_later_is_refused(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.assign(book, kezhou, crew["K02"], TEAM_OF, july(16), team="二班")
    for since in (july(16), july(10)):
        with refused(book, "since", "重叠"):
            people.assign(book, kezhou, crew["K02"], TEAM_OF, since, team="一班")
    with refused(book, "since", "重叠"):
        people.assign(book, kezhou, crew["K02"], TEAM_OF, date(2024, 12, 1), team="一班", until=july(20))


@pytest.mark.parametrize(
    ("kind", "given", "place"),
    [
        (TEAM_OF, {"team": "三班"}, "team"),
        (TEAM_OF, {}, "team"),
        (EMPLOYMENT, {}, "kind"),
        ("nickname", {}, "kind"),
        (WAGE, {}, "fen"),
        (WAGE, {"fen": -100}, "fen"),
        (POST_OF, {}, "word"),
        (PROTECTION, {"word": " "}, "word"),
        (POST_OF, {"word": "质检员", "until": date(2025, 6, 30)}, "until"),
    ],
)
def test_a_span_that_says_nothing_is_refused(
    book: Book, kezhou: int, crew: dict[str, int], kind: str, given: dict[str, Any], place: str
) -> None:
    with refused(book, place):
        people.assign(book, kezhou, crew["K02"], kind, july(1), **given)


def test_nothing_is_assigned_to_somebody_who_is_not_there(
    book: Book, kezhou: int, danzhou: int, crew: dict[str, int]
) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    with refused(book, "since", "不在职"):
        people.assign(book, kezhou, crew["K02"], TEAM_OF, july(11), team="二班")
    with refused(book, "person", "没有这条记录"):
        people.assign(book, danzhou, crew["K01"], POST_OF, july(20), word="驻场经理")
    with refused(book, "person"):
        people.assign(book, kezhou, 999, POST_OF, july(20), word="质检员")


def test_a_team_has_one_leader_at_a_time(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    with refused(book, "team", "买买提·艾力"):
        people.assign(book, kezhou, crew["K02"], LEADER, july(16), team="一班")
    with refused(book, "[1].leader", "买买提·艾力"):
        people.add(book, kezhou, [newcomer(team="一班", leader=True)])
    people.end(book, kezhou, held(book, kezhou, LEADER, crew["K01"])[0].id, july(15), "换班长")
    people.assign(book, kezhou, crew["K02"], LEADER, july(16), team="一班")
    leading = [one["id"] for one in conduct_facts.judged(book, kezhou, JULY)[0].facts["people"] if one["leader"]]
    assert leading == ["K02", "K05"]


def test_an_end_is_not_moved_into_what_follows(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.assign(book, kezhou, crew["K02"], TEAM_OF, july(16), team="二班")
    first = held(book, kezhou, TEAM_OF, crew["K02"])[0]
    with refused(book, "until", "重叠"):
        people.end(book, kezhou, first.id, july(20))
    with refused(book, "until"):
        people.end(book, kezhou, first.id, date(2024, 12, 31))
    people.end(book, kezhou, first.id, july(12))
    assert shown(held(book, kezhou, TEAM_OF, crew["K02"])[0]) == ("01-01", "07-12")


def test_an_employment_is_ended_by_leaving_only(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    with refused(book, "span", "离职"):
        people.end(book, kezhou, held(book, kezhou, EMPLOYMENT, crew["K02"])[0].id, july(10))


def test_leaving_ends_everything_dated(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.assign(book, kezhou, crew["K01"], PROTECTION, july(1), word="哺乳期", until=date(2025, 12, 31))
    people.assign(book, kezhou, crew["K01"], TEAM_OF, AUGUST.first, team="二班")
    people.leave_job(book, kezhou, crew["K01"], july(10), "辞职", noticed_on=date(2025, 6, 10), handed_over=True)
    found = people.spans(book, kezhou, person=crew["K01"])
    assert {one.kind for one in found} == {EMPLOYMENT, TEAM_OF, LEADER, WAGE, PROTECTION}
    assert {one.until for one in found} == {july(10)}
    job = held(book, kezhou, EMPLOYMENT, crew["K01"])[0]
    assert (job.noticed_on, job.handed_over, job.reason) == (date(2025, 6, 10), True, "辞职")
    assert crew["K01"] in people.employed(book, kezhou, july(10))
    assert crew["K01"] not in people.employed(book, kezhou, july(11))


def test_leaving_needs_a_reason_and_somebody_who_is_there(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    with refused(book, "reason"):
        people.leave_job(book, kezhou, crew["K01"], july(10), " ")
    with refused(book, "last_day", "不在职"):
        people.leave_job(book, kezhou, crew["K01"], date(2024, 12, 31), "辞职")
    people.leave_job(book, kezhou, crew["K01"], july(10), "辞职")
    with refused(book, "last_day", "不在职"):
        people.leave_job(book, kezhou, crew["K01"], july(20), "辞职")


def test_an_earlier_last_day_takes_everything_back_with_it(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K01"], july(20), "辞职")
    people.leave_job(book, kezhou, crew["K01"], july(10), "辞职")
    assert {one.until for one in people.spans(book, kezhou, person=crew["K01"])} == {july(10)}


def test_somebody_who_comes_back_has_two_employments(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    leaving.rehire(book, kezhou, crew["K02"], AUGUST.first, team="二班", wage_fen=400000)
    assert [shown(one) for one in held(book, kezhou, EMPLOYMENT, crew["K02"])] == [("01-01", "07-10"), ("08-01", "")]
    assert [(one.team, *shown(one)) for one in held(book, kezhou, TEAM_OF, crew["K02"])] == [
        ("一班", "01-01", "07-10"),
        ("二班", "08-01", ""),
    ]
    assert [one.fen for one in held(book, kezhou, WAGE, crew["K02"])] == [360000, 400000]
    assert crew["K02"] not in people.employed(book, kezhou, july(20))


def test_coming_back_into_no_team_or_before_leaving_is_refused(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K02"], july(10), "辞职")
    with refused(book, "since", "重叠"):
        leaving.rehire(book, kezhou, crew["K02"], july(10))
    with refused(book, "team", "没有这个班组"):
        leaving.rehire(book, kezhou, crew["K02"], AUGUST.first, team="三班")


def test_a_fact_that_never_was_is_voided_with_a_reason(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    span = people.assign(book, kezhou, crew["K02"], PROTECTION, july(1), word="怀孕").id
    with refused(book, "reason"):
        people.void_span(book, kezhou, span, " ")
    people.void_span(book, kezhou, span, "登记错人")
    assert held(book, kezhou, PROTECTION, crew["K02"]) == ()
    with refused(book, "person_span", "已作废"):
        people.void_span(book, kezhou, span, "再次")
    with refused(book, "person_span", "已作废"):
        people.end(book, kezhou, span, july(2))


def test_a_new_leader_follows_one_who_left_in_the_same_month(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    people.leave_job(book, kezhou, crew["K01"], july(10), "辞职")
    people.assign(book, kezhou, crew["K02"], LEADER, july(11), team="一班")
    conduct_facts.judged(book, kezhou, JULY)


def test_marks_after_the_last_day_are_left_out_of_the_month(book: Book, kezhou: int, crew: dict[str, int]) -> None:
    attendance.record(book, kezhou, [attendance.Entry(crew["K02"], july(18), "late")])
    people.leave_job(book, kezhou, crew["K02"], july(15), "辞职，补登记")
    found, _ = conduct_facts.judged(book, kezhou, JULY)
    assert (found.facts["events"], len(found.left_out)) == ([], 1)
