"""Places of a store and of a backup, on Windows and elsewhere."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from db.drive import drive_kind, mounted_kind
from db.place import DriveKind, default_store_folder, may_back_up, may_live

HOME = PureWindowsPath(r"C:\Users\王芳")
FIXED = DriveKind.FIXED

GOOD = [
    PureWindowsPath(r"C:\Users\王芳\AppData\Local\HotlineLedger\台账.db"),
    PureWindowsPath(r"\\?\C:\Users\王芳\AppData\Local\HotlineLedger\台账.db"),
    PureWindowsPath(r"D:\热线\台账.db"),
    PureWindowsPath(r"D:\Documents\台账.db"),
    PureWindowsPath(r"D:\template\a.db"),
    PureWindowsPath(r"D:\box\1152\onedriver.db"),
    PurePosixPath("/home/fang/.local/share/HotlineLedger/台账.db"),
    PurePosixPath("/Users/fang/Library/Application Support/HotlineLedger/台账.db"),
    PurePosixPath("/srv/tmp/a.db"),
    PurePosixPath("/work/a.db"),
]
BAD = [
    (PureWindowsPath(r"\\server\share\台账.db"), "网络盘"),
    (PureWindowsPath(r"\\?\UNC\server\share\台账.db"), "网络盘"),
    (PureWindowsPath(r"C:\Users\王芳\OneDrive\台账.db"), "OneDrive"),
    (PureWindowsPath(r"C:\Users\王芳\OneDrive - 某某公司\账\台账.db"), "OneDrive"),
    (PureWindowsPath(r"C:\Users\王芳\Documents\台账.db"), "Documents"),
    (PureWindowsPath(r"C:\Users\王芳\文档\账\台账.db"), "文档"),
    (PureWindowsPath(r"C:\Users\李雷\Desktop\台账.db"), "OneDrive"),
    (PureWindowsPath(r"C:\Users\王芳\桌面\台账.db"), "桌面"),
    (PureWindowsPath(r"D:\我的坚果云\台账.db"), "坚果云"),
    (PureWindowsPath(r"D:\Nutstore Files\我\台账.db"), "坚果云"),
    (PureWindowsPath(r"D:\BaiduSyncdisk\台账.db"), "百度网盘"),
    (PureWindowsPath(r"D:\百度网盘同步空间\台账.db"), "百度网盘"),
    (PureWindowsPath(r"D:\WPS云盘\台账.db"), "WPS云盘"),
    (PureWindowsPath(r"C:\Users\王芳\WPSDrive\123\台账.db"), "WPS云盘"),
    (PureWindowsPath(r"D:\Dropbox (个人)\台账.db"), "Dropbox"),
    (PureWindowsPath(r"C:\Users\王芳\iCloudDrive\台账.db"), "iCloud"),
    (PureWindowsPath(r"D:\微云同步助手\台账.db"), "微云"),
    (PureWindowsPath(r"D:\阿里云盘\台账.db"), "阿里云盘"),
    (PureWindowsPath(r"C:\Users\王芳\AppData\Roaming\HotlineLedger\台账.db"), "漫游"),
    (PureWindowsPath(r"C:\Users\王芳\AppData\Local\Temp\台账.db"), "临时"),
    (PureWindowsPath(r"C:\Windows\Temp\台账.db"), "临时"),
    (PureWindowsPath(r"C:\temp\台账.db"), "临时"),
    (PureWindowsPath(r"台账.db"), "完整"),
    (PureWindowsPath(r"\台账.db"), "完整"),
    (PurePosixPath("/tmp/台账.db"), "临时"),
    (PurePosixPath("/var/tmp/a/台账.db"), "临时"),
    (PurePosixPath("/private/var/folders/x/台账.db"), "临时"),
    (PurePosixPath("/dev/shm/台账.db"), "临时"),
    (PurePosixPath("/home/fang/Dropbox/台账.db"), "Dropbox"),
    (PurePosixPath("/home/fang/Documents/台账.db"), "Documents".lower()),
    (PurePosixPath("/Users/fang/Library/Mobile Documents/com~apple~CloudDocs/台账.db"), "iCloud"),
    (PurePosixPath("/Users/fang/Library/CloudStorage/OneDrive-公司/台账.db"), "云同步"),
    (PurePosixPath("台账.db"), "完整"),
]


@pytest.mark.parametrize("path", GOOD, ids=str)
def test_a_store_may_live_here(path: PurePath) -> None:
    assert may_live(path, FIXED, HOME).reason == ""
    assert may_back_up(path, FIXED).allowed


@pytest.mark.parametrize(("path", "word"), BAD, ids=str)
def test_a_store_may_not_live_here(path: PurePath, word: str) -> None:
    verdict = may_live(path, FIXED, HOME)
    assert not verdict.allowed
    assert word.lower() in verdict.reason.lower()
    assert "请" in verdict.reason


@pytest.mark.parametrize(
    ("drive", "lives", "backs_up"),
    [
        (DriveKind.FIXED, True, True),
        (DriveKind.UNKNOWN, True, True),
        (DriveKind.REMOVABLE, False, True),
        (DriveKind.NETWORK, False, True),
        (DriveKind.OPTICAL, False, False),
        (DriveKind.RAM, False, False),
    ],
)
def test_kinds_of_drives(drive: DriveKind, lives: bool, backs_up: bool) -> None:
    for path in (PureWindowsPath(r"E:\台账.db"), PurePosixPath("/data/台账.db")):
        assert may_live(path, drive).allowed == lives
        assert may_back_up(path, drive).allowed == backs_up


@pytest.mark.parametrize("path", [r"\\server\share\b.db", r"C:\Users\王芳\OneDrive\b.db", r"C:\Users\王芳\文档\b.db"])
def test_backups_may_go_where_a_store_may_not(path: str) -> None:
    assert may_back_up(PureWindowsPath(path), DriveKind.NETWORK).allowed


def test_a_backup_may_not_go_where_it_is_swept_away() -> None:
    assert not may_back_up(PurePosixPath("/tmp/b.db"), FIXED).allowed
    assert not may_back_up(PurePosixPath("b.db"), FIXED).allowed


MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
tmpfs /dev/shm tmpfs rw 0 0
//nas/floor /mnt/nas cifs rw 0 0
nas:/x /mnt/nas/deep\040er nfs4 rw 0 0
/dev/sdb1 /media/fang/USB\040STICK vfat rw 0 0
/dev/sdc1 /stick exfat rw 0 0
/dev/sr0 /cd iso9660 ro 0 0
me@host:/ /ssh fuse.sshfs rw 0 0
odd /odd oddfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/a", "fixed"),
        ("/dev/shm/a", "ram"),
        ("/mnt/nas/a", "network"),
        ("/mnt/nas/deep er/a", "network"),
        ("/mnt/nasty", "fixed"),
        ("/media/fang/USB STICK/a", "removable"),
        ("/stick/a", "removable"),
        ("/cd/a", "optical"),
        ("/ssh/a", "network"),
        ("/odd/a", "unknown"),
    ],
)
def test_the_kind_of_a_mount(path: str, kind: str) -> None:
    assert mounted_kind(PurePosixPath(path), MOUNTS, lambda device: device == "/dev/sdc1").value == kind


def test_the_kind_of_this_drive_is_known(tmp_path: Path) -> None:
    assert drive_kind(tmp_path / "not" / "yet") in DriveKind


def test_the_default_folder_is_a_good_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/fang")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert may_live(default_store_folder() / "台账.db", FIXED).allowed
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "/x/AppData/Local")
    assert default_store_folder() == Path("/x/AppData/Local/HotlineLedger")
    monkeypatch.setattr("sys.platform", "darwin")
    assert default_store_folder() == Path("/home/fang/Library/Application Support/HotlineLedger")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert default_store_folder() == Path("/home/fang/.local/share/HotlineLedger")
