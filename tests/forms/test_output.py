"""Saving: the ending says as what, and nothing else is taken."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.errors import Refused
from app.forms.files import Stopped
from app.forms.output import save
from app.forms.sheet import Document
from tests.forms.disk import small_disk
from tests.forms.everything import everything


@pytest.mark.parametrize("name", ["表.XLSX", "表.xlsx"])
def test_a_workbook_of_one_form_or_of_several(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    assert save(everything(), path) == 3
    assert len(load_workbook(path).sheetnames) == 3
    seen: list[tuple[str, int, int]] = []
    assert save([everything(), everything()], path, lambda *one: seen.append(one)) == 6
    assert [one[1:] for one in seen] == [(at, 6) for at in range(6)]
    assert load_workbook(path).sheetnames[:4] == ["考核表", "考勤／九月", "运行报告", "考核表 (2)"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    count = save([everything(), everything()], path)
    assert path.read_bytes().startswith(b"%PDF") and count >= 6
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["表", "表.docx", "表.xls", ".pdf"])
def test_another_ending_is_refused_with_what_is_taken(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"只能保存为 PDF 文件（\.pdf）、Excel 工作簿（\.xlsx）"):
        save(everything(), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["表.pdf", "表.xlsx"])
def test_nothing_is_nothing_to_save(tmp_path: Path, name: str) -> None:
    for given in ((), Document("x", "x", "x", ())):
        with pytest.raises(Refused, match="没有可保存的内容"):
            save(given, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["表.pdf", "表.xlsx"])
@pytest.mark.parametrize("looks", [0, 1, 2])
def test_a_stop_keeps_the_old_file(tmp_path: Path, name: str, looks: int) -> None:
    path, asked = tmp_path / name, 0
    path.write_bytes(b"old")

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > looks

    with pytest.raises(Stopped, match="已取消"):
        save([everything(), everything()], path, None, stopped)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("name", ["表.pdf", "表.xlsx"])
def test_a_full_disk_keeps_the_old_file(tmp_path: Path, name: str) -> None:
    with small_disk(tmp_path) as disk:
        path = disk / name
        path.write_bytes(b"old" * 15_000)
        with pytest.raises(Refused, match="磁盘空间不足"):
            save([everything()] * 12, path)
        assert [one.read_bytes() for one in disk.iterdir()] == [b"old" * 15_000]
