"""话务员月度绩效考核表 and its list: figures against the rules' own result, the frozen month, decisions, the slip."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.capitals import capitals
from app.errors import Refused
from app.exact import show_money
from app.forms.kinds import agent_list, agent_month, wage_deductions
from app.forms.sheet import Document, Sheet, Signatures, Table
from app.ledger import adjustments, conduct_facts, conduct_months, incidents, people, periods, projects, store
from app.ledger.book import Book
from app.ledger.sealing import CONDUCT_SHEET
from app.periods import Period
from tests.forms.conftest import wanted
from tests.forms.grid import column, covered, tables, texts, words

SEPTEMBER = Period("month", 2025, 9)
PARTS = {"discipline": "28.5", "quality": "36", "skill": "27", "bonus": "2"}


@pytest.fixture
def own_book(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """A demo that may be written into."""
    book = store.open_book(Path(shutil.copy(demo_file, tmp_path / "考核.hotline")), "王经理")
    yield book
    book.engine.dispose()


def pages(document: Document) -> dict[str, Sheet]:
    """Each person's page, by staff number."""
    return {one.name.split(" ")[0]: one for one in document.sheets}


def beside(sheet: Sheet, name: str) -> str | None:
    """What stands right of a label."""
    for row in (row for table in tables(sheet) for row in texts(table)):
        for at, cell in enumerate(row[:-1]):
            if cell == name:
                return row[at + 1]
    raise KeyError(name)


def with_head(sheet: Sheet, head: str) -> Table:
    return next(one for one in tables(sheet) if one.rows[0].cells[0] and one.rows[0].cells[0].text == head)


def test_each_page_has_the_figures_of_the_rules(demo_book: Book) -> None:
    _, result = conduct_facts.judged(demo_book, projects.find(demo_book, "KZ").id, SEPTEMBER)
    found = pages(agent_month.store(wanted(demo_book, "KZ", "2025-09")))
    assert len(found) == len(result.people) == 14
    assert any(one.fines for one in result.people) and any(one.wage_deductions for one in result.people)
    for one in result.people:
        sheet = found[one.person.id]
        # One correction takes effect in September: 20 yuan go back to K11.
        net = one.net + (2000 if one.person.id == "K11" else 0)
        assert beside(sheet, "扣罚") == show_money(one.fines) and beside(sheet, "分配所得") == show_money(one.reward)
        assert beside(sheet, "扣减工资") == show_money(one.wage_deductions)
        assert (beside(sheet, "应计净额"), beside(sheet, "大写")) == (show_money(net), capitals(net))
        items = texts(with_head(sheet, "日期"))[1:-1]
        assert [row[0] for row in items] == ([str(item.event.day) for item in one.items] or ["本月没有登记事项"])
        assert [row[1] for row in items if row[1]] == [item.rule.clause for item in one.items]
        for row, item in zip(items, one.items, strict=False):
            assert item.rule.words in str(row[2]) and item.rule.name in str(row[2])
        assert all(covered(each) for each in tables(sheet)) and not sheet.landscape


def test_the_head_says_who_it_is(demo_book: Book) -> None:
    sheet = pages(agent_month.store(wanted(demo_book, "KZ", "2025-08")))["K14"]
    assert [beside(sheet, name) for name in ("姓名", "工号", "班组")] == ["祖丽胡玛尔·阿卜杜拉", "K14", "二班"]
    assert beside(sheet, "上线日期") == "2025年8月4日" and beside(sheet, "保护期") == "新员工保护期至 2025年8月13日"
    assert "应于 2025年9月15日前完成" in words(sheet)
    spared = texts(with_head(sheet, "日期"))[1]
    assert spared[0] == "2025-08-07" and "保护期" in str(spared[3]) and spared[4:] == ["免扣", ""]
    leader = pages(agent_month.store(wanted(demo_book, "KZ", "2025-08")))["K06"]
    assert beside(leader, "岗位") == "班长"


def test_the_score_has_the_parts_and_weights_of_the_rules(demo_book: Book) -> None:
    sheet = pages(agent_month.store(wanted(demo_book, "KZ", "2025-09")))["K01"]
    rows = texts(with_head(sheet, "考核项目"))
    assert [row[:3] for row in rows[1:]] == [
        ["作风纪律", "30", ""],
        ["语音质检评估", "40", ""],
        ["业务技能", "30", ""],
        ["奖励加分", "最多 10", ""],
        ["总分", "满分 100", "未录入"],
    ]


def test_marks_decisions_slip_and_deductions_are_printed(own_book: Book) -> None:
    project, who = projects.find(own_book, "KZ").id, 8
    month = Period("month", 2025, 8)
    conduct_months.appraise(own_book, project, who, month, PARTS)
    day = date(2025, 9, 12)
    conduct_months.decide(own_book, project, who, month, "dismissal", "declined", "初犯，改为调岗", on=day, by="赵主任")
    conduct_months.hand_out(own_book, project, who, month, date(2025, 9, 11))
    conduct_months.appeal(own_book, project, who, month, date(2025, 9, 13), "请求减轻")
    conduct_months.answer_appeal(own_book, project, who, month, "维持")
    conduct_months.deduct(own_book, project, who, month, 60000, date(2025, 9, 20))
    sheet = agent_month.store(wanted(own_book, "KZ", "2025-08", who)).sheets[0]
    assert [row[2] for row in texts(with_head(sheet, "考核项目"))[1:]] == ["28.5", "36", "27", "2", "93.5"]
    proposed = texts(with_head(sheet, "处理建议"))[1]
    assert proposed[0] == "予以辞退" and proposed[2] == "不作此处理：初犯，改为调岗（赵主任，2025年9月12日）"
    assert "■ 有异议" in str(beside(sheet, "本人确认")) and "□ 无异议" in str(beside(sheet, "本人确认"))
    assert beside(sheet, "申诉意见") == "2025年9月13日：请求减轻" and beside(sheet, "处理结果") == "维持"
    assert beside(sheet, "已实际扣发") == "600.00"
    listed = texts(tables(agent_list.store(wanted(own_book, "KZ", "2025-08")).sheets[0])[0])
    row = next(row for row in listed if row[1] == "K08")
    assert row[5:10] == ["28.5", "36", "27", "2", "93.5"] and "已决定不作此处理" in str(row[-2])


def test_more_than_the_full_score_counts_as_the_full_score(own_book: Book) -> None:
    marks = {"discipline": "30", "quality": "40", "skill": "30", "bonus": "10"}
    conduct_months.appraise(own_book, projects.find(own_book, "KZ").id, 1, SEPTEMBER, marks)
    total = texts(with_head(agent_month.store(wanted(own_book, "KZ", "2025-09", 1)).sheets[0], "考核项目"))[-1]
    assert total[2:] == ["100", "各项合计 110，按满分计"]


def test_a_proposal_stands_as_such_until_somebody_decides(demo_book: Book) -> None:
    sheet = pages(agent_month.store(wanted(demo_book, "KZ", "2025-08")))["K08"]
    assert texts(with_head(sheet, "处理建议"))[1][2] == "建议，待确认"
    assert "申诉意见" in [row[0] for table in tables(sheet) for row in texts(table)]
    assert beside(sheet, "申诉意见") == "" and "□ 无异议" in str(beside(sheet, "本人确认"))


def test_a_reference_limit_is_named_beside_the_amount(demo_book: Book) -> None:
    # K08 earns 3,600: 20 % are 720, and 3,600 − 1,750 would be more.
    sheet = pages(agent_month.store(wanted(demo_book, "KZ", "2025-08")))["K08"]
    assert str(beside(sheet, "可扣参考")).startswith("制度金额 2000.00 元；审慎上限 720.00 元")


def test_the_frozen_month_prints_what_was_frozen(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    month = Period("month", 2025, 8)
    current = periods.standing(own_book, project, CONDUCT_SHEET, month).current
    assert current
    frozen = json.loads(periods.texts_of(own_book, current.id)["result"])
    people.correct(own_book, project, 12, name="叶尔江·改名后")
    for kind in (agent_month, agent_list):
        stamp = kind.store(wanted(own_book, "KZ", "2025-08")).stamp
        assert (stamp.number, stamp.digest, stamp.draft) == (current.number, current.digest, False)
    sheet = pages(agent_month.store(wanted(own_book, "KZ", "2025-08")))["K12"]
    assert beside(sheet, "姓名") == "叶尔江·哈斯木" and sheet.name == "K12 叶尔江·哈斯木"
    mine = next(one for one in frozen["people"] if one["id"] == "K12")
    assert beside(sheet, "扣罚") == mine["fines"] and mine["fines"] != "0.00"
    assert [row[3] for row in texts(with_head(sheet, "日期"))[1:-1]] == [item["trace"] for item in mine["items"]]
    assert agent_month.store(wanted(own_book, "KZ", "2025-09")).stamp.draft


def test_the_list_sums_what_the_rules_say(demo_book: Book) -> None:
    _, result = conduct_facts.judged(demo_book, projects.find(demo_book, "KZ").id, SEPTEMBER)
    document = agent_list.store(wanted(demo_book, "KZ", "2025-09"))
    table = tables(document.sheets[0])[0]
    rows = texts(table)
    assert covered(table) and document.sheets[0].landscape and rows[0][-1] == "本人签字"
    order = "K01 K02 K03 K04 K06 K07 K08 K09 K14 K05 K10 K11 K12 K13"
    assert " ".join(str(row[1]) for row in rows[1:-1]) == order
    by_number = {one.person.id: one for one in result.people}
    for row in rows[1:-1]:
        one = by_number[str(row[1])]
        amounts = [show_money(fen) for fen in (one.fines, one.wage_deductions, one.reward, one.net)]
        assert row[11:15] == amounts and row[10] == ("是" if one.full_attendance else "否")
    sums = [sum(getattr(one, what) for one in result.people) for what in ("fines", "wage_deductions", "reward", "net")]
    assert rows[-1][11:16] == [*(show_money(fen) for fen in sums), "20.00"]
    assert [one.text for one in column(table, "更正\n（元）") if one and one.text] == ["20.00", "20.00"]
    kept = sum(one.full_attendance for one in result.people)
    assert rows[-1][10] == f"{kept} 人"
    assert any(isinstance(one, Signatures) for one in document.sheets[0].blocks)


def test_what_waits_to_be_verified_is_named(demo_book: Book) -> None:
    waiting = [
        one
        for one in incidents.listed(demo_book, projects.find(demo_book, "KZ").id, SEPTEMBER, incidents.CONDUCT)
        if one.status == incidents.RECORDED
    ]
    assert len(waiting) == 1
    assert "另有 1 件事项尚待核实" in words(agent_list.store(wanted(demo_book, "KZ", "2025-09")).sheets[0])
    found = pages(agent_month.store(wanted(demo_book, "KZ", "2025-09")))
    assert [number for number, one in found.items() if "尚待核实" in words(one)] == ["K07"]


def test_what_is_given_back_to_whoever_left_is_not_lost(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    (gone,) = [one for one in people.listed(own_book, project) if one.staff_number == "K14"]
    last, noticed = date(2025, 9, 30), date(2025, 8, 1)
    people.leave_job(own_book, project, gone.id, last, "辞职", noticed_on=noticed, handed_over=True)
    day = date(2025, 10, 9)
    adjustments.adjust(own_book, project, CONDUCT_SHEET, day, SEPTEMBER, 1050, "申诉成立", person=gone.id)
    for form in (agent_list, wage_deductions):
        (sheet,) = form.store(wanted(own_book, "KZ", "2025-10")).sheets
        told = words(sheet)
        assert "另有不在本表的人员更正：K14 10.50 元（2025-09，申诉成立）" in told


def test_one_person_may_be_asked_for(demo_book: Book) -> None:
    document = agent_month.store(wanted(demo_book, "KZ", "2025-09", 13))
    assert [one.name for one in document.sheets] == ["K13 陈㛃"]


def test_a_blank_month_has_no_figures(demo_book: Book) -> None:
    document = agent_month.store(wanted(demo_book, "KZ", "2025-12"))
    assert len(document.sheets) == 14
    for sheet in document.sheets:
        assert "未录入" in words(sheet)
        assert [
            beside(sheet, name) for name in ("扣罚", "扣减工资", "分配所得", "应计净额", "大写", "全勤", "考勤")
        ] == [""] * 7
        assert texts(with_head(sheet, "日期"))[1:] == [*[[""] * 6] * 4, ["合计", None, None, None, "", ""]]
    listed = agent_list.store(wanted(demo_book, "KZ", "2025-12")).sheets[0]
    assert {text for row in texts(tables(listed)[0])[1:] for text in row[5:] if text} == set()


def test_a_month_outside_the_contract_is_refused(demo_book: Book) -> None:
    with pytest.raises(Refused):
        agent_month.store(wanted(demo_book, "KZ", "2026-03"))


def test_no_wage_and_no_id_number_is_printed(demo_book: Book) -> None:
    for sheet in agent_month.store(wanted(demo_book, "KZ", "2025-09")).sheets:
        shown = "".join(str(text) for table in tables(sheet) for row in texts(table) for text in row)
        assert "3600.00" not in shown and "4100.00" not in shown
