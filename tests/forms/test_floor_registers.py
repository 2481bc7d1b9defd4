"""事件登记表, 义务完成情况表, 人员花名册 and 工资扣罚明细: their rows are the ledger's, their figures the score's."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.forms.floor_masked import HIDDEN, masked
from app.forms.kinds import incident_register, obligation_report, people_list, wage_deductions
from app.forms.registry import MONTH, Wanted, find
from app.ledger import (
    adjustments,
    attachments,
    conduct_facts,
    conduct_months,
    facts,
    incidents,
    obligations,
    people,
    periods,
    projects,
    store,
)
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.people import Newcomer
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period
from tests.forms.conftest import wanted
from tests.forms.floor import PERIODS, SCHEMES, empty, printed, said
from tests.forms.grid import rows_of, tables, words

LONG = "麦麦提江·吐尔逊·阿卜杜热合曼·努尔买买提"


@pytest.fixture
def own_book(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """A demo that may be written into."""
    book = store.open_book(Path(shutil.copy(demo_file, tmp_path / "登记.hotline")), "王经理")
    yield book
    book.engine.dispose()


@pytest.mark.parametrize("code", list(PERIODS))
def test_the_register_has_a_row_for_each_event(demo_book: Book, code: str) -> None:
    given = wanted(demo_book, code, PERIODS[code])
    document = incident_register.store(given)
    printed(document)
    logged = incidents.listed(demo_book, given.project.id, given.period)
    rows = rows_of(tables(document.sheets[0])[0])[1:]
    assert [row[1] for row in rows] == [f"{one.day.month}月{one.day.day}日" for one in logged]
    assert [row[7] for row in rows] == [incidents.STATUS[one.status] for one in logged]


def test_effects_are_those_of_the_rules(demo_book: Book) -> None:
    rows = rows_of(tables(incident_register.store(wanted(demo_book, "KZ", "2025-Q3")).sheets[0])[0])[1:]
    effects = {(row[1], str(row[3])): row[8] for row in rows}
    assert effects["7月12日", "超过24小时形成工单 ×4.5"] == "24小时形成工单扣 0.2 分"
    assert effects["7月16日", "有效投诉"] == "计入投诉，不增减"
    assert effects["8月14日", "有效投诉"] == "投诉扣 1 分，少付 18480.00 元"
    assert effects["7月15日", "知识库关键点解释遗漏"] == "已撤销，不计"
    assert effects["7月4日", "工单派发错误 ×2"] == "扣罚 40.00 元"
    assert "待核实，未计入" in effects.values()
    money = rows_of(tables(incident_register.store(wanted(demo_book, "JY", "2026-02")).sheets[0])[0])[1:]
    assert "投诉扣 500.00 元" in [row[8] for row in money]


def test_the_fines_of_the_register_are_those_of_the_months(demo_book: Book) -> None:
    """Every fine stands beside its event, unless attendance itself gave rise to it."""
    given = wanted(demo_book, "KZ", "2025-Q3")
    rows = rows_of(tables(incident_register.store(given).sheets[0])[0])[1:]
    told = sum(Decimal(str(row[8])[3:-2]) for row in rows if str(row[8]).startswith("扣罚 "))
    fined, marked = Decimal(0), Decimal(0)
    for month in given.period.months:
        collected, result = conduct_facts.judged(demo_book, given.project.id, month)
        fined += sum((Decimal(one.fines) / 100 for one in result.people), Decimal(0))
        logged = {
            (str(event["person"]), str(event["rule"]), str(event["date"]))
            for event, rows_behind in zip(collected.facts["events"], collected.origins, strict=True)
            if rows_behind[0].noun == "incident"
        }
        for one in result.people:
            for item in one.items:
                if item.rule.kind == "fine" and (one.person.id, item.rule.id, str(item.event.day)) not in logged:
                    marked += Decimal(item.amount) / 100
    assert told + marked == fined and told > 0


def test_nobodys_number_is_printed_but_evidence_is_counted(own_book: Book) -> None:
    given = wanted(own_book, "BS", "2025-12")
    heard = "来电人 13876543210（身份证 460033199001011234）投诉，工单 20251218001234，回拨 0898-66221234 未接"
    draft = Draft("complaint", date(2025, 12, 20), source="来电 13612345678", words=heard)
    key = incidents.log(own_book, given.project.id, [draft], status="verified").ids("incident")[0]
    attachments.attach(own_book, given.project.id, "incident", key, "录音.mp3", b"mp3")
    document = incident_register.store(given)
    row = rows_of(tables(document.sheets[0])[0])[-1]
    text = printed(document)
    assert not any(number in text for number in ("13876543210", "460033199001011234", "66221234", "13612345678"))
    assert "20251218001234" in str(row[6]) and str(row[6]).count(HIDDEN) == 4
    assert row[9] == "1 份" and row[8] == "有理由投诉扣 1 分"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("电话 66221234 无人接", f"电话 {HIDDEN} 无人接"),
        ("合同总额 4849700 元", "合同总额 4849700 元"),
        ("20250901 起", "20250901 起"),
        ("卡号 6222 0212 3456 7890 123", f"卡号 {HIDDEN}"),
        ("139 1234 5678", HIDDEN),
        ("2025-09 83434 件", "2025-09 83434 件"),
        ("46003319900101123X", HIDDEN),
        ("工单号：202509030001234", "工单号：202509030001234"),
    ],
)
def test_what_counts_as_a_number_of_somebody(given: str, shown: str) -> None:
    assert masked(given) == shown


@pytest.mark.parametrize("code", list(PERIODS))
def test_every_obligation_of_the_period_is_listed(demo_book: Book, code: str) -> None:
    given = wanted(demo_book, code, PERIODS[code])
    document = obligation_report.store(given)
    printed(document)
    due = obligations.due_in(demo_book, given.project.id, given.period)
    rows = rows_of(tables(document.sheets[0])[0])[1:]
    listed = [row for row in rows if row[1]]
    assert len(listed) >= len(due)
    assert sum(row[5] == "按时完成" for row in listed) >= sum(one.status == "done" and not one.late for one in due)


def test_how_an_obligation_stands_and_what_it_costs(own_book: Book) -> None:
    given = wanted(own_book, "KZ", "2025-Q3")
    project = given.project.id
    due = [one for one in obligations.due_in(own_book, project, given.period) if one.status == "open"]
    late = next(one for one in due if one.rule != "attendance_sheet")
    obligations.prove(own_book, project, late.id, date(2025, 10, 3), "补报，联系 13876543210")
    rows = rows_of(tables(obligation_report.store(given).sheets[0])[0])[1:]
    told = next(row for row in rows if row[4] == "2025-10-03")
    assert told[5] == f"逾期完成 {(date(2025, 10, 3) - late.due_on).days} 天" and told[6] == f"补报，联系 {HIDDEN}"
    before = facts.assessed(own_book, project, given.period).assessment.score
    other = next(one for one in due if one.rule == "attendance_sheet")
    cost = next(row[8] for row in rows if row[1] == "值班考勤表备案")
    obligations.confirm_missed(own_book, project, other.id, "未报送")
    after = facts.assessed(own_book, project, given.period).assessment.score
    assert before is not None and after is not None and before - after == Decimal("0.5")  # pyright: ignore[reportOperatorIssue]
    assert str(cost).startswith("计入“考勤表备案”：每次扣 0.5 分")


def test_the_roster_counts_posts_against_the_contract(demo_book: Book) -> None:
    given = wanted(demo_book, "DZ", "2025-09")
    document = people_list.store(given)
    text = printed(document)
    rows = rows_of(tables(document.sheets[0])[0])[1:]
    there = people.employed(demo_book, given.project.id, given.period.last)
    assert sum(str(row[7]).startswith("在岗") for row in rows) == len(there) == 53
    gone = [row for row in rows if "离职" in str(row[7])]
    assert len(gone) == 1 and gone[0][1] == "DZ018"
    posts = {row[0]: row[1:4] for row in rows_of(tables(document.sheets[0])[1])[1:]}
    assert posts["驻场经理"] == ["1", "1", "0"] and posts["合计（不含驻场经理）"] == ["52", "52", "0"]
    assert "人员花名册（2025年9月30日）" in text and document.stamp.draft is False


def test_a_vacant_post_is_short(own_book: Book) -> None:
    given = wanted(own_book, "DZ", "2025-12")
    manager = next(one for one in people.listed(own_book, given.project.id) if one.staff_number == "DZ001")
    people.assign(own_book, given.project.id, manager.id, "post", date(2025, 12, 10), word="质检员")
    posts = {row[0]: row[1:4] for row in rows_of(tables(people_list.store(given).sheets[0])[1])[1:]}
    assert posts["驻场经理"] == ["1", "0", "1"] and posts["质检员"] == ["—", "1", "—"]


def test_wages_are_what_was_judged_with_the_bound_beside(demo_book: Book) -> None:
    given = wanted(demo_book, "KZ", "2025-07")
    current = periods.standing(demo_book, given.project.id, CONDUCT_SHEET, given.period).current
    assert current is not None
    sealed = json.loads(periods.texts_of(demo_book, current.id)["result"])["people"]
    document = wage_deductions.store(given)
    assert document.stamp.number == current.number and not document.stamp.draft
    rows = rows_of(tables(document.sheets[0])[0])[1:-1]
    keys = ("fines", "wage_deductions", "reward", "net")
    assert [row[5:9] for row in rows] == [[one[key] for key in keys] for one in sealed]
    wages = {row[1]: Decimal(str(row[4])) for row in rows}
    for row in rows:
        bound = min(wages[row[1]] / 5, wages[row[1]] - 1750)
        assert Decimal(str(row[10])) == bound
    text = printed(document)
    assert "《工资支付暂行规定》第十六条" in text and "不是扣款的许可" in text


def test_what_was_really_taken_and_given_back(own_book: Book) -> None:
    given = wanted(own_book, "KZ", "2025-10")
    project, month = given.project.id, given.period
    who = {one.staff_number: one.id for one in people.listed(own_book, project)}
    conduct_months.deduct(own_book, project, who["K02"], month, 1000, date(2025, 10, 25))
    conduct_months.deduct(own_book, project, who["K02"], month, 250, date(2025, 10, 28))
    about = Period("month", 2025, 8)
    adjustments.adjust(
        own_book, project, "conduct", date(2025, 10, 20), about, 2000, "申诉成立，退还", person=who["K03"]
    )
    rows = {str(row[1]): row for row in rows_of(tables(wage_deductions.store(given).sheets[0])[0])[1:-1]}
    assert rows["K02"][11] == "12.50" and rows["K03"][9] == "20.00" and rows["K01"][11] == "未登记"
    total = rows_of(tables(wage_deductions.store(given).sheets[0])[0])[-1]
    assert total[9] == "20.00" and total[11] == "12.50"


def test_without_a_minimum_wage_nothing_is_promised(tmp_path: Path) -> None:
    given = empty(tmp_path, "kezhou-2025", "2025-09")
    since = date(2025, 1, 1)
    crew = [Newcomer("K01", LONG, since, "一班", since, wage_fen=300000), Newcomer("K02", "陈婴", since, "一班", since)]
    people.add(given.book, given.project.id, crew)
    document = wage_deductions.store(given)
    rows = rows_of(tables(document.sheets[0])[0])[1:-1]
    assert [row[10] for row in rows] == ["最低工资未填写，无法校验", "月工资未录入，无法校验"]
    assert rows[1][4] == "未录入" and "当地月最低工资：未填写" in printed(document).replace("\n", "")


def test_a_contract_without_conduct_rules_lists_attendance_only(demo_book: Book) -> None:
    document = wage_deductions.store(wanted(demo_book, "DZ", "2025-09"))
    table = tables(document.sheets[0])[0]
    assert "扣罚" not in [text for row in rows_of(table)[:1] for text in row]
    assert "没有约定对员工的扣罚金额" in words(document.sheets[0])
    printed(document)


@pytest.mark.parametrize("scheme", list(SCHEMES))
@pytest.mark.parametrize("form", ["incident-register", "obligations", "people-list", "wage-deductions"])
def test_a_project_of_nothing_prints_blanks(tmp_path: Path, scheme: str, form: str) -> None:
    given, made = empty(tmp_path, scheme), find(form)
    month = given.period.months[-1] if made.span == MONTH else given.period
    assert made.from_store is not None
    document = made.from_store(Wanted(given.book, given.project, given.contract, month))
    assert "未录入" in printed(document)
    body = rows_of(tables(document.sheets[0])[0])[1:]
    assert {text for row in body for text in row[1:] if text} <= {"—"}


def test_long_words_and_long_names_print_whole(tmp_path: Path) -> None:
    given = empty(tmp_path, "kezhou-2025", "2025-Q3")
    since = date(2025, 1, 1)
    people.add(given.book, given.project.id, [Newcomer("K01", LONG, since, "第一话务服务班组", since)])
    who = people.listed(given.book, given.project.id)[0].id
    tale = "来电人反映供暖不足，话务员解释政策后转派，三日后来电人再次致电称未获回复。" * 12
    draft = Draft("off_task", date(2025, 9, 3), who, words=tale)
    incidents.log(given.book, given.project.id, [draft], status="verified")
    for form in (incident_register, people_list):
        document = form.store(given)
        assert LONG in said(document)
        assert printed(document).replace("\n", "").count("来电人反映供暖不足") in (0, 12)
    projects.rename(given.book, given.project.id, name="很长的项目名称" * 8, party_a="", party_b="")
    renamed = Wanted(given.book, projects.find(given.book, "E"), given.contract, given.period)
    printed(incident_register.store(renamed))
