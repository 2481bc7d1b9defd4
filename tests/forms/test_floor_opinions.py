"""差异对照表, 异议书 and 解释附表: what differed and what it did, the letter about it, and every line's why."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.errors import Refused
from app.forms.floor_explained import CIRCLED
from app.forms.floor_paths import Namer
from app.forms.floor_seen import seen
from app.forms.kinds import difference, explanation, objection
from app.forms.sheet import Document
from app.ledger import incidents, indicators, periods, store
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.sealing import CONTRACT, SHEETS
from app.periods import Period
from app.workdays import read_calendar
from tests.forms.conftest import wanted
from tests.forms.floor import PERIODS, SCHEMES, empty, printed, said
from tests.forms.grid import pairs, rows_of, tables, texts, words

DECEMBER = Period("month", 2025, 12)


@pytest.fixture
def own_book(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """A demo that may be written into."""
    book = store.open_book(Path(shutil.copy(demo_file, tmp_path / "差异.hotline")), "王经理")
    yield book
    book.engine.dispose()


def table_rows(document: Document, at: int = 0) -> list[list[str | None]]:
    return rows_of(tables(document.sheets[0])[at])[1:]


def explained_rows(document: Document) -> list[list[str]]:
    """The rows of the explanation's first table, the covered places left out."""
    return [[text for text in row if text is not None] for row in texts(tables(document.sheets[0])[0])]


def test_the_review_beside_our_own_opinion(demo_book: Book) -> None:
    document = difference.store(wanted(demo_book, "YZ", "2025-Q3"))
    assert (pairs(document.sheets[0])["原"], pairs(document.sheets[0])["现"]) == ("自评", "复核")
    rows = table_rows(document)
    assert rows[0][1:] == ["按时办结率", "分子", "61842", "61720", "9", "8", "-1"]
    assert [row[1:] for row in rows if row[1] == "信息报送" or row[1] is None] == [
        ["信息报送", "报送问题", "1", "2", "9", "8", "-1"],
        [None, "未获签批", "未录入", "0", None, None, None],
    ]
    assert [row[0] for row in rows] == [str(at) for at in range(1, 10)]
    assert table_rows(document, 1) == [
        ["综合得分", "95", "92.5", "-2.5"],
        ["等级", "优秀", "良好", "—"],
        ["考核扣款（元）", "0.00", "37250.00", "+37250.00"],
        ["应付（元）", "3725000.00", "3687750.00", "-37250.00"],
    ]
    printed(document)


def test_the_letter_names_the_result_and_every_line_we_lost(demo_book: Book) -> None:
    given = wanted(demo_book, "YZ", "2025-Q3")
    current = periods.standing(demo_book, given.project.id, CONTRACT, given.period).current
    assert current is not None
    document = objection.store(given)
    text = words(document.sheets[0])
    assert document.sheets[0].letter and document.title == "关于2025年第三季度考核结果的异议书"
    assert f"编号 {current.number}，摘要 {current.digest[:16]}" in text and "2025年10月20日收到" in text
    assert "合同没有约定提出异议的期限" in text and "应付款相差 37250.00 元" in text
    rows = table_rows(document)
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        ("按时办结率\n附件 评分表 序号2", "9", "8", "-1"),
        ("信息报送\n附件 评分表 序号11", "9", "8", "-1"),
        ("其他要求\n附件 评分表 序号20", "5", "4.5", "-0.5"),
    ]
    assert "99.7613%" in str(rows[0][5]) and "复核说明：甲方剔除延期未报备的工单" in str(rows[0][6])
    printed(document)


def test_without_anything_to_object_to_there_is_no_letter(demo_book: Book) -> None:
    with pytest.raises(Refused, match="无须出具异议书"):
        objection.store(wanted(demo_book, "DZ", "2025-09"))
    with pytest.raises(Refused, match="无可对照"):
        difference.store(wanted(demo_book, "DZ", "2025-09"))


def test_the_clock_of_a_contract_is_told_in_its_own_words(own_book: Book) -> None:
    given = wanted(own_book, "DZ", "2025-12")
    project = given.project.id
    for name, hits in (("connect_rate", "88000"), ("on_time_closure", "9000")):
        total = "90000" if name == "connect_rate" else "10000"
        indicators.record(own_book, project, name, {"hits": hits, "total": total}, DECEMBER)
    reviewed = {"hits": "84000", "total": "90000", "province_deducted": True}
    indicators.record(own_book, project, "connect_rate", reviewed, DECEMBER, opinion="reviewed", reason="剔除重复来电")
    periods.freeze(own_book, project, CONTRACT, DECEMBER, despite="排名未公布")
    periods.deliver(own_book, project, CONTRACT, DECEMBER, date(2026, 1, 8), read_calendar())
    periods.object_to(own_book, project, CONTRACT, DECEMBER, date(2026, 1, 12), "省平台口径与合同不一致")
    standing = periods.standing(own_book, project, CONTRACT, DECEMBER)
    assert standing.objection_until == date(2026, 1, 15) and standing.current is not None
    document = objection.store(given)
    text = words(document.sheets[0])
    assert "我方于2026年1月8日收到" in text and "应于2026年1月15日前提出（5 个工作日）" in text
    assert "四(六)2" in text and "我方2026-01-12 提出异议：省平台口径与合同不一致" in text
    rows = table_rows(document)
    assert [row[1] for row in rows] == ["接通率\n附件2 一(一)"] and "复核说明：剔除重复来电" in str(rows[0][6])
    assert document.stamp.number == standing.current.number
    printed(document)


def test_an_objection_without_differing_values_leaves_room(own_book: Book) -> None:
    given = wanted(own_book, "DZ", "2025-11")
    periods.object_to(own_book, given.project.id, CONTRACT, given.period, date(2025, 12, 15), "抽检样本未经双方确认")
    document = objection.store(given)
    rows = table_rows(document)
    assert len(rows) == 4 and {text for row in rows for text in row[1:]} == {""}
    assert "抽检样本未经双方确认" in words(document.sheets[0])


def test_a_reopened_period_beside_the_version_before(own_book: Book) -> None:
    given = wanted(own_book, "DZ", "2025-10")
    project, period = given.project.id, given.period
    first = json.loads(periods.texts_of(own_book, _current(own_book, project, period))["result"])
    periods.reopen(own_book, project, CONTRACT, period, "省平台更正接通量")
    indicators.record(own_book, project, "connect_rate", {"hits": "80000", "total": "90000"}, period)
    draft = difference.store(given)
    assert draft.stamp.draft and pairs(draft.sheets[0])["原"] == "DZ-2025-10-K01"
    assert pairs(draft.sheets[0])["现"] == "现在的草稿" and "更改理由：省平台更正接通量" in words(draft.sheets[0])
    periods.freeze(own_book, project, CONTRACT, period, reason="按省平台更正重算")
    document = difference.store(given)
    assert pairs(document.sheets[0])["现"] == "DZ-2025-10-K02" and document.stamp.number == "DZ-2025-10-K02"
    texts = periods.texts_of(own_book, _current(own_book, project, period))
    stored, result = json.loads(texts["difference"]), json.loads(texts["result"])
    rows = table_rows(document)
    assert len(rows) == len(stored) and {row[3] for row in rows} == {str(one["was"]) for one in stored}
    lines = {line["id"]: line for line in result["lines"]}
    before = {line["id"]: line for line in first["lines"]}
    assert rows[0][1] == "接通率" and {row[2] for row in rows} == {"分子", "分母"}
    assert rows[0][5:7] == [before["connect_rate"]["awarded"], lines["connect_rate"]["awarded"]]
    assert table_rows(document, 1)[0][1:3] == [first["score"], result["score"]]
    printed(document)


def _current(book: Book, project: int, period: Period) -> int:
    current = periods.standing(book, project, CONTRACT, period).current
    assert current is not None
    return current.id


def test_every_kind_of_path_has_words(demo_book: Book) -> None:
    """What a contract's facts may hold is named by indicator, item, month, day and reading, never by its key."""
    paths = {
        "KZ": [
            ("inputs.complaints.months.2025-08", "3", ("投诉", "8月")),
            ("inputs.ticket_24h.overtime_hours.1", "4", ("24小时形成工单", "第2张工单")),
            ("context.headcount.2025-07", "13", ("实际在岗", "7月")),
            ("options.steps", "up", ("条款读法", "不满一步（0.1%、2 小时）的部分是否扣分？")),
        ],
        "JY": [
            ("inputs.connect_rate.days.2026-02-03.offered", "900", ("接通率", "2月3日 来电")),
            ("history.2026-01.deduction", "400.00", ("往期 2026年1月", "考核扣款")),
        ],
        "DZ": [
            ("inputs.connect_rate.province_deducted", False, ("接通率", "是否省考核已扣分")),
            ("inputs.connect_rate.waived", "台风", ("接通率", "免予考核的理由")),
            ("events.late_ops_manager.quantity", "2", ("运营中心管理人员逾期到岗", "数量")),
        ],
    }
    for code, rows in paths.items():
        namer = Namer(seen(wanted(demo_book, code, PERIODS[code])))
        for path, value, expected in rows:
            found = namer.told({"path": path, "was": None, "now": value})
            assert found.was == "未录入" and found.now not in ("True", "False")
            assert (found.what, found.field) == expected, path


@pytest.mark.parametrize("code", list(PERIODS))
def test_every_line_is_explained_with_its_clause(demo_book: Book, code: str) -> None:
    given = wanted(demo_book, code, PERIODS[code])
    document = explanation.store(given)
    printed(document)
    one = seen(given)
    rows = explained_rows(document)
    told = {name: text for row in rows if len(row) == 2 for name, text in [row]}
    assert set(told) <= {"完成情况", "结论", "怎样得出", "条款原文", "读法", "数据来源"}
    quoted = [row[1] for row in rows if row[0] == "条款原文"]
    worked = one.judged.worked
    assert quoted == [f"{line['clause']}：{worked[name].indicator.words}" for name, line in one.judged.lines.items()]
    traces = [line["trace"].partition("（按读法“")[0] for line in one.judged.result["lines"]]
    assert [row[1] for row in rows if row[0] == "结论"] == traces
    marks = {row[0] for row in rows_of(tables(document.sheets[0])[-1])[1:]}
    used = {sign for row in rows if row[0] == "读法" for sign in str(row[1]) if sign in CIRCLED}
    assert used <= marks and len(marks) == len(one.judged.result["readings"])


def test_the_explanation_shows_the_rows_behind_and_what_another_reading_gives(demo_book: Book) -> None:
    text = said(explanation.store(wanted(demo_book, "KZ", "2025-Q3")))
    assert "台账统计 8月：8月14日 有效投诉（定案）；8月27日 有效投诉（核实）" in text
    assert "按日累计 分子：7月1日 411" in text and "共 90 条" in text
    assert "注③" in text and "所取：按 90% 支付；若按“全额支付”，应付 184800.00 元" in text
    assert "166320.00 元（壹拾陆万陆仟叁佰贰拾元整）" in text
    daily = said(explanation.store(wanted(demo_book, "JY", "2026-02")))
    assert "按日累计：2月1日至2月28日共 28 天，84 条记录" in daily and "2月16日 来电 559、应答 527" in daily


def test_an_explanation_of_a_sealed_period_tells_the_sealed_result(own_book: Book) -> None:
    given = wanted(own_book, "BS", "2025-09")
    before = said(explanation.store(given))
    result = json.loads(periods.texts_of(own_book, _current(own_book, given.project.id, given.period))["result"])
    draft = Draft("complaint", date(2025, 12, 20))
    incidents.log(own_book, given.project.id, [draft], status="verified")
    document = explanation.store(given)
    assert said(document) == before and not document.stamp.draft
    assert pairs(document.sheets[0])["综合得分"] == f"{result['score']} 分" and "另行约定" in before
    assert Decimal(result["score"]) == 87 and SHEETS[CONTRACT] == "合同考核"


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_a_project_of_nothing_prints_blank_sheets(tmp_path: Path, scheme: str) -> None:
    given = empty(tmp_path, scheme)
    for form in (difference, objection):
        document = form.store(given)
        assert {text for row in table_rows(document) for text in row[1:]} == {""}
        assert document.stamp.draft and "草稿" in printed(document)
    document = explanation.store(given)
    printed(document)
    text = words(document.sheets[0])
    assert "只列条款" in text and "不计算应付" in text
    rows = explained_rows(document)
    assert {row[1] for row in rows if row[0] == "完成情况"} == {"未录入"}
    assert not [row for row in rows if row[0] in ("结论", "怎样得出")]


def test_what_the_assessor_awards_is_not_unrecorded(demo_book: Book) -> None:
    sheet = explanation.store(wanted(demo_book, "KZ", "2025-Q3")).sheets[0]
    rows = texts(tables(sheet)[0])
    heads = [at for at, row in enumerate(rows) if row[0]]
    lines = {str(rows[at][1]): rows[at + 1 : end] for at, end in zip(heads, [*heads[1:], len(rows)], strict=True)}
    assert [row[1] for row in lines["数据真实与保密"]] == ["结论", "怎样得出", "条款原文", "数据来源"]
    assert lines["每月考核打分"][0][1:3] == ["完成情况", "未录入"]
    assert pairs(sheet)["综合得分"] == "94.1 分（暂计）"
