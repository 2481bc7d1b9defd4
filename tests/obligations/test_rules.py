"""An obligations file: every fault with its place, targets that exist, no file at all."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.library import SCHEMES, versions
from app.obligation_rules import read_obligations, under
from app.scoring.load import rules_of
from tests.support import CONTRACTS

GOOD = """format = 1
[[obligation]]
id = "a"
name = "名"
every = "month"
clause = "一"
words = "每月报送"
"""


def told(folder: Path, text: str) -> str:
    (folder / "obligations.toml").write_text(text, "utf-8")
    rules = rules_of(versions("kezhou-2025", SCHEMES)[-1])
    try:
        read_obligations(folder, rules)
    except Refused as refused:
        return str(refused)
    return ""


def test_no_file_no_obligations(tmp_path: Path) -> None:
    assert read_obligations(tmp_path).obligations == ()


def test_a_good_file(tmp_path: Path) -> None:
    assert told(tmp_path, GOOD) == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('every = "month"', 'every = "moon"'), "应为其中之一"),
        (('every = "month"', ""), "应写且只写一个"),
        (('every = "month"', 'every = "once"'), "anchor"),
        (('every = "month"', 'on = "result"'), "要写明时限"),
        (('every = "month"', 'on = "result"\ndays = 1\nhours = 2'), "时限只能写一种"),
        (('every = "month"', 'every = "month"\nfeeds = ["nothing.count"]'), "应写成 指标.输入项"),
        (('every = "month"', 'every = "month"\nproposes = "late_ops_manager"'), "没有这个合同事项"),
        (('every = "month"', 'every = "month"\nproved_by = "rumour"'), "应为 session"),
        (('every = "month"', 'every = "month"\nday = 32'), "不能大于 31"),
        (('every = "month"', 'every = "month"\nsurprise = 1'), "不认识的键"),
        (('words = "每月报送"', ""), "缺少这一项"),
        (("format = 1", "format = 2"), "本程序认识的格式是 1"),
        (('every = "month"', 'every = "month"\nfeeds = ["organisation.cuont"]'), "是否想写 count？"),
        (('every = "month"', 'every = "month"\nfeeds = ["connect_rate.percent"]'), "没有这个按次计数的输入项"),
        (('every = "month"', 'every = "month"\nproved_by = "training_hours"'), "应写明课时"),
        (('every = "month"', 'every = "week"\nday = 5'), "只用于每月、每季度的义务"),
        (('every = "month"', 'every = "month"\nnext_month = true'), "要同时写 day"),
        (('every = "month"', 'every = "month"\nday = 20\nbefore_end = 3'), "未写 day 的义务"),
        (('every = "month"', 'every = "week"\ntimes = 2'), "每半年、每年的义务"),
        (('every = "month"', 'every = "month"\ndays = 5'), "定期的义务不写时限"),
        (('every = "month"', 'every = "once"\nanchor = "end"\nhours = 5'), "按 days 或 working_days 计"),
        (("format = 1", 'format = 1\n[dates]\nsigned = "yesterday"'), "应为日期"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    found = told(tmp_path, GOOD.replace(*change))
    assert reason in found and "obligations.toml" in found


def test_all_at_once_with_their_lines(tmp_path: Path) -> None:
    found = told(tmp_path, GOOD + GOOD.split("\n", 1)[1].replace('clause = "一"', "").replace("month", "moon"))
    assert "编号重复" in found and "缺少这一项" in found and "应为其中之一" in found
    # The first obligation stands on lines 2 to 7, the second on lines 8 to 12.
    assert "obligations.toml:9: obligation[1].id: a: 编号重复" in found


READ = """
[[reading]]
id = "from"
clause = "一"
words = "自生效之日起"
question = "从哪一天起算？"
default = "effective"
choices = [{ id = "effective", means = "生效" }, { id = "start", means = "开始" }]
"""
ANCHORED = GOOD.replace(
    'every = "month"', 'every = "once"\nanchor = { reading = "from", effective = "effective", start = "%s" }'
)


def test_what_is_wrong_under_an_alternative_only(tmp_path: Path) -> None:
    assert told(tmp_path, ANCHORED % "start" + READ) == ""
    assert "应为其中之一" in told(tmp_path, ANCHORED % "begin" + READ)
    assert "读法编号重复" in told(tmp_path, ANCHORED % "start" + READ + READ)


def test_a_reading_that_is_not_there_cannot_be_chosen() -> None:
    rules = read_obligations(SCHEMES / "danzhou-2025")
    assert next(one for one in under(rules, {"roster_from": "start"}) if one.id == "roster_filed").anchor == "start"
    for chosen, reason in (({"roster_from": "today"}, "应为其中之一"), ({"roster": "start"}, "不认识的键")):
        with pytest.raises(Refused, match=reason):
            under(rules, chosen)


@pytest.mark.parametrize("scheme", CONTRACTS)
def test_every_shipped_target_is_there(scheme: str) -> None:
    rules = rules_of(versions(scheme, SCHEMES)[-1])
    assert read_obligations(SCHEMES / scheme, rules).obligations
