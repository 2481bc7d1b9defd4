"""An obligations file: every fault with its place, targets that exist, no file at all."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.library import SCHEMES, versions
from app.obligation_rules import read_obligations
from app.scoring.load import rules_of

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
        (("format = 1", 'format = 1\n[dates]\nsigned = "yesterday"'), "应为日期"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    found = told(tmp_path, GOOD.replace(*change))
    assert reason in found and "obligations.toml" in found


def test_all_at_once_with_their_lines(tmp_path: Path) -> None:
    found = told(tmp_path, GOOD + GOOD.split("\n", 1)[1].replace('clause = "一"', "").replace("month", "moon"))
    assert "编号重复" in found and "缺少这一项" in found and "应为其中之一" in found
