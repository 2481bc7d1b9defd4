"""An error report names nobody, and a second start finds the first."""

import sys
from datetime import datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.shell.instance import Instance
from ui.shell.report import masked, written


def test_names_numbers_and_folders_are_masked() -> None:
    told = masked(f"买买提·艾力 拨打 13912345678，文件在 {Path.home()}/台账", ["买买提·艾力", "买"])
    assert "买买提" not in told and "13912345678" not in told and str(Path.home()) not in told
    assert "〔姓名〕" in told and "〔号码〕" in told


def test_a_report_says_what_and_where() -> None:
    try:
        raise ValueError("王芳 的记录")
    except ValueError:
        kind, error, trace = sys.exc_info()
    assert kind is not None and error is not None
    told = written(kind, error, trace, ["王芳"], datetime(2025, 9, 3, 8, 30))
    assert "ValueError" in told and "〔姓名〕 的记录" in told and "test_report.py" in told


def test_the_second_start_finds_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    first, second = Instance(tmp_path / "台账.hotline"), Instance(tmp_path / "台账.hotline")
    assert first.is_first()
    first.listen()
    with qtbot.waitSignal(first.asked_to_show):
        assert not second.is_first()
    first.release()
    assert second.is_first()
    second.release()
    other = Instance(tmp_path / "别的.hotline")
    assert other.is_first()
    other.release()
