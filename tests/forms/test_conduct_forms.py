"""扣罚通知单, 班组扣罚分配表 and 扣罚明细一览, from facts and from the store; amounts worked out by hand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.errors import Refused
from app.forms.registry import find
from app.forms.sheet import Document, Signatures
from app.ledger import people, projects
from app.ledger.book import Book
from tests.forms.conftest import wanted
from tests.forms.grid import covered, made, pairs, rows_of, tables, texts, words

PEOPLE = [
    {"id": "K01", "name": "甲", "team": "一班", "leader": True, "online_on": "2024-05-01"},
    {"id": "K02", "name": "乙", "team": "一班", "online_on": "2024-05-01", "monthly_wage": "3600"},
    {"id": "K03", "name": "丙", "team": "一班", "online_on": "2024-05-01"},
    {"id": "K04", "name": "丁", "team": "一班", "online_on": "2024-05-01", "left_on": "2025-09-20"},
    {"id": "K05", "team": "二班", "online_on": "2024-05-01"},
]
EVENTS = [
    {"person": "K02", "rule": "late", "date": "2025-09-03"},
    {"person": "K02", "rule": "refuse_call", "date": "2025-09-04", "severe": True},
    {"person": "K02", "rule": "shirking", "date": "2025-09-05"},
    {"person": "K03", "rule": "late", "date": "2025-09-06", "waived": "大雪封路"},
    {"person": "K05", "rule": "messy_desk", "date": "2025-09-07"},
]
FACTS: dict[str, Any] = {"scheme": "kezhou-2025", "period": "2025-09", "people": PEOPLE, "events": EVENTS}


def without(*rules: str) -> dict[str, Any]:
    return FACTS | {"events": [one for one in EVENTS if one["rule"] not in rules]}


def test_each_fined_person_has_a_page() -> None:
    document = made("kezhou-notice", FACTS)
    assert [one.name for one in document.sheets] == ["K02 乙", "K05"] and document.form == "kezhou-notice"
    assert document.stamp.draft and document.stamp.printed_at is None


def test_the_notice_lists_items_with_clause_words_and_sums() -> None:
    page = made("kezhou-notice", FACTS).sheets[0]
    rows = texts(tables(page)[0])
    assert rows[0] == ["序号", "日期", "事由", "条款与原文", "性质", "金额（元）"]
    assert [(row[1], row[4], row[5]) for row in rows[1:5]] == [
        ("2025-09-03", "扣罚", "10.00"),
        ("2025-09-04", "扣罚", "1000.00"),
        ("2025-09-05", "扣罚", "500.00"),
        ("2025-09-05", "扣减工资", "82.75"),
    ]
    assert rows[1][2:4] == [
        "迟到 1 次，每次 10 元",
        "附件二 四(一)1：无故上班迟到、早退（以系统签入、出时间为准），每次扣 10 元/次。",
    ]
    assert rows[5] == ["扣罚合计", None, None, None, None, "1510.00"]
    assert rows[6] == ["扣罚合计（大写）", None, None, "壹仟伍佰壹拾元整", None, None]
    assert rows[7][5] == "82.75" and covered(tables(page)[0])
    assert pairs(page) == {"姓名": "乙", "工号": "K02", "班组": "一班"}


def test_consequences_are_proposals_and_cautions_are_told() -> None:
    told = words(made("kezhou-notice", FACTS).sheets[0])
    assert "予以辞退（建议，待确认）" in told and "追加法律责任（建议，待确认）" in told
    assert "未经确认不生效" in told and "《工资支付暂行规定》第十六条" in told
    assert "申诉" in told and "签名只表示收到" in told


def test_nobody_fined_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match="没有扣罚"):
        made("kezhou-notice", without("late", "refuse_call", "shirking", "messy_desk"))


def test_waived_and_unpaid_alone_make_no_notice() -> None:
    sick = [{"person": "K03", "rule": "sick_leave", "date": "2025-09-08"}, EVENTS[3]]
    with pytest.raises(Refused):
        made("kezhou-notice", FACTS | {"events": sick})


def test_the_pool_is_shared_to_the_fen_and_says_who_does_not_share() -> None:
    sheet = made("kezhou-pool", FACTS).sheets[0]
    first, second = tables(sheet)
    rows = rows_of(first)
    assert texts(first)[0][0] == "一班　扣罚总额 1510.00 元（壹仟伍佰壹拾元整），参加分配 2 人"
    assert rows[0] == ["序号", "工号", "姓名", "本月扣罚（元）", "是否分配", "分得（元）", "签字"]
    # 1510 between K01 and K03 (a waived item makes nobody a violator): 755 each
    assert [(row[1], row[3], row[4], row[5]) for row in rows[1:5]] == [
        ("K01", "0.00", "参加分配", "755.00"),
        ("K02", "1510.00", "不参加：本月有扣罚", ""),
        ("K03", "0.00", "参加分配", "755.00"),
        ("K04", "0.00", "不参加：9月20日离职", ""),
    ]
    assert rows[5] == ["合计", None, None, "1510.00", "", "1510.00", ""]
    assert rows_of(second)[1][4] == "不参加：本月有扣罚" and covered(first) and covered(second)
    told = words(sheet)
    assert "未分配 10.00 元：班组内没有可参加分配的成员" in told and "附件二 四(三)7" in told


def test_the_odd_fen_go_to_the_first_staff_numbers() -> None:
    facts = without("refuse_call", "shirking")
    facts["people"] = [one | {"left_on": None} if one["id"] == "K04" else one for one in PEOPLE]
    rows = rows_of(tables(made("kezhou-pool", facts).sheets[0])[0])
    # 10.00 among three: 3.34, 3.33, 3.33
    assert [row[5] for row in rows[1:5]] == ["3.34", "", "3.33", "3.33"]


def test_the_list_has_everybody_and_every_item_by_day() -> None:
    sheet = made("kezhou-agents", FACTS).sheets[0]
    assert sheet.landscape
    everybody, items = tables(sheet)
    rows = texts(everybody)
    assert [row[1] for row in rows[1:-1]] == ["K01", "K02", "K03", "K04", "K05"]
    assert rows[2][4:9] == ["1510.00", "82.75", "0.00", "-1592.75", "是"]
    assert rows[-1][4:8] == ["1520.00", "82.75", "1510.00", "-92.75"]
    listed = texts(items)
    assert [row[1] for row in listed[1:]] == [
        *("2025-09-03", "2025-09-04", "2025-09-05", "2025-09-05", "2025-09-06", "2025-09-07"),
    ]
    assert listed[5][6:] == ["免予扣罚", "0.00"] and "大雪封路" in str(listed[5][5])


def test_a_month_without_events_lists_everybody_and_says_so() -> None:
    everybody, items = tables(made("kezhou-agents", FACTS | {"events": []}).sheets[0])
    assert len(everybody.rows) == 7 and texts(items)[1][0] == "本月没有登记任何事项"


@pytest.mark.parametrize("facts", [{}, {"scheme": 5}, {"scheme": "baisha"}, FACTS | {"period": "2025-Q3"}])
def test_facts_that_are_no_month_of_conduct_are_refused(facts: Mapping[str, Any]) -> None:
    with pytest.raises(Refused):
        made("kezhou-agents", facts)


def store(book: Book, form: str, period: str, subject: int = 0) -> Document:
    make = find(form).from_store
    assert make is not None
    return make(wanted(book, "KZ", period, subject))


@pytest.mark.parametrize(
    ("period", "number"), [("2025-07", True), ("2025-08", True), ("2025-09", False)]
)  # sealed, frozen, open
@pytest.mark.parametrize("form", ["kezhou-notice", "kezhou-pool", "kezhou-agents"])
def test_from_the_store_a_frozen_month_prints_its_revision(
    form: str, period: str, number: bool, demo_book: Book
) -> None:
    document = store(demo_book, form, period)
    assert bool(document.stamp.number) == number == (not document.stamp.draft)
    assert document.stamp.digest and document.sheets
    assert all(covered(one) for sheet in document.sheets for one in tables(sheet))


def test_one_person_may_be_asked_for(demo_book: Book) -> None:
    owner = projects.find(demo_book, "KZ")
    keys = {one.staff_number: one.id for one in people.listed(demo_book, owner.id)}
    assert [one.name[:3] for one in store(demo_book, "kezhou-notice", "2025-09", keys["K11"]).sheets] == ["K11"]
    with pytest.raises(Refused, match="K05没有扣罚"):
        store(demo_book, "kezhou-notice", "2025-09", keys["K05"])


def test_what_an_earlier_month_gives_back_is_told(demo_book: Book) -> None:
    page = next(one for one in store(demo_book, "kezhou-notice", "2025-09").sheets if one.name.startswith("K11"))
    last = texts(tables(page)[0])[-1]
    assert str(last[0]).startswith("更正 2025-07：") and last[5] == "20.00"
    assert any(isinstance(one, Signatures) and "本人签收" in one.labels for one in page.blocks)


def test_a_quarter_is_no_month(demo_book: Book) -> None:
    make = find("kezhou-pool").from_store
    assert make is not None
    quarter = wanted(demo_book, "KZ", "2025-Q3")
    with pytest.raises(Refused, match="按月"):
        make(replace(quarter))


def test_a_month_that_nobody_has_begun_has_no_amounts(demo_book: Book) -> None:
    """0.00 would say that nobody was fined."""
    for form in ("kezhou-pool", "kezhou-agents", "wage-deductions"):
        make = find(form).from_store
        assert make is not None
        sheet = make(wanted(demo_book, "KZ", "2025-03")).sheets[0]
        shown = [text for one in tables(sheet) for row in texts(one) for text in row]
        assert "K01" in shown and not {"0.00", "是", "否", "本月无可分配金额"} & set(shown)
        assert "未录入" in words(sheet)


def test_facts_of_a_month_without_events_are_a_result() -> None:
    rows = rows_of(tables(made("kezhou-pool", FACTS | {"events": []}).sheets[0])[0])
    assert rows[2][3] == "0.00" and rows[-1][3] == "0.00"
