"""Earlier periods' figures pasted from a table."""

import pytest

from app.exchange.pasted_openings import Openings, read_openings, spoken_period
from app.library import SCHEMES, versions

DANZHOU = versions("danzhou-2025", SCHEMES)[-1]
JIYUAN = versions("jiyuan-2026", SCHEMES)[-1]


def test_the_columns_are_what_later_periods_look_back_at() -> None:
    assert list(Openings.columns(DANZHOU)) == ["period", "score", "rank_a", "rank_province"]
    assert list(Openings.columns(JIYUAN)) == ["period", "deduction", "turnover"]


def test_rows_become_openings() -> None:
    text = "月份\t得分\t当月A类型平台排名情况\t当月全省考核成绩排名情况\n2025-08\t83.5\t1\t4\n2025-09\t79\t\t9\n"
    found = read_openings(text, DANZHOU, "省平台通报")
    assert found.faults == ()
    assert found.rows == (
        ("2025-08", "", "score", "83.5"),
        ("2025-08", "", "rank_a", "1"),
        ("2025-08", "", "rank_province", "4"),
        ("2025-09", "", "score", "79"),
        ("2025-09", "", "rank_province", "9"),
    )


def test_a_percentage_is_kept_as_the_facts_have_it() -> None:
    found = read_openings("期间\t扣款\t人员流失率\n2026-01\t400\t1.5%\n", JIYUAN, "通报")
    assert found.rows[1] == ("2026-01", "", "turnover", '{"percent": "1.5"}')


def test_every_fault_has_its_place() -> None:
    found = read_openings("期间\t得分\n2025-Q3\t80\n2024-08\t80\n2025-08\t很好\n", DANZHOU, " ")
    assert [fault.path for fault in found.faults] == ["依据", "第 2 行 期间", "第 3 行 期间", "第 4 行 得分"]


def test_without_a_heading_nothing_is_guessed() -> None:
    assert "标题行应含" in read_openings("2025-08\t80\n", DANZHOU, "x").faults[0].reason


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2025年9月", "2025-09"),
        ("2025/9", "2025-09"),
        ("2025-09", "2025-09"),
        ("2025年第三季度", "2025-Q3"),
        ("2025年3季度", "2025-Q3"),
        ("２０２５Ｑ３", "2025-Q3"),
        ("2025年", "2025"),
        ("2025年13月", "None"),
        ("三季度", "None"),
    ],
)
def test_periods_are_taken_as_people_write_them(text: str, period: str) -> None:
    assert str(spoken_period(text)) == period
