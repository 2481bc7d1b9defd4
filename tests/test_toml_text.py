"""Rule files that somebody typed in Notepad."""

from pathlib import Path

import pytest

from app.errors import Fault
from app.toml_text import line_of, read_toml


def read(tmp_path: Path, raw: bytes) -> tuple[object, list[Fault]]:
    file = tmp_path / "scheme.toml"
    file.write_bytes(raw)
    faults: list[Fault] = []
    return read_toml(file, faults), faults


def test_a_byte_order_mark_is_named_and_the_rest_read(tmp_path: Path) -> None:
    data, faults = read(tmp_path, b"\xef\xbb\xbfa = 1\n")
    assert data == {"a": 1}
    assert [(fault.line, "BOM" in fault.reason) for fault in faults] == [(1, True)]


def test_gbk_is_recognised(tmp_path: Path) -> None:
    data, faults = read(tmp_path, 'a = 1\nname = "接通率"\n'.encode("gbk"))
    assert data is None
    assert faults[0].line == 2 and "GBK" in faults[0].reason


def test_other_bytes_are_not_called_gbk(tmp_path: Path) -> None:
    _, faults = read(tmp_path, b"a = \xff\xff\xff\n")
    assert "别的编码" in faults[0].reason


def test_full_width_punctuation_is_shown_by_line_and_all_at_once(tmp_path: Path) -> None:
    text = '# 注释里的，“可以”\nname ＝ "正文里的，可以"\nid = “x”\n'
    data, faults = read(tmp_path, text.encode())
    assert data is None
    assert [(fault.line, fault.value) for fault in faults] == [(2, "＝"), (3, "“"), (3, "”")]
    assert "半角" in faults[0].reason


@pytest.mark.parametrize(("text", "line"), [("a = 1\nb = [1,\n", 3), ("a = 1\na = 2\n", 2), ("a = \n", 1)])
def test_broken_toml_names_its_line(tmp_path: Path, text: str, line: int) -> None:
    data, faults = read(tmp_path, text.encode())
    assert data is None and faults[0].line == line


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert read_toml(tmp_path / "none.toml", faults) is None
    assert "读不出" in faults[0].reason


TEXT = """id = "x"
[term]
first = 2025-01-01
[[indicator]]
id = "a"
[[indicator]]
id = "b"
parts = [
  { measure = "ratio" },
  { measure = "count" },
]
name = "乙"
[settlement.base]
kind = "fixed"
[[settlement.item]]
id = "i"
[[settlement.item]]
id = "j"
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("id", 1),
        ("term.first", 3),
        ("term.last", 2),
        ("indicator[0].id", 5),
        ("indicator[1].parts[1].measure", 10),
        ("indicator[1].parts[7].measure", 8),
        ("indicator[1].name", 12),
        ("settlement.base.amount", 13),
        ("settlement.item[1].id", 18),
        ("nothing", 0),
    ],
)
def test_a_key_path_finds_its_line_or_its_parents(path: str, line: int) -> None:
    assert line_of(TEXT, path) == line
