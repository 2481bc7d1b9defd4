"""What stands in a table while something is missing, waived or blank, before the client's opinion and once sealed."""

import pytest

from app.forms.assessment_judged import Judged
from app.forms.assessment_money import Correction, settlement
from app.forms.assessment_plan import SettlementPlan
from app.forms.registry import find
from app.forms.sheet import Document
from app.forms.source import material
from app.ledger.book import Book
from app.library import scheme_for
from app.periods import Period
from tests.forms.conftest import wanted
from tests.forms.grid import covered, made, pairs, rows_of, tables, texts, words
from tests.support import as_read


def danzhou(**inputs: object) -> dict[str, object]:
    return {"scheme": "danzhou-2025", "period": "2025-09", "inputs": inputs}


def row(document: Document, name: str) -> list[str | None]:
    return next(one for one in texts(tables(document.sheets[0])[0]) if name in one)


def store(book: Book, form: str, code: str, period: str) -> Document:
    make = find(form).from_store
    assert make is not None
    return make(wanted(book, code, period))


def test_what_is_missing_says_so_and_has_no_score() -> None:
    document = made("danzhou-summary", danzhou(rank_a={"rank": 2}))
    assert row(document, "接通率")[4:7] == ["未录入", "8", ""]
    assert row(document, "综合得分")[6] == "90\n（暂计）"
    told = words(document.sheets[0])
    assert "资料不全，以下未录入，得分与金额为暂计" in told
    assert "接通率（完成情况）" in told and "当月全省考核成绩排名（排名）" in told.replace("情况（", "（")


def test_a_condition_left_open_shows_the_figure_as_provisional() -> None:
    document = made("danzhou-summary", danzhou(connect_rate={"percent": "94.3"}))
    assert row(document, "接通率")[4:7] == ["94.3%", "8", "7.5\n（暂计）"]
    assert "是否省考核已扣分" in words(document.sheets[0])


def test_what_is_known_without_what_it_needs_has_no_score() -> None:
    document = made("danzhou-summary", danzhou(participation_satisfaction={"percent": "94.5"}))
    assert row(document, "实际参评满意率")[4:7] == ["94.5%；未录入", "12", ""]


def test_a_waived_line_carries_its_reason() -> None:
    document = made("danzhou-summary", danzhou(connect_rate={"percent": 10, "waived": "省平台割接"}))
    assert row(document, "接通率")[4:7] == ["免予考核（省平台割接）", "8", "8"]
    assert "免予考核：接通率（省平台割接）。" in words(document.sheets[0])


def test_force_majeure_is_told_under_the_table() -> None:
    facts = danzhou(connect_rate={"percent": 0, "province_deducted": True}) | {"context": {"force_majeure": "台风"}}
    document = made("danzhou-summary", facts)
    assert "提示：不可抗力严重影响指标分值" in words(document.sheets[0])
    assert "不扣费：台风" in str(rows_of(tables(document.sheets[0])[1])[2][2])


@pytest.mark.parametrize(
    ("form", "scheme", "period"),
    [
        ("danzhou-summary", "danzhou-2025", "2025-09"),
        ("jiyuan-deductions", "jiyuan-2026", "2026-02"),
        ("kezhou-quarter", "kezhou-2025", "2025-Q3"),
        ("baisha-score", "baisha", "2025-09"),
    ],
)
def test_a_period_without_anything_is_a_blank_table(form: str, scheme: str, period: str) -> None:
    document = made(form, {"scheme": scheme, "period": period})
    table = tables(document.sheets[0])[0]
    heads = texts(table)[0]
    shown = {"完成情况", "考核得分", "得分", "扣款金额（元）", "扣款说明", "扣（加）分说明"} & set(heads)
    for head in shown:
        place = heads.index(head)
        assert {one[place] for one in texts(table)[1:]} <= {"", None}
    assert "本期尚未录入任何资料，本表为空白表。" in words(document.sheets[0])
    assert covered(table) and document.stamp.draft


def test_a_blank_settlement_has_no_amounts() -> None:
    rows = rows_of(tables(made("danzhou-summary", danzhou()).sheets[0])[1])
    assert [one[1] for one in rows[1:]] == ["", "", "", ""]


def test_a_settlement_without_its_base_says_what_is_missing() -> None:
    facts = {"scheme": "kezhou-2025", "period": "2025-Q3", "inputs": {"spot_check": {"count": 1}}}
    document = made("kezhou-quarter", facts)
    rows = rows_of(tables(document.sheets[0])[1])
    assert rows[1] == ["本季度费用", "未录入", "在岗人数未填全"] and rows[2][:2] == ["考核扣减", "—"]
    assert "结算：在岗人数未填全" in words(document.sheets[0])


def test_earlier_months_that_are_missing_make_the_statement_provisional() -> None:
    facts = {"scheme": "jiyuan-2026", "period": "2026-06", "inputs": {"satisfaction": {"percent": 96}}}
    rows = texts(tables(made("jiyuan-settlement", facts).sheets[0])[0])
    assert [one[1] for one in rows[2:4]] == ["未录入", "未录入"]
    assert rows[6][:2] == ["本季度应付（暂计）", "326592.00"]
    # The month's own table is complete: what the quarter lacks does not concern it.
    month = made("jiyuan-deductions", facts)
    assert row(month, "当月扣款合计")[4] == "0.00" and "资料不全" not in words(month.sheets[0])


def test_contract_items_stand_in_the_settlement() -> None:
    facts = danzhou(rank_a={"rank": 1}) | {"events": [{"item": "late_ops_manager", "quantity": 2}]}
    rows = rows_of(tables(made("danzhou-summary", facts).sheets[0])[1])
    item = ["运营中心管理人员逾期到岗", "10000.00", "2 周 × 5000（十(二)）"]
    assert rows[3] == item and rows[4][:2] == ["本期应付（暂计）", "290000.00"]


SEALED = [
    *(("danzhou-summary", "DZ", "2025-09"), ("yangzhou-score", "YZ", "2025-Q3"), ("baisha-score", "BS", "2025-09")),
    *(("jiyuan-deductions", "JY", "2026-02"), ("jiyuan-settlement", "JY", "2026-03")),
]


@pytest.mark.parametrize(("form", "code", "period"), SEALED)
def test_a_sealed_period_prints_its_revision(form: str, code: str, period: str, demo_book: Book) -> None:
    document = store(demo_book, form, code, period)
    stamp = document.stamp
    assert not stamp.draft and stamp.number and len(stamp.digest) == 64 and stamp.printed_by == "王经理"
    assert document.form == form and all(covered(one) for one in tables(document.sheets[0]))
    assert "暂计" not in str([texts(one) for one in tables(document.sheets[0])])


def test_an_open_period_prints_a_draft(demo_book: Book) -> None:
    document = store(demo_book, "kezhou-quarter", "KZ", "2025-Q3")
    assert document.stamp.draft and not document.stamp.number and len(document.stamp.digest) == 64
    assert (
        row(
            document,
            "接通率：100%（10分）；计分方法：低于0.1%扣0.1分，以此类推，扣完为止；数据来源：12345热线系统报表。",
        )[4]
        == "99.857%"
    )


def test_the_clients_column_stays_blank_until_there_is_an_opinion(demo_book: Book) -> None:
    sealed = texts(tables(store(demo_book, "yangzhou-score", "YZ", "2025-Q3").sheets[0])[0])
    assert sealed[21][5:] == ["95", "92.5"] and sealed[22][5:] == ["优秀", "良好"]
    open_one = texts(tables(store(demo_book, "yangzhou-score", "YZ", "2025-Q4").sheets[0])[0])
    assert {one[6] for one in open_one[1:]} == {""} and str(open_one[21][5]).endswith("（暂计）")


def test_the_parties_come_from_the_project_and_never_from_facts(demo_book: Book) -> None:
    document = store(demo_book, "jiyuan-settlement", "JY", "2026-03")
    assert pairs(document.sheets[0])["乙方"] == "示例人力服务有限公司"
    facts = {"scheme": "jiyuan-2026", "period": "2026-03", "inputs": {"complaints": {"count": 1}}}
    assert pairs(made("jiyuan-settlement", facts).sheets[0])["乙方"] == ""


def test_a_waived_ranking_marks_no_place() -> None:
    document = made("danzhou-summary", danzhou(rank_a={"rank": 1, "waived": "停报"}, rank_province={"rank": 9}))
    cells = [one.cells[4] for one in tables(document.sheets[0])[0].rows[12:22]]
    assert [one.text for one in cells if one] == ["", "", "", "", "", "", "√ 第9名", "", "", ""]
    assert "当月A类" not in words(document.sheets[0]).split("免予考核")[0] and "停报" in words(document.sheets[0])


def test_what_an_earlier_period_gives_back_changes_what_is_paid() -> None:
    facts = {"scheme": "danzhou-2025", "period": "2025-09", "inputs": {"rank_a": {"rank": 1}}}
    scheme = scheme_for("danzhou-2025", Period.parse("2025-09"))
    plan = SettlementPlan("结算", "基数", "扣款", "应付", False, "另行约定", "")
    rows = rows_of(settlement(plan, Judged.of(scheme, as_read(facts)), [Correction("2025-08", 250000, "申诉成立")]))
    assert [one[:2] for one in rows[3:]] == [
        ["应付（暂计）", "300000.00"],
        ["更正 2025-08", "2500.00"],
        ["更正后应付（暂计）", "302500.00"],
        ["大写", "叁拾万贰仟伍佰元整（暂计）"],
    ]


@pytest.mark.parametrize(
    ("form", "code", "period"),
    [("baisha-score", "BS", "2026-09"), ("jiyuan-deductions", "JY", "2026-12"), ("yangzhou-score", "YZ", "2025-Q4")],
)
def test_what_only_the_list_of_staff_knows_is_no_result(form: str, code: str, period: str, demo_book: Book) -> None:
    """Turnover and headcount are known of any month to come: that nobody left is no assessment of it."""
    given = wanted(demo_book, code, period)
    found = material(given)
    judged = Judged.of(found.scheme, found.facts, found.result, found.from_register)
    assert found.facts["inputs"]["turnover"] and "turnover" in found.from_register
    entered = set(found.facts["inputs"]) - found.from_register
    assert judged.blank is (code != "YZ") and bool(entered) is (code == "YZ")
    document = store(demo_book, form, code, period)
    shown = words(document.sheets[0])
    assert ("本表为空白表" in shown) is judged.blank and (not judged.blank or "暂计" not in shown)


def test_a_blank_quarter_is_settled_with_nothing(demo_book: Book) -> None:
    rows = rows_of(tables(store(demo_book, "jiyuan-settlement", "JY", "2026-12").sheets[0])[0])
    assert [one[1] for one in rows[1:]] == [""] * 4


def test_an_unknown_month_is_no_nought_in_the_sum() -> None:
    facts = {"scheme": "jiyuan-2026", "period": "2026-06", "inputs": {"satisfaction": {"percent": 96}}}
    rows = texts(tables(made("jiyuan-settlement", facts).sheets[0])[0])
    assert rows[5][2] == "各期扣款 未录入 + 未录入 + 0.00" and rows[7][1] == "叁拾贰万陆仟伍佰玖拾贰元整（暂计）"
