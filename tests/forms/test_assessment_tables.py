"""The tables of the five contracts, cell by cell as the contracts print them. The expectations are typed from those."""

import pytest

from app.forms.sheet import Document, Table
from tests.forms.grid import column, covered, made, merges, pairs, rows_of, tables, texts, words
from tests.forms.wording import BAISHA, DANZHOU, ITEMS, JIYUAN, KEZHOU, YANGZHOU


def main(document: Document) -> Table:
    return tables(document.sheets[0])[0]


def danzhou(**more: object) -> Document:
    met = {"percent": 100}
    names = ["connect_rate", "service_satisfaction", "callback_on_time", "front_inspection", "instant_answer"]
    names += ["response_rate", "return_reasonable", "back_inspection", "on_time_closure"]
    inputs: dict[str, object] = dict.fromkeys([*names, "participation_satisfaction", "resolution_rate"], met)
    inputs |= {"connect_rate": {"percent": "93.6", "province_deducted": True}}
    inputs |= {"rank_a": {"rank": 1}, "rank_province": {"rank": 12}} | more
    context = {"assessed_on": "2025-10-09"}
    return made(
        "danzhou-summary", {"scheme": "danzhou-2025", "period": "2025-09", "inputs": inputs, "context": context}
    )


def test_danzhou_prints_the_table_at_the_end_of_the_contract() -> None:
    document = danzhou()
    table = main(document)
    assert texts(table) == DANZHOU
    assert merges(table) == {
        **{(1, 0): (4, 1), (1, 1): (4, 1), (5, 0): (7, 1), (5, 1): (7, 1), (12, 0): (10, 1), (12, 1): (10, 1)},
        **{(12, 2): (3, 1), (15, 2): (7, 1), (1, 7): (21, 2)},
        **{(22, 0): (1, 6), (23, 0): (1, 9), (24, 0): (1, 9)},
    }
    assert covered(table)
    assert document.title == "2025-2026年海南12345热线儋州市分平台运行管理项目2025年9月考核汇总表"
    assert pairs(document.sheets[0]) == {"考核时间": "2025年10月9日"}


def test_danzhou_marks_only_the_places_that_apply() -> None:
    rows = main(danzhou()).rows
    marked = [at for at, row in enumerate(rows) if row.cells[3] is not None and row.cells[3].style == "mark"]
    assert marked == [12, 19]


def test_danzhou_settles_below_eighty() -> None:
    bad = {"percent": 0, "province_deducted": True}
    document = danzhou(connect_rate=bad, on_time_closure=bad, rank_a={"rank": 3})
    money = rows_of(tables(document.sheets[0])[1])
    # 90 − 8 − 12 − 4 − 2 = 64; 683257.6 ÷ 12 × 16 × 1 % = 9110.1013 → 9110.10
    assert texts(main(document))[22][6] == "64"
    assert [row[:2] for row in money[1:4]] == [
        ["当期费用", "300000.00"],
        ["扣减运营管理费", "9110.10"],
        ["本期应付", "290889.90"],
    ]
    assert money[4] == ["大写", "贰拾玖万零捌佰捌拾玖元玖角整", None]


FULL_QUARTER = {
    **{name: {"percent": 100} for name in ("connect_rate", "on_time_closure", "satisfaction", "dispatch_accuracy")},
    **{name: {"percent": 100} for name in ("missed_callback", "callback_coverage", "knowledge_citation")},
    **{name: {"percent": 100} for name in ("answer_quality", "online_evaluation")},
    "handling_time": {"consult_hours": 10, "other_hours": 20},
    "turnover": {"months": {"2025-07": 0, "2025-08": 0, "2025-09": 0}},
    "other": {"points": 5},
}


def yangzhou(**opinions: dict[str, object]) -> Document:
    usual = {"scheme": "yangzhou-2025", "period": "2025-Q3"}
    return made("yangzhou-score", {key: {**usual, "inputs": FULL_QUARTER | inputs} for key, inputs in opinions.items()})


def test_yangzhou_prints_the_scoring_table_with_the_full_wording_and_both_scores() -> None:
    document = yangzhou(self={"clue_work": {"count": 1}}, reviewed={"clue_work": {"count": 3}, "other": {"points": 4}})
    table = main(document)
    rows = texts(table)
    assert rows[0] == ["序号", "考核项目", "考核指标", "考核内容", "分值", "自评分", "综合评分"]
    assert [(row[2], row[3], row[4]) for row in rows[1:21]] == YANGZHOU
    assert [row[0] for row in rows[1:21]] == [str(number) for number in range(1, 21)]
    groups = ["(一) 基础能力\n(50分)", "(二) 分析能力\n(15分)", "(三) 人员管理\n(20分)"]
    groups += ["(四) 制度建设\n(10分)", "(五) 其他要求\n(5分)"]
    assert [row[1] for row in rows[1:21] if row[1] is not None] == groups
    assert rows[12][5:] == ["4", "2"] and rows[20][5:] == ["5", "4"]
    # 100 − 1 = 99; 100 − 3 − 1 = 96
    assert rows[21] == ["合计", None, None, None, "100", "99", "96"]
    assert rows[22] == ["考核档次", None, None, None, None, "优秀", "优秀"]
    spans = {(1, 1): (10, 1), (11, 1): (2, 1), (13, 1): (5, 1), (18, 1): (2, 1)}
    assert merges(table) == {**spans, (21, 0): (1, 4), (22, 0): (1, 5)} and covered(table)
    assert document.sheets[0].title == "12345在线平台服务运营商考核评分表（2025年第三季度）"


@pytest.mark.parametrize(("key", "blank"), [("self", 6), ("reviewed", 5)])
def test_yangzhou_leaves_the_column_of_an_absent_opinion_blank(key: str, blank: int) -> None:
    rows = texts(main(yangzhou(**{key: {}})))
    shown = 11 - blank
    assert [row[blank] for row in rows[1:]] == [""] * 22
    assert rows[21][shown] == "100" and rows[1][shown] == "10"


def test_yangzhou_settles_by_the_clients_score_only() -> None:
    own = tables(yangzhou(self={}).sheets[0])[1]
    assert [row[1] for row in rows_of(own)[1:]] == ["", "", "", ""]
    both = tables(yangzhou(self={}, reviewed={"info_reports": {"missed_signoff": 1, "faults": 3}}).sheets[0])[1]
    # 100 − 8 = 92: 1 % of 3,725,000
    rows = rows_of(both)
    assert [row[1] for row in rows[1:4]] == ["3725000.00", "37250.00", "3687750.00"]
    assert rows[4] == ["大写", "叁佰陆拾捌万柒仟柒佰伍拾元整", None]


def jiyuan(period: str = "2026-03", **more: object) -> dict[str, object]:
    day = {"date": f"{period}-05", "offered": 100, "within_15s": 80}
    inputs = {"satisfaction": {"percent": "93.4"}, "complaints": {"count": 2}, "answer_timely": {"days": [day]}}
    history = [{"period": "2026-01", "deduction": "400"}, {"period": "2026-02", "deduction": "4200"}]
    return {"scheme": "jiyuan-2026", "period": period, "inputs": inputs, "history": history} | more


def test_jiyuan_lists_every_clause_with_its_amount() -> None:
    document = made("jiyuan-deductions", jiyuan())
    table = main(document)
    rows = texts(table)
    assert rows[0] == ["序号", "考核指标", "考核标准（合同第四条）", "完成情况", "扣款金额（元）", "扣款说明"]
    assert [row[1] for row in rows[1:12]] == JIYUAN
    amounts = ["200.00", "1000.00", "0.00", "0.00", "200.00", "0.00", "0.00", "—", "0.00", "0.00", "0.00"]
    assert [row[4] for row in rows[1:12]] == amounts
    assert rows[1][3] == "93.4%" and rows[2][3] == "2 次" and rows[8][3] == "本期不考核"
    assert rows[5][3] == "1 天不达标（已考核 1 天）" and rows[3][3] == "无记录"
    assert "每低于1个百分点，供应商应在外包服务费中扣除200元" in str(rows[1][2])
    assert rows[12] == ["当月扣款合计", None, None, None, "1400.00", ""]
    assert rows[13] == ["大写", None, "壹仟肆佰元整", None, None, None]
    assert [row[0] for row in rows[14:]] == ["甲方考核人员（签字）：", "乙方确认（签字）："]
    assert merges(table) == {(12, 0): (1, 4), (13, 0): (1, 2), (13, 2): (1, 4), (14, 0): (1, 6), (15, 0): (1, 6)}
    assert covered(table)
    assert document.title == "济源产城融合示范区12345政务服务便民热线服务外包项目2026年3月考核扣款明细表"


def test_jiyuan_settles_the_quarter_from_its_three_months() -> None:
    document = made("jiyuan-settlement", jiyuan())
    rows = texts(main(document))
    assert [row[:2] for row in rows[1:]] == [
        ["本季度服务费", "419904.00"],
        ["其中：2026年1月扣款", "400.00"],
        ["其中：2026年2月扣款", "4200.00"],
        ["其中：2026年3月扣款", "1400.00"],
        ["本季度考核扣款合计", "6000.00"],
        ["本季度应付", "413904.00"],
        ["大写", "肆拾壹万叁仟玖佰零肆元整"],
    ]
    assert "第一季度已预付，扣款列示并结转" in str(rows[1][2])
    assert document.sheets[0].title.endswith("2026年第一季度结算单")


AWARDS = {"appraisal_method": 3, "appraisal_filing": 3, "skill_inspection": 4, "study": 3, "data_integrity": 2}
AWARDS |= {"service_attitude": 4, "monthly_scoring": 3}


def kezhou() -> dict[str, object]:
    inputs: dict[str, object] = {name: {"points": points} for name, points in AWARDS.items()}
    inputs |= {name: {"percent": 100} for name in ("connect_rate", "dispatch_accuracy", "callback_rate")}
    inputs |= {"connect_timely": {"percent": 95}, "connect_rate": {"hits": 9990, "total": 10000}}
    inputs |= {"complaints": {"months": {"2025-08": 3}}, "spot_check": {"count": 1}, "ticket_quality": {"count": 25}}
    people = {"2025-07": 14, "2025-08": 14, "2025-09": 13}
    return {"scheme": "kezhou-2025", "period": "2025-Q3", "inputs": inputs, "context": {"headcount": people}}


def test_kezhou_prints_the_seven_parts_of_its_method() -> None:
    document = made("kezhou-quarter", kezhou())
    table = main(document)
    rows = texts(table)
    heads = ["序号", "考核项目", "考核内容及计分方法", "分值", "完成情况", "得分", "扣（加）分说明"]
    assert rows[0] == heads
    at = 1
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for label, points in KEZHOU:
        assert rows[at][1] == label
        assert [row[3] for row in rows[at : at + len(points)]] == points
        spans[at, 1] = (len(points), 1)
        at += len(points)
    assert at == 28
    assert all(str(row[2]).startswith(begin) for row, begin in zip(rows[1:28], ITEMS, strict=True))
    ends = {(28, 0): (1, 3), (29, 0): (1, 7), (30, 0): (1, 7)}
    assert merges(table) == spans | ends and covered(table)
    # −0.1, −2 (two complaints above one), −2.5, −0.5
    assert [rows[1][5], rows[3][5], rows[7][5], rows[27][5]] == ["9.9", "0", "7.5", "2.5"]
    assert rows[28] == ["合计", None, None, "100", "", "94.9", ""]
    assert rows[3][4] == "7月 0 条、8月 3 条、9月 0 条" and "超出允许的 1 条" in str(rows[3][6])
    assert document.title == "克州12345政务服务便民热线2025年第三季度运行绩效考核表"


def test_kezhou_pays_for_the_people_who_were_there() -> None:
    rows = rows_of(tables(made("kezhou-quarter", kezhou()).sheets[0])[1])
    # 4400 × 41 = 180400; 94.9 lies in the open gap: 90 %
    assert [row[:2] for row in rows[1:4]] == [
        ["本季度费用", "180400.00"],
        ["考核扣减", "18040.00"],
        ["本季度应付", "162360.00"],
    ]
    assert "14 + 14 + 13" in str(rows[1][2])
    assert rows[4][1] == "壹拾陆万贰仟叁佰陆拾元整"


def test_baisha_prints_the_columns_of_its_standard_and_the_score() -> None:
    inputs: dict[str, object] = {"connect_rate": {"percent": 97}, "first_resolution": {"percent": 70}}
    inputs |= {"callback_24h": {"percent": 100}, "front_satisfaction": {"percent": 96}, "turnover": {"percent": 0}}
    inputs |= {"complaints": {"count": 1, "serious": 1}, "praise": {"letters": 1, "banners": 2}}
    document = made("baisha-score", {"scheme": "baisha", "period": "2025-09", "inputs": inputs})
    table = main(document)
    rows = texts(table)
    assert rows[0] == ["序号", "评估项目", "指标说明", "目标值", "分值", "计分办法", "完成情况", "得分"]
    assert [row[:6] for row in rows[1:10]] == BAISHA
    assert [row[7] for row in rows[1:10]] == ["21", "15", "10", "15", "7", "10", "10", "10", "2.5"]
    assert rows[10] == ["综合得分", None, None, None, "100", "", "", "100.5"]
    assert rows[5][6] == "有理由投诉 1 次、造成不良影响的 1 次"
    assert merges(table) == {(10, 0): (1, 4)} and covered(table)
    assert "另行约定" in str(rows_of(tables(document.sheets[0])[1])[1][1])


def test_scores_and_amounts_are_numbers_not_words() -> None:
    awarded = column(main(danzhou()), "考核得分")
    assert all(not isinstance(one.value, str) for one in awarded[:11] if one)
    amounts = column(main(made("jiyuan-deductions", jiyuan())), "扣款金额（元）")
    assert [one.value for one in amounts[:2] if one] == [20000, 100000]


def test_readings_in_force_stand_under_the_table() -> None:
    told = words(made("baisha-score", {"scheme": "baisha", "period": "2025-09", "options": {"steps": "up"}}).sheets[0])
    assert "六 4 序号1：不满一个百分点也按一个计" in told
