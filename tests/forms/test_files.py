"""Names that are poison, and files that are whole or not there."""

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.forms.files import LONGEST, Stopped, Unwritten, free_name, safe_name, written
from tests.forms.disk import small_disk

DEVICES = ["CON", "prn", "Aux", "NUL", "COM1", "lpt9", "COM¹", "con.txt", "nul .tar.gz", "CONIN$"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("考核表 2025-09", "考核表 2025-09"),
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f＂g＜h＞i｜j"),
        ("名称. . .", "名称"),
        ("  两端  空格 ", "两端 空格"),
        ("换\n行\t和\0零", "换 行 和 零"),
        ("", "未命名"),
        (" ... ", "未命名"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        ("半个\ud83d表情", "半个\ufffd表情"),
        ("麦麦提·艾力 䶮㛃𬭚\U00031350", "麦麦提·艾力 䶮㛃𬭚\U00031350"),
        ("CONTRACT", "CONTRACT"),
        ("COM10", "COM10"),
    ],
)
def test_a_name_stays_readable(text: str, name: str) -> None:
    assert safe_name(text) == name


@pytest.mark.parametrize("text", DEVICES)
def test_a_device_is_never_a_name(text: str) -> None:
    assert safe_name(text) == f"_{text}"


@given(st.text(max_size=400))
def test_every_text_makes_a_name_that_every_system_takes(text: str) -> None:
    name = safe_name(text)
    assert name and name == name.strip(" ") and not name.startswith(".") and not name.endswith(".")
    assert not set(name) & set('/\\:*?"<>|') and all(ord(char) >= 32 for char in name)
    assert len(name.encode()) <= LONGEST and len(name.encode("utf-16-le")) <= 2 * LONGEST
    assert name.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}
    assert safe_name(name) == name


@pytest.mark.parametrize("char", ["长", "𬭚", "é", "👩\u200d👩\u200d👧"])
def test_a_long_name_is_cut_between_characters_and_can_be_written(char: str, tmp_path: Path) -> None:
    name = safe_name(char * 300)
    assert len(name.encode()) <= LONGEST and "\ufffd" not in name
    assert written(tmp_path / f"{name} (12).xlsx", lambda out: out.write(b"x")) == 1


def test_a_free_name_counts_before_the_ending(tmp_path: Path) -> None:
    assert free_name(tmp_path, "表.PDF") == tmp_path / "表.PDF"
    (tmp_path / "表.PDF").touch()
    (tmp_path / "表 (2).PDF").mkdir()
    assert free_name(tmp_path, "表.PDF") == tmp_path / "表 (3).PDF"
    (tmp_path / "2025.09 月结包").mkdir()
    assert free_name(tmp_path, "2025.09 月结包") == tmp_path / "2025.09 月结包 (2)"
    (tmp_path / "断链").symlink_to(tmp_path / "没有")
    assert free_name(tmp_path, "断链") == tmp_path / "断链 (2)"


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "表.pdf"
    assert written(path, lambda out: out.write(b"one")) == 3
    written(path, lambda out: out.write(b"two"))
    assert path.read_bytes() == b"two" and list(tmp_path.iterdir()) == [path]


class Broken(Exception):
    pass


@pytest.mark.parametrize("error", [Broken, KeyboardInterrupt, MemoryError, OSError(errno.ENOSPC, "No space left")])
@pytest.mark.parametrize("there", [True, False])
def test_nothing_half_is_left(tmp_path: Path, error: BaseException | type[BaseException], there: bool) -> None:
    path = tmp_path / "表.pdf"
    if there:
        path.write_bytes(b"old")

    def write(out: BinaryIO) -> None:
        out.write(b"half")
        raise error

    with pytest.raises((Broken, KeyboardInterrupt, MemoryError, Unwritten)):
        written(path, write)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([b"old"] if there else [])


def test_what_a_killed_run_left_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    old = tmp_path / ".form.0123456789ab.hotline-tmp"
    bundle = tmp_path / ".bundle.0123456789ab.hotline-tmp"
    young = tmp_path / ".form.ba9876543210.hotline-tmp"
    foreign = [tmp_path / name for name in (".form.zz.hotline-tmp", "表.hotline-tmp", ".旧.0123456789ab.hotline-tmp")]
    bundle.mkdir()
    for path in (old, bundle / "表.pdf", young, *foreign):
        path.write_bytes(b"x")
    for path in (old, bundle, *foreign):
        os.utime(path, (0, 0))
    written(tmp_path / "表.pdf", lambda out: out.write(b"x"))
    assert set(tmp_path.iterdir()) == {young, *foreign, tmp_path / "表.pdf"}


def refused(path: Path) -> Unwritten:
    with pytest.raises(Unwritten) as caught:
        written(path, lambda out: out.write(b"new" * 100_000))
    (fault,) = caught.value.faults
    assert fault.path == caught.value.code and fault.value and fault.reason.endswith(("。", "）"))
    return caught.value


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    error = refused(tmp_path / "没有" / "表.pdf")
    assert error.code == "missing" and error.faults[0].value == str(tmp_path / "没有")
    assert "文件夹不存在" in str(error)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"x")
    assert refused(tmp_path / "文件" / "表.pdf").code == "not_folder"
    assert refused(tmp_path / "文件" / "深" / "表.pdf").code in ("missing", "not_folder")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "表.pdf").mkdir()
    assert refused(tmp_path / "表.pdf").code == "directory"
    assert list(tmp_path.iterdir()) == [tmp_path / "表.pdf"]


def test_a_name_may_be_too_long_for_the_disk(tmp_path: Path) -> None:
    error = refused(tmp_path / ("长" * 90 + ".pdf"))
    assert error.code == "too_long" and "太长" in str(error)
    assert list(tmp_path.iterdir()) == []


def test_a_locked_file_says_close_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows answers when Excel has the target open; here nothing locks a file against renaming."""
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"old")

    def held(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", held)
    error = refused(path)
    monkeypatch.undo()
    assert error.code == "locked" and "文件正被其他程序（如 Excel）打开" in str(error)
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert refused(tmp_path / "表.pdf").code == "read_only"
    tmp_path.chmod(0o700)


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a system folder that nobody may write")
def test_a_folder_of_the_system_is_refused() -> None:
    assert refused(Path("/proc/self/表.pdf")).code in ("read_only", "missing", "io")


def test_a_full_disk_keeps_the_old_file_and_takes_the_new_one_later(tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        path = disk / "表.pdf"
        path.write_bytes(b"old")
        error = refused(path)
        assert error.code == "full" and "磁盘空间不足" in str(error)
        assert [one.read_bytes() for one in disk.iterdir()] == [b"old"]
        written(path, lambda out: out.write(b"fits"))
        assert path.read_bytes() == b"fits"


def test_a_stop_is_a_refusal_that_says_so(tmp_path: Path) -> None:
    def write(out: BinaryIO) -> None:
        out.write(b"half")
        raise Stopped

    with pytest.raises(Refused, match="已取消"):
        written(tmp_path / "表.pdf", write)
    assert list(tmp_path.iterdir()) == []
