"""A scheme file with mistakes: every one is named, with its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.commands.check import alternative_faults, check_folder
from app.errors import Refused
from app.library import read_folder, scheme_ids, versions
from tests.support import INVENTED, SHIPPED

Edit = tuple[str, str]


def refused(tmp_path: Path, *edits: Edit, name: str = "linzhou-2027") -> list[str]:
    """The faults of an invented contract with some of its text replaced."""
    folder = tmp_path / name
    shutil.copytree(INVENTED / name, folder)
    file = folder / "scheme.toml"
    text = file.read_text("utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")
    try:
        read_folder(folder)
    except Refused as error:
        return [str(fault) for fault in error.faults]
    return []


@pytest.fixture
def faults_of(tmp_path: Path) -> Callable[..., list[str]]:
    return lambda *edits, **name: refused(tmp_path, *edits, **name)


CASES: list[tuple[str, Edit, str]] = [
    ("unknown measure", ('measure = "change"', 'measure = "chance"'), "change"),
    ("unknown shape", ('shape = "anchors", under', 'shape = "anchor", under'), "anchors"),
    ("shape that does not fit", ('shape = "fatal", scope = "score"', 'shape = "steps", target = 1'), "可配"),
    ("unknown key", ("optional = true", "optionel = true"), "optional"),
    ("missing clause", ('clause = "附表 3"\n', ""), "缺少"),
    ("blank words", ('words = "发生泄密的，一票否决，当月不得分。"', 'words = " "'), "非空"),
    ("sum of a group", ('name = "核心指标"\nfull = 75', 'name = "核心指标"\nfull = 76'), "合计却是 75"),
    ("sum of all", ('period = "month"\nfull = 100', 'period = "month"\nfull = 99'), "合计却是 100"),
    ("unknown group", ('group = "rest"', 'group = "lest"'), "未定义"),
    ("overlap", ("{ from = 4, below = 8, points = 80 }", "{ from = 4, to = 8, points = 80 }"), "重叠"),
    ("gap", ("{ from = 8, to = 12, points = 50 }", "{ from = 9, to = 12, points = 50 }"), "空档"),
    ("open gap", ("{ above = 12, points = 0 }", "{ above = 13, points = 0 }"), "空档"),
    ("closed below", ("{ below = 4, points = 100 }", "{ from = 0, below = 4, points = 100 }"), "不设下限"),
    ("grade gap", ('name = "优良"\nfrom = 90', 'name = "优良"\nfrom = 91'), "空档"),
    ("duplicate indicator", ('id = "backlog"', 'id = "errors"'), "编号重复"),
    ("duplicate group", ('[[group]]\nid = "rest"', '[[group]]\nid = "core"'), "编号重复"),
    ("duplicate alert", ('id = "errors_many"', 'id = "overtime"'), "编号重复"),
    ("duplicate item", ('id = "replacement"', 'id = "year_bond"'), "编号重复"),
    ("unknown reading", ('mode = { reading = "steps" }', 'mode = { reading = "step" }'), "是否想写 steps"),
    (
        "duplicate reading",
        (
            "[[group]]",
            '[[reading]]\nid = "steps"\nclause = "a"\nwords = "b"\nquestion = "c"\n'
            'default = "x"\nchoices = [{ id = "x", means = "y" }]\n[[group]]',
        ),
        "读法编号重复",
    ),
    ("default outside", ('default = "down"', 'default = "dawn"'), "应为其中之一"),
    ("unknown context of an alert", ('context = "staff_hours"', 'context = "stuff_hours"'), "没有定义"),
    ("unknown context of the base", ('context = "calls"', 'context = "colls"'), "没有定义"),
    ("unknown context kind", ('calls = "count"', 'calls = "counts"'), "应为其中之一"),
    ("unknown indicator of an alert", ('indicator = "errors"', 'indicator = "errers"'), "没有定义"),
    ("unknown indicator of full_when", ('[{ indicator = "connect_rate"', '[{ indicator = "connect"'), "没有定义"),
    (
        "tiers out of order",
        ("escalate = [{ above = 3, lose = 1 }]", "escalate = [{ above = 3, lose = 1 }, { above = 2, lose = 1 }]"),
        "从小到大",
    ),
    ("one anchor", ("    { at = 80, points = 12 },\n", ""), "两个不同的锚点"),
    ("twin anchors", ("{ at = 80, points = 12 }", "{ at = 90, points = 12 }"), "两个不同的锚点"),
    ("zero step", ("per = 2, lose", "per = 0, lose"), "大于 0"),
    ("test on an unknown field", ('{ kind = "below", value = "staff"', '{ kind = "below", value = "stuff"'), "未列在"),
    (
        "award that is not first",
        ('parts = [{ measure = "award"', 'parts = [{ measure = "count", shape = "per_unit" }, { measure = "award"'),
        "写在最前",
    ),
    (
        "two awards",
        ('sign = "award" }]', 'sign = "award" }, { measure = "award", shape = "direct", sign = "award" }]'),
        "只能有一个",
    ),
    (
        "no parts",
        (
            'parts = [{ measure = "change", shape = "steps", target = 0, gain = 1, mode = { reading = "steps" } }]',
            "parts = []",
        ),
        "至少要有一个",
    ),
    (
        "a part that is no table",
        ('parts = [{ measure = "award", shape = "direct", sign = "award" }]', "parts = [5]"),
        "缺少这一项",
    ),
    ("wrong id", ('id = "linzhou-2027"', 'id = "linzhou"'), "同名"),
    ("future format", ("format = 1", "format = 2"), "格式"),
    ("term upside down", ("first = 2026-11-01", "first = 2028-11-01"), "晚于"),
    ("period kind", ('period = "month"', 'period = "week"'), "应为其中之一"),
    ("number as text", ("full = 15", 'full = "fifteen"'), "普通写法"),
    ("negative points", ("full = 15", "full = -15"), "不能为负"),
    ("flag as text", ("optional = true", 'optional = "yes"'), "true 或 false"),
    ("date as text", ("last = 2027-10-31", 'last = "2027-13-31"'), "日期"),
    ("list as text", ("due = [1, 4, 7, 10]", "due = 1"), "列表"),
    ("both limits", ('context = "staff_hours"\nbelow = 8', 'context = "staff_hours"\nbelow = -1\nabove = 8'), "不认识"),
]


@pytest.mark.parametrize(("edit", "hint"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_mistake_is_named_with_its_file(faults_of: Callable[..., list[str]], edit: Edit, hint: str) -> None:
    found = faults_of(edit)
    assert any(hint in fault for fault in found), found
    assert all(fault.startswith("scheme.toml:") for fault in found)


def test_all_mistakes_come_at_once_with_their_lines(faults_of: Callable[..., list[str]]) -> None:
    found = faults_of(
        ('clause = "附表 3"\n', ""), ('clause = "附表 4"\n', ""), ('measure = "change"', 'measure = "chance"')
    )
    assert len(found) >= 3
    assert all(int(fault.split(":")[1]) > 40 for fault in found)


MONEY: list[tuple[str, Edit, str]] = [
    (
        "award of money",
        (
            '{ measure = "count", fields = ["bad"], shape = "per_unit", lose = 0 }',
            '{ measure = "award", shape = "direct", sign = "award" }',
        ),
        "不能直接给分",
    ),
    ("unknown gate", ('gate = "checked"', 'gate = "chicked"'), "是否想写 checked"),
    ("reading number out of range", ('default = "90"', 'default = "101"'), "之间"),
    ("reading number too small", ('default = "90"', 'default = "9"'), "之间"),
    ("reading no number", ('default = "90"', 'default = "ninety"'), "应为数字"),
    ("reading none or number", ('default = "none"', 'default = "never"'), "none"),
    ("reading number negative", ('default = "none"', 'default = "-1"'), "不能小于 0"),
    ("reference with more keys", ('{ reading = "speed_target" }', '{ reading = "speed_target", often = 2 }'), "times"),
    ("reference times text", ('{ reading = "speed_target" }', '{ reading = "speed_target", times = "x" }'), "应为数字"),
    ("alert without limit", ("below = 10\n", ""), "只写一个"),
    ("damage to amounts", ("amount = 2001, over = 3", "amount = 2001, over = 0"), "不能小于 1"),
    (
        "unknown spared_by",
        (
            'kind = "sum_of_lines"\nover = 1',
            'kind = "per_point_below"\nscore = 1\npercent = 1\nof = { amount = 1 }\nspared_by = "nobody"',
        ),
        "没有定义",
    ),
    (
        "twice the same period",
        (
            'kind = "fixed"\namount = { amount = 90000, shared = true }',
            'kind = "by_period"\namounts = '
            '[{ period = "2027-Q2", amount = 1 }, { period = "2027-Q2", amount = 1 }, { period = "x", amount = 1 }]',
        ),
        "只写一次",
    ),
]


@pytest.mark.parametrize(("edit", "hint"), [case[1:] for case in MONEY], ids=[case[0] for case in MONEY])
def test_a_mistake_in_a_money_scheme_is_named(faults_of: Callable[..., list[str]], edit: Edit, hint: str) -> None:
    found = faults_of(edit, name="yunpu-2027")
    assert any(hint in fault for fault in found), found


RANKS: list[tuple[Edit, str]] = [
    (("{ from = 6, to = 7, points = 2 },\n", ""), "空档"),
    (("{ from = 6, to = 7, points = 2 }", "{ from = 5, to = 7, points = 2 }"), "重叠"),
    (("{ from = 1, to = 3, points = 6 }", "{ from = 2, to = 3, points = 6 }"), "没有包含 1"),
    (("{ from = 16, to = 18, points = -6 }", "{ from = 16, to = 17, points = -6 }"), "没有包含 18"),
    (('beyond = "first_in_a"', 'beyond = "first_of_a"'), "排在前面"),
    (('indicator = "rank_a", at_most = 1', 'indicator = "rank_b", at_most = 1'), "没有定义"),
    (('due = "2026-06"', 'due = "June"'), "应为期间"),
    (
        (
            '{ reading = "split_deduction", prorated = true, whole = false }',
            '{ reading = "split_deduction", whole = false }',
        ),
        "每个选项都要给出",
    ),
]


@pytest.mark.parametrize(("edit", "hint"), RANKS, ids=[case[1] + str(at) for at, case in enumerate(RANKS)])
def test_ranks_and_promises_are_checked(tmp_path: Path, edit: Edit, hint: str) -> None:
    folder = tmp_path / "danzhou-2025"
    folder.mkdir()
    text = (SHIPPED / "danzhou-2025" / "scheme.toml").read_text("utf-8")
    assert edit[0] in text
    (folder / "scheme.toml").write_text(text.replace(*edit, 1), "utf-8")
    with pytest.raises(Refused) as error:
        read_folder(folder)
    assert hint in str(error.value)


def test_a_mistake_under_another_reading_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "yunpu-2027"
    shutil.copytree(INVENTED / "yunpu-2027", folder)
    file = folder / "scheme.toml"
    text = file.read_text("utf-8").replace('{ id = "100", means', '{ id = "0", means')
    file.write_text(text.replace("lose = 100, gate", 'per = { reading = "speed_cap" }, lose = 100, gate'), "utf-8")
    (scheme,) = read_folder(folder)
    assert any("大于 0" in fault.reason for fault in alternative_faults(scheme))
    with pytest.raises(Refused, match="大于 0"):
        check_folder(folder)


def test_an_empty_folder_and_missing_or_broken_cases_are_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"没有 scheme\.toml"):
        read_folder(tmp_path)
    folder = tmp_path / "yunpu-2027"
    shutil.copytree(INVENTED / "yunpu-2027", folder)
    (folder / "cases.toml").write_text("[[case]]\nname = 'x'\nwhy = 'y'\n[case.facts]\nperiod = '2027-Q2'\n", "utf-8")
    with pytest.raises(Refused, match="expect"):
        check_folder(folder)
    (folder / "cases.toml").write_text("[[case", "utf-8")
    with pytest.raises(Refused, match=r"cases.toml"):
        check_folder(folder)
    (folder / "cases.toml").unlink()
    with pytest.raises(Refused, match="没有算例"):
        check_folder(folder)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "scheme.toml").write_bytes("名 ＝ 1".encode())
    with pytest.raises(Refused, match="半角"):
        read_folder(folder)


def test_an_unknown_scheme_is_refused_with_a_hint() -> None:
    assert "danzhou-2025" in scheme_ids()
    with pytest.raises(Refused, match="是否想写 danzhou-2025"):
        versions("danzhou-2024")


def test_mistakes_of_the_head_do_not_hide_those_of_the_body_or_of_the_cases(tmp_path: Path) -> None:
    folder = tmp_path / "yunpu-2027"
    shutil.copytree(INVENTED / "yunpu-2027", folder)
    file = folder / "scheme.toml"
    text = file.read_text("utf-8").replace("version =", "verson =").replace("lose = 60", "lsoe = 60")
    file.write_text(text, "utf-8")
    cases = '[[case]]\nname = "a"\nwhy = "b"\nfacts = { period = "2027-Q2" }\nexpect = { error = [1, 2] }\n'
    (folder / "cases.toml").write_text(cases, "utf-8")
    with pytest.raises(Refused) as error:
        check_folder(folder)
    paths = [fault.path for fault in error.value.faults]
    assert {"version", "verson", "indicator[1].parts[0].lsoe", "case[0].expect.error[0]"} <= set(paths)
    (folder / "cases.toml").write_text("", "utf-8")
    with pytest.raises(Refused, match="没有算例"):
        check_folder(folder)
