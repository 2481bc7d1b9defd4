"""form.toml: a sixth contract prints without code, and every mistake in the file is named with its place."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.errors import Refused
from app.forms.assessment import own_forms
from app.forms.assessment_check import checked_plans
from app.forms.registry import Form, written
from app.library import versions
from tests.forms.grid import covered, merges, rows_of, tables, texts, words
from tests.support import INVENTED, SHIPPED, as_read

LINZHOU = """
format = 1

[names]
notice = "linzhou-notice"

[[form]]
id = "linzhou-sheet"
name = "考核得分表"
title = "临洲热线{year}年{month}月考核得分表"
head = [{ label = "考核时间", value = "assessed_on" }]
columns = [
  { field = "number", head = "编号", width = 12 },
  { field = "name", head = "指标", width = 40 },
  { field = "content", head = "细则", width = 60, small = true },
  { field = "achieved", head = "实绩", width = 20 },
  { field = "full", head = "满分", width = 12 },
  { field = "awarded", head = "得分", width = 12 },
  { id = "seal", field = "blank", head = "考核人", width = 20 },
]
rows = [
ROWS
]
notes = [{ columns = ["seal"], text = "由考核人逐项签名" }]
closing = [{ label = "总分", values = { awarded = "score" } }]
settlement = { base = "本月服务费", payable = "本月应付" }
signatures = ["甲方："]
"""


def indicators_of(scheme: str, shelf: Path) -> str:
    newest = versions(scheme, shelf)[-1]
    return "\n".join(f'  {{ indicator = "{one["id"]}" }},' for one in newest.data["indicator"])


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A shelf with the invented contracts only."""
    for folder in INVENTED.iterdir():
        shutil.copytree(folder, tmp_path / folder.name)
    return tmp_path


def described(shelf: Path, text: str = LINZHOU) -> Path:
    file = shelf / "linzhou-2027" / "form.toml"
    file.write_text(text.replace("ROWS", indicators_of("linzhou-2027", shelf)), "utf-8")
    return file


def found(shelf: Path) -> dict[str, Form]:
    return {one.id: one for one in own_forms(written(), shelf)}


def faults(shelf: Path, text: str) -> list[str]:
    described(shelf, text)
    with pytest.raises(Refused) as refused:
        checked_plans(shelf / "linzhou-2027", versions("linzhou-2027", shelf))
    assert all(one.file == "form.toml" and one.line for one in refused.value.faults)
    return [one.path for one in refused.value.faults]


FACTS: dict[str, Any] = {
    "scheme": "linzhou-2027",
    "period": "2027-01",
    "inputs": {"connect_rate": {"percent": 85}, "errors": {"made": 3}, "satisfaction": {"percent": "94.5"}},
    "context": {"calls": 1000, "assessed_on": "2027-02-05"},
}


def test_a_sixth_contract_prints_from_its_file_alone(shelf: Path) -> None:
    described(shelf)
    form = found(shelf)["linzhou-sheet"]
    assert form.from_facts is not None and form.schemes == ("linzhou-2027",)
    document = form.from_facts(as_read(FACTS))
    table = tables(document.sheets[0])[0]
    rows = texts(table)
    assert rows[0] == ["编号", "指标", "细则", "实绩", "满分", "得分", "考核人"]
    # 80 % → 60, 90 % → 90: 85 % is 75 of 100, weighted 30 %: 22.5
    assert rows[1][:2] + rows[1][3:] == ["1", "接通率", "85%", "30", "22.5", "由考核人逐项签名"]
    count = len(rows) - 3
    assert merges(table)[1, 6] == (count, 1) and covered(table)
    assert document.title == "临洲热线2027年1月考核得分表" and "不计入总分" not in words(document.sheets[0])


def test_a_contract_without_a_file_has_the_usual_table(shelf: Path) -> None:
    form = found(shelf)["yunpu-2027-table"]
    assert form.from_facts is not None
    facts = {"scheme": "yunpu-2027", "period": "2027-Q2", "inputs": {"speed": {"percent": 88, "checked": True}}}
    document = form.from_facts(as_read(facts))
    rows = texts(tables(document.sheets[0])[0])
    assert rows[0] == ["序号", "考核指标", "考核内容", "目标值", "完成情况", "扣款金额（元）", "说明"]
    assert rows[1][1] == "及时率" and rows[1][3:6] == ["90%", "88%", "200.00"]
    assert "云浦热线外包服务扣款办法（虚构）（2027年第二季度）" in document.title
    money = rows_of(tables(document.sheets[0])[1])
    assert money[1][:2] == ["当期合同金额", "90000.00"]


@pytest.mark.parametrize("scheme", ["danzhou-2025", "kezhou-2025", "baisha", "yangzhou-2025", "jiyuan-2026"])
def test_the_usual_table_serves_every_contract(scheme: str, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED / scheme, tmp_path / scheme)
    (tmp_path / scheme / "form.toml").unlink()
    form = found(tmp_path)[f"{scheme}-table"]
    assert form.from_facts is not None
    period = {"baisha": "2025-09", "jiyuan-2026": "2026-03", "danzhou-2025": "2025-09"}.get(scheme, "2025-Q3")
    document = form.from_facts(as_read({"scheme": scheme, "period": period}))
    assert all(covered(one) for one in tables(document.sheets[0]))


def test_a_written_form_takes_the_name_its_parties_use(shelf: Path) -> None:
    described(shelf)
    known = found(shelf)
    assert known["linzhou-notice"].schemes == ("linzhou-2027",)
    assert "notice" not in known, "no other contract here has conduct rules"


def test_a_faulty_file_does_not_hide_the_other_forms(shelf: Path) -> None:
    described(shelf, LINZHOU.replace('field = "awarded"', 'field = "awaded"'))
    known = found(shelf)
    assert "yunpu-2027-table" in known and "linzhou-sheet" not in known
    broken = known["linzhou-2027-table"]
    assert broken.from_facts is not None
    with pytest.raises(Refused, match="awaded"):
        broken.from_facts(as_read(FACTS))


@pytest.mark.parametrize(
    ("was", "now", "path"),
    [
        ('field = "awarded"', 'field = "awaded"', "form[0].columns[5].field"),
        ('indicator = "connect_rate"', 'indicator = "conect_rate"', "form[0].rows[0].indicator"),
        ("width = 60", "width = 0", "form[0].columns[2].width"),
        ("{year}", "{jahr}", "form[0].title"),
        ('columns = ["seal"]', 'columns = ["sael"]', "form[0].notes[0].columns"),
        ('columns = ["seal"]', 'columns = ["awarded", "name"]', "form[0].notes[0].columns"),
        ('awarded = "score"', 'awarded = "skore"', "form[0].closing[0].values.awarded"),
        ('awarded = "score"', 'awarde = "score"', "form[0].closing[0].values.awarde"),
        ('awarded = "score"', 'number = "score"', "form[0].closing[0].values"),
        ('signatures = ["甲方："]', 'signatures = [""]', "form[0].signatures[0]"),
        ('signatures = ["甲方："]', 'signature = ["甲方："]', "form[0].signature"),
        ('id = "linzhou-sheet"', 'id = "临洲"', "form[0].id"),
        ('id = "linzhou-sheet"', 'id = "linzhou-notice"', "form[0].id"),
        ("format = 1", "format = 2", "format"),
        ('base = "本月服务费"', 'bas = "本月服务费"', "form[0].settlement.bas"),
        ('value = "assessed_on"', 'value = "today"', "form[0].head[0].value"),
        ('signatures = ["甲方："]', 'alerts = ["outage"]', "form[0].alerts[0]"),
        ('signatures = ["甲方："]', 'groups = [{ id = "middle" }]', "form[0].groups[0].id"),
        ('id = "seal", field = "blank"', 'field = "self"', "form[0].opinions"),
        ('field = "number"', 'field = "group"', "form[0].groups"),
        ('indicator = "errors"', 'indicator = "errors", listed = { one = "{from}", many = "{to}" }', "form[0].rows"),
    ],
)
def test_every_mistake_is_named_with_its_place(was: str, now: str, path: str, shelf: Path) -> None:
    text = LINZHOU.replace("ROWS", indicators_of("linzhou-2027", shelf))
    assert was in text
    assert any(one.startswith(path) for one in faults(shelf, text.replace(was, now)))


def test_a_missing_indicator_is_named(shelf: Path) -> None:
    text = LINZHOU.replace("ROWS", indicators_of("linzhou-2027", shelf)).replace('  { indicator = "errors" },\n', "")
    assert faults(shelf, text) == ["form[0].rows"]


def test_all_mistakes_come_at_once(shelf: Path) -> None:
    text = LINZHOU.replace("{year}", "{jahr}").replace("width = 60", 'width = "a"').replace("format = 1", "format = 3")
    assert {"form[0].title", "form[0].columns[2].width", "format"} <= set(faults(shelf, text))


def test_an_unknown_written_form_is_named(shelf: Path) -> None:
    described(shelf, LINZHOU.replace('notice = "', 'notce = "'))
    broken = found(shelf)["linzhou-2027-table"]
    assert broken.from_facts is not None
    with pytest.raises(Refused, match="是否想写 notice"):
        broken.from_facts({})


def test_a_row_of_a_later_version_is_left_out_of_an_earlier_period(shelf: Path) -> None:
    folder = shelf / "yunpu-2027"
    text = (folder / "scheme.toml").read_text("utf-8")
    later = '[[indicator]]\nid = "later"\nname = "新指标"\nclause = "补"\nwords = "每次扣5元。"\n'
    later += 'parts = [{ measure = "count", shape = "per_unit", lose = 5 }]\n\n[settlement]\n'
    newer = text.replace('version = "2027-01-01"', 'version = "second"\neffective = 2027-07-01')
    (folder / "scheme-2.toml").write_text(newer.replace("[settlement]\n", later, 1), "utf-8")
    form = LINZHOU.replace("linzhou", "yunpu").replace("{month}月", "{quarter}季").replace("临洲", "云浦")
    form = form.replace('{ field = "full", head = "满分", width = 12 },\n', "").replace('"awarded"', '"amount"')
    form = form.replace('awarded = "score"', 'amount = "amount"')
    (folder / "form.toml").write_text(form.replace("ROWS", indicators_of("yunpu-2027", shelf)), "utf-8")
    make = found(shelf)["yunpu-sheet"].from_facts
    assert make is not None
    names = {}
    for period in ("2027-Q2", "2027-Q3"):
        facts = {"scheme": "yunpu-2027", "period": period, "inputs": {"ranking": {"bad": 1}}}
        names[period] = [row[1] for row in texts(tables(make(as_read(facts)).sheets[0])[0])[1:-2]]
    assert names["2027-Q3"] == [*names["2027-Q2"], "新指标"] and len(names["2027-Q2"]) == 5


def test_what_does_not_apply_has_no_score(shelf: Path) -> None:
    form = found(shelf)["linzhou-2027-table"]
    assert form.from_facts is not None
    inputs = FACTS["inputs"] | {"answer_speed": {"not_applicable": True}, "review": {"points": 1}}
    document = form.from_facts(as_read(FACTS | {"period": "2027-02", "inputs": inputs}))
    rows = {row[1]: row for row in texts(tables(document.sheets[0])[0])}
    assert rows["及时应答率"][4:7] == ["不适用", "20", "—"] and "不计入总分" in str(rows["及时应答率"][7])
    assert rows["季度评议"][4:7] == ["本期不考核", "3", "—"]
    assert "考核档次" not in rows and texts(tables(document.sheets[0])[0])[-1][0] == "考核等次"
