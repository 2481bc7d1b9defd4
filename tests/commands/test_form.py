"""`form`: real processes, real files, what is refused and that nothing is spoilt by it."""

import json
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_door import FACTS, MONTH, run
from tests.support import INVENTED, SHIPPED

OPINIONS = {"self": {"scheme": "yangzhou-2025", "period": "2025-Q3", "inputs": {"clue_work": {"count": 1}}}}
GIVEN: dict[str, Any] = {
    "danzhou-summary": FACTS,
    "baisha-score": {"scheme": "baisha", "period": "2025-09", "inputs": {"complaints": {"count": 1}}},
    "jiyuan-deductions": {"scheme": "jiyuan-2026", "period": "2026-03", "inputs": {"complaints": {"count": 1}}},
    "jiyuan-settlement": {"scheme": "jiyuan-2026", "period": "2026-03", "inputs": {"complaints": {"count": 1}}},
    "kezhou-quarter": {"scheme": "kezhou-2025", "period": "2025-Q3", "inputs": {"spot_check": {"count": 1}}},
    "yangzhou-score": OPINIONS,
    "kezhou-notice": MONTH,
    "kezhou-pool": MONTH,
    "kezhou-agents": MONTH,
}


def form(name: str, facts: object, out: Path) -> tuple[int, bytes, str]:
    return run("form", name, "-", str(out), given=json.dumps(facts, ensure_ascii=False).encode())


def cells(file: Path) -> list[str]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(file.read_bytes()))
    return [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


def printed(file: Path) -> str:
    from pypdfium2 import PdfDocument

    with PdfDocument(file.read_bytes()) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "").replace("\n", "")


@pytest.mark.parametrize("name", GIVEN)
def test_every_form_that_needs_only_facts_becomes_a_workbook(name: str, tmp_path: Path) -> None:
    out = tmp_path / "表.xlsx"
    assert form(name, GIVEN[name], out) == (0, b"", "")
    assert len(cells(out)) > 20


@pytest.mark.parametrize("name", GIVEN)
def test_every_form_that_needs_only_facts_becomes_a_pdf_with_real_text(name: str, tmp_path: Path) -> None:
    out = tmp_path / "表.pdf"
    assert form(name, GIVEN[name], out) == (0, b"", "")
    words = {"kezhou-notice": "扣罚合计", "kezhou-pool": "参加分配", "kezhou-agents": "逐项明细"}
    words |= {"danzhou-summary": "综合得分", "jiyuan-settlement": "本季度应付", "yangzhou-score": "自评分"}
    assert words.get(name, "考核") in printed(out)


def test_a_file_reads_like_standard_input(tmp_path: Path) -> None:
    facts = tmp_path / "事实.json"
    facts.write_text(json.dumps(FACTS, ensure_ascii=False), "utf-8")
    out = tmp_path / "表.xlsx"
    assert run("form", "danzhou-summary", str(facts), str(out))[0] == 0
    assert "95.35" in " ".join(cells(out))


def test_an_unknown_form_names_what_there_is(tmp_path: Path) -> None:
    code, out, err = form("danzhou-sumary", FACTS, tmp_path / "a.pdf")
    assert (code, out) == (2, b"") and "是否想写 danzhou-summary" in err and "kezhou-notice" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.doc", "a", "a.pdf.txt"])
def test_another_ending_is_refused(name: str, tmp_path: Path) -> None:
    code, _, err = form("danzhou-summary", FACTS, tmp_path / name)
    assert code == 2 and ".pdf" in err and ".xlsx" in err and list(tmp_path.iterdir()) == []


def test_bad_facts_leave_the_file_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_bytes(b"before")
    bad = FACTS | {"inputs": {"connect_rate": {"percent": 101}, "nonsense": {}}, "extra": 1}
    code, told, err = form("danzhou-summary", bad, out)
    assert (code, told) == (2, b"") and out.read_bytes() == b"before"
    assert sorted(line.split(": ")[0] for line in err.splitlines()) == [
        *("extra", "inputs.connect_rate.percent", "inputs.nonsense"),
    ]


@pytest.mark.parametrize(
    ("name", "facts", "path"),
    [
        ("danzhou-summary", FACTS | {"scheme": "baisha"}, "scheme"),
        ("danzhou-summary", FACTS | {"period": "2025-Q3"}, "period"),
        ("danzhou-summary", FACTS | {"period": "2030-01"}, "period"),
        ("danzhou-summary", [FACTS], "JSON"),
        ("danzhou-summary", 7, "JSON"),
        ("yangzhou-score", {}, "JSON"),
        ("yangzhou-score", FACTS, "scheme"),
        ("yangzhou-score", {"self": 7}, "self"),
        ("yangzhou-score", {"self": FACTS}, "self.scheme"),
        ("yangzhou-score", {**OPINIONS, "reviewed": OPINIONS["self"] | {"period": "2025-Q4"}}, "reviewed.period"),
        ("yangzhou-score", {**OPINIONS, "other": {}}, "other"),
        ("jiyuan-settlement", GIVEN["jiyuan-settlement"] | {"period": "2026-02"}, "period"),
        ("kezhou-notice", MONTH | {"events": []}, "period"),
        ("kezhou-notice", MONTH | {"scheme": "baisha"}, "scheme"),
        ("kezhou-pool", MONTH | {"period": "2025-Q3"}, "period"),
    ],
)
def test_what_does_not_fit_is_named(name: str, facts: object, path: str, tmp_path: Path) -> None:
    code, told, err = form(name, facts, tmp_path / "a.xlsx")
    assert (code, told) == (2, b"") and "Traceback" not in err
    assert path in [line.split(": ")[0] for line in err.splitlines()]
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    code, _, err = form("danzhou-summary", FACTS, tmp_path / "nowhere" / "a.xlsx")
    assert code == 2 and "Traceback" not in err and "文件夹不存在" in err


def test_without_facts_and_store_it_says_what_it_needs(tmp_path: Path) -> None:
    code, _, err = run("form", "danzhou-summary", str(tmp_path / "a.xlsx"))
    assert code == 2 and "--store" in err


def test_from_a_store_a_sealed_period_prints_what_was_sealed(demo_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    before = demo_file.read_bytes()
    source = ("--store", str(demo_file), "--project", "DZ", "--period", "2025-09")
    assert run("form", "danzhou-summary", *source, str(out)) == (0, b"", "")
    assert "75.1" in cells(out) and demo_file.read_bytes() == before
    assert run("form", "danzhou-summary", str(out), *source) == (0, b"", "")


@pytest.mark.parametrize(
    ("name", "project", "period", "path"),
    [
        ("danzhou-summary", "KZ", "2025-09", "FORM"),
        ("danzhou-summary", "DZ", "2025-Q3", "--period"),
        ("danzhou-summary", "DZ", "nonsense", "--period"),
        ("danzhou-summary", "XX", "2025-09", "project"),
        ("danzhou-summary", "", "2025-09", "--project"),
        ("kezhou-pool", "KZ", "2025-Q3", "--period"),
        ("kezhou-pool", "DZ", "2025-09", "FORM"),
    ],
)
def test_a_form_that_does_not_fit_the_project_is_refused(
    name: str, project: str, period: str, path: str, demo_file: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a.xlsx"
    code, _, err = run("form", name, "--store", str(demo_file), "--project", project, "--period", period, str(out))
    assert code == 2 and "Traceback" not in err and not out.exists()
    assert path in [line.split(": ")[0] for line in err.splitlines()]


def test_a_facts_file_and_a_store_together_are_refused(demo_file: Path, tmp_path: Path) -> None:
    source = ("--store", str(demo_file), "--project", "DZ", "--period", "2025-09")
    code, _, err = run("form", "danzhou-summary", "facts.json", str(tmp_path / "a.xlsx"), *source)
    assert code == 2 and "只能用一种" in err


def test_check_names_what_is_wrong_with_a_form_file(tmp_path: Path) -> None:
    folder = tmp_path / "baisha"
    shutil.copytree(SHIPPED / "baisha", folder)
    code, out, _ = run("check", str(folder))
    assert code == 0 and "考核评分表（baisha-score）" in out.decode()
    file = folder / "form.toml"
    text = file.read_text("utf-8").replace('indicator = "praise"', 'indicator = "praises"')
    file.write_text(text.replace('field = "awarded"', 'field = "award"'), "utf-8")
    code, _, err = run("check", str(folder))
    assert code == 2 and "form.toml:" in err and "是否想写 awarded" in err


def test_check_says_when_the_usual_table_is_printed() -> None:
    code, out, _ = run("check", str(INVENTED / "yunpu-2027"))
    assert code == 0 and "没有 form.toml" in out.decode()
