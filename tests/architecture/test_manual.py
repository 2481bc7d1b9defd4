"""The manual says what is so: its pictures are there, every page has its section, every key is bound where it says,
and every word that it quotes from the window stands in the program."""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT
from ui.pages import PAGES

FOLDER = ROOT / "docs" / "manual"
TEXT = (FOLDER / "用户手册.md").read_text("utf-8")
WHERE = {"处处": "shell", "表格": "kit/grid", **{one.title: f"pages/{one.module}" for one in PAGES}}
HELD = {"Ctrl": ("CONTROL", "ControlModifier"), "Shift": ("SHIFT", "ShiftModifier"), "Alt": ("AltModifier",)}
SPOKEN = {"PgDn": "PageDown", "PgUp": "PageUp", "Esc": "Escape", "Enter": "Return"}
ENOUGH = 1_500_000  # bytes of all pictures together


def rows() -> list[tuple[str, str]]:
    """Each key of the table with the place where it is said to work."""
    table = TEXT.partition("## 九、快捷键")[2].partition("\n## ")[0]
    found: list[tuple[str, str]] = []
    for line in table.splitlines():
        if line.startswith("| ") and "`" in line:
            found += [(line.split("|")[1].strip(), key) for key in re.findall(r"`([^`]+)`", line)]
    return found


@cache
def sources(folder: str) -> str:
    """The code of a part of the window, its tables and grids with it: a page's keys may be theirs."""
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "ui" / folder).rglob("*.py")))


def is_bound(key: str, code: str) -> bool:
    """Whether a key is asked for: by its name, by the standard key for it, or by its number and what is held."""
    names = {key, key.replace("PgDn", "PgDown")}
    standard = {"Ctrl+F": "StandardKey.Find"}.get(key, "")
    if any(f'"{name}"' in code for name in names) or (standard and standard in code):
        return True
    *held, last = key.split("+")
    number = f"Key_{SPOKEN.get(last, last)}"
    if not held:
        return bool(re.search(rf"\b{number}\b", code))
    lines = (line for line in code.splitlines() if re.search(rf"\b{number}\b", line))
    return any(all(any(word in line for word in HELD[one]) for one in held) for line in lines)


def test_the_table_of_keys_is_read() -> None:
    assert len(rows()) > 40
    assert {where for where, _ in rows()} <= set(WHERE)


@pytest.mark.parametrize(("where", "key"), rows())
def test_every_key_is_bound_where_the_manual_says(where: str, key: str) -> None:
    assert is_bound(key, sources(WHERE[where])), f"{where}: {key}"


@pytest.mark.parametrize(("where", "key"), [("处处", "Ctrl+J"), ("表格", "Ctrl+Q"), ("义务", "F9"), ("事件", "Ctrl+B")])
def test_a_key_that_nobody_binds_is_noticed(where: str, key: str) -> None:
    assert not is_bound(key, sources(WHERE[where]))


def test_every_page_has_a_section() -> None:
    sections = re.findall(r"^### (.+)$", TEXT, re.MULTILINE)
    assert [one for one in sections if one in WHERE] == [one.title for one in PAGES]


def test_every_picture_exists_and_is_used() -> None:
    named = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", TEXT)
    there = {f"pictures/{path.name}" for path in (FOLDER / "pictures").iterdir()}
    assert len(named) == len(set(named))
    assert set(named) == there
    assert sum((FOLDER / name).stat().st_size for name in named) < ENOUGH


@cache
def words_of_the_program() -> str:
    """Everything that the window, the ledger and the data can say."""
    files = [*(ROOT / "ui").rglob("*.py"), *(ROOT / "app").rglob("*.py"), *(ROOT / "resources").rglob("*.toml")]
    return "\n".join(path.read_text("utf-8") for path in files)


def test_every_quoted_word_stands_in_the_program() -> None:
    quoted = set(re.findall("「([^」]+)」", TEXT))
    assert len(quoted) > 100
    assert not sorted(one for one in quoted if one not in words_of_the_program())


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_leads_to_the_manual(readme: str) -> None:
    link = re.search(r"\((docs/manual/[^)]+)\)", (ROOT / readme).read_text("utf-8"))
    assert link and (ROOT / Path(link.group(1))).is_file()
