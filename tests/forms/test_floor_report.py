"""运行报告: its figures are those of the score, of the ledger and of the period before; nothing is made up."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from app.exact import show, show_money, to_fen
from app.forms.floor_report_result import UNRECORDED
from app.forms.kinds import monthly_report
from app.forms.registry import Wanted
from app.forms.sheet import Chart, Document
from app.ledger import facts, incidents, people, periods, training
from app.ledger.book import Book
from app.ledger.sealing import CONTRACT
from app.periods import Period
from app.scoring.chance_words import sentence
from app.scoring.what_if import chances_of
from tests.forms.conftest import wanted
from tests.forms.floor import PERIODS, SCHEMES, empty, printed, said
from tests.forms.grid import rows_of, tables, words


def sealed(book: Book, given: Wanted, period: str = "") -> dict[str, object]:
    """A frozen period's result as it lies in the store."""
    found = Period.parse(period) if period else given.period
    assert found is not None
    current = periods.standing(book, given.project.id, CONTRACT, found).current
    assert current is not None
    return json.loads(periods.texts_of(book, current.id)["result"])


def charts(document: Document) -> dict[str, Chart]:
    return {one.kind: one for one in document.sheets[0].blocks if isinstance(one, Chart)}


@pytest.mark.parametrize("code", list(PERIODS))
def test_every_contract_has_its_report(demo_book: Book, code: str) -> None:
    document = monthly_report.store(wanted(demo_book, code, PERIODS[code]))
    text = printed(document)
    assert document.sheets[0].letter and document.title in text
    assert all(part in text for part in ("考核指标完成情况", "投诉与表扬", "培训", "人员", "合同义务", "措施"))


def test_the_opening_compares_points_and_yuan_with_the_month_before(demo_book: Book) -> None:
    given = wanted(demo_book, "DZ", "2025-09")
    now, before = sealed(demo_book, given), sealed(demo_book, given, "2025-08")
    text = words(monthly_report.store(given).sheets[0])
    by = Decimal(str(before["score"])) - Decimal(str(now["score"]))
    assert f"本月综合得分 {now['score']} 分" in text and f"上月（2025年8月）为 {before['score']} 分" in text
    assert f"本月减少 {show(by)} 分" in text
    settled, was = now["settlement"], before["settlement"]
    assert isinstance(settled, dict) and isinstance(was, dict)
    more = to_fen(Decimal(settled["deduction"])) - to_fen(Decimal(was["deduction"]))
    assert f"考核扣款 {settled['deduction']} 元（比上月多扣 {show_money(more)} 元）" in text
    assert f"应付 {settled['payable']} 元（贰拾玖万柒仟贰佰壹拾元零叁分）" in text
    assert "考核结果已定稿（编号 DZ-2025-09-K01）" in text


def test_lines_stand_beside_those_of_the_month_before(demo_book: Book) -> None:
    given = wanted(demo_book, "DZ", "2025-09")
    now, before = sealed(demo_book, given), sealed(demo_book, given, "2025-08")
    rows = rows_of(tables(monthly_report.store(given).sheets[0])[0])
    lines, was = now["lines"], before["lines"]
    assert isinstance(lines, list) and isinstance(was, list) and rows[0][-2:] == ["上月", "增减"]
    for row, line, old in zip(rows[1:-1], lines, was, strict=True):
        assert (row[0], row[3], row[4], row[5]) == (line["name"], line["full"], line["awarded"], old["awarded"])
        change = Decimal(line["awarded"]) - Decimal(old["awarded"])
        assert Decimal(str(row[6])) == change
    assert rows[-1][3:] == ["90", now["score"], before["score"], "-22.15"]


def test_losses_are_sorted_and_add_up(demo_book: Book) -> None:
    given = wanted(demo_book, "KZ", "2025-Q3")
    document = monthly_report.store(given)
    found = facts.assessed(demo_book, given.project.id, given.period).assessment
    rows = rows_of(tables(document.sheets[0])[1])[1:]
    lost = [Decimal(str(row[1])) for row in rows]
    expected = {line.indicator.name: Decimal(show(line.full)) - Decimal(show(line.awarded)) for line in found.lines}
    assert lost == sorted(lost, reverse=True)
    assert {str(row[0]): by for row, by in zip(rows, lost, strict=True)} == {
        name: by for name, by in expected.items() if by > 0
    }
    won = -sum(by for by in expected.values() if by < 0)
    assert 100 - sum(lost) + won == found.score and f"另有 1 项加分，合计 {show(won)} 分" in words(document.sheets[0])
    bars = charts(document)["bars"]
    assert list(bars.values) == lost[:10] and bars.labels[0] == rows[0][0]


def test_the_trend_is_what_the_facts_remember(demo_book: Book) -> None:
    given = wanted(demo_book, "DZ", "2025-10")
    trend = charts(monthly_report.store(given))["trend"]
    assert trend.labels == ("7月", "8月", "9月", "10月")
    expected = [Decimal(str(sealed(demo_book, given, f"2025-{month}")["score"])) for month in ("07", "08", "09", "10")]
    assert list(trend.values) == expected and trend.marks == (("80 分", Decimal(80)),)
    assert {name for name, _ in charts(monthly_report.store(wanted(demo_book, "YZ", "2025-Q4")))["trend"].marks} == {
        *("85 分", "90 分", "95 分")
    }


def test_a_contract_in_money_is_told_in_yuan(demo_book: Book) -> None:
    given = wanted(demo_book, "JY", "2026-02")
    document = monthly_report.store(given)
    lines = sealed(demo_book, given)["lines"]
    assert isinstance(lines, list)
    total = sum(Decimal(line["amount"]) for line in lines)
    text = words(document.sheets[0])
    assert f"本月考核扣款 {total} 元；上月（2026年1月）为 400.00 元，本月增加 3800.00 元" in text
    assert rows_of(tables(document.sheets[0])[0])[0][3] == "扣款（元）" and "综合得分" not in said(document)
    bars = [value for value in charts(document)["bars"].values if value is not None]
    assert len(bars) == 7 and sum(bars) == total


def test_the_first_period_compares_with_nothing(demo_book: Book) -> None:
    document = monthly_report.store(wanted(demo_book, "YZ", "2025-Q3"))
    assert "本季度为合同首期，没有上期可比" in words(document.sheets[0])
    assert rows_of(tables(document.sheets[0])[0])[0] == ["指标", "目标值", "完成情况", "满分", "得分"]
    assert document.title == "2025年第三季度运行报告" and "trend" not in charts(document)


def test_what_is_missing_is_named_and_the_score_is_provisional(demo_book: Book) -> None:
    given = wanted(demo_book, "DZ", "2025-12")
    document = monthly_report.store(given)
    found = facts.assessed(demo_book, given.project.id, given.period).assessment
    missing = [line.indicator.name for line in found.lines if line.missing]
    text = words(document.sheets[0])
    assert (
        missing and f"尚有 {len(missing)} 项指标资料未录入，得分为暂计" in text and all(one in text for one in missing)
    )
    assert document.stamp.draft and "分（暂计）" in text and "尚未送签" in text
    rank = next(row for row in rows_of(tables(document.sheets[0])[0]) if row[0] == "当月A类型平台排名情况")
    assert rank[2] == UNRECORDED and rank[4] == "—"


def test_events_training_and_staff_are_the_ledgers(demo_book: Book) -> None:
    given = wanted(demo_book, "DZ", "2025-09")
    project = given.project.id
    text = words(monthly_report.store(given).sheets[0])
    logged = incidents.listed(demo_book, project, given.period)
    assert f"本月登记事件 {len(logged)} 件" in text
    held = training.sessions(demo_book, project, given.period)
    came = [one for each in held for one in training.attended(demo_book, project, each.id)]
    assert f"开展 {len(held)} 场、{show(sum((one.hours for one in held), Decimal(0)))} 课时" in text
    assert f"应到 {len(came)} 人次、实到 {sum(one.came for one in came)} 人次" in text
    there = people.employed(demo_book, project, given.period.last)
    assert f"期末在岗 {len(there)} 人（不含驻场经理 52 人）" in text and "当月流失率 1.8868%" in text
    slowest = max(one.minutes_to_report or 0 for one in logged)
    assert f"上报最长用时 {slowest} 分钟" in text


def test_measures_come_from_what_would_have_changed_most(demo_book: Book) -> None:
    given = wanted(demo_book, "KZ", "2025-Q3")
    text = words(monthly_report.store(given).sheets[0])
    found = facts.assessed(demo_book, given.project.id, given.period).assessment
    line = next(one for one in found.lines if one.indicator.id == "complaints")
    better = next(one for one in chances_of(found, line) if one.move.better)
    assert sentence(better) == "投诉（8月）：少发生 1 条 → +1 分，多付 18480.00 元"
    assert "投诉本季度失分 1 分，列为重点；以本季度数据测算，少发生 1 条，可增 1 分、多付 18480.00 元。" in text
    assert "补录本季度未录入的资料：每月考核打分（评分）。" in text


@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_a_project_of_nothing_has_blanks_and_no_results(tmp_path: Path, scheme: str) -> None:
    document = monthly_report.store(empty(tmp_path, scheme))
    text = printed(document)
    assert "考核数据未录入" in text and "事件未录入" in text and "人员未录入" in text and not charts(document)
    rows = rows_of(tables(document.sheets[0])[0])
    place = rows[0].index("扣款（元）" if scheme.startswith("jiyuan") else "得分")
    assert {row[place] for row in rows[1:]} == {"—"} and {row[2] for row in rows[1:-1]} == {UNRECORDED}


def test_the_same_store_gives_the_same_report(demo_book: Book) -> None:
    given = wanted(demo_book, "BS", "2025-09")
    assert said(monthly_report.store(given)) == said(monthly_report.store(given))


def test_what_is_provisional_is_marked_and_stays_a_number(demo_book: Book) -> None:
    document = monthly_report.store(wanted(demo_book, "DZ", "2025-12"))
    table = tables(document.sheets[0])[0]
    rows = {str(row.cells[0].text): row.cells for row in table.rows if row.cells[0]}
    assert {"按时回访率（暂计）", "接通率", "合计（暂计）"} <= set(rows)
    late = rows["按时回访率（暂计）"]
    assert late[2] and late[2].text == "99.9768%" and late[4] and late[4].value == Decimal("4.5")
    assert "元整）（暂计）" in words(document.sheets[0])


def test_a_month_and_its_quarter_are_told_apart(demo_book: Book) -> None:
    shown = words(monthly_report.store(wanted(demo_book, "JY", "2026-06")).sheets[0])
    assert "本月考核扣款 0.00 元（暂计）" in shown and "各期考核扣款合计 2000.00 元" in shown
    rows = rows_of(tables(monthly_report.store(wanted(demo_book, "JY", "2026-06")).sheets[0])[0])
    assert next(row for row in rows if row[0] == "人员流失率")[3:] == ["—", "—", "—"]


def test_withdrawn_events_are_told_apart(demo_book: Book) -> None:
    shown = words(monthly_report.store(wanted(demo_book, "KZ", "2025-Q3")).sheets[0])
    assert "登记事件 35 件" in shown and "另有 2 件已撤销，不在其内。" in shown
