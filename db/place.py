"""Where a store may live and where a backup may go: judged by the path and by the kind of its drive."""

import os
import re
import sys
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePath

_FOLDER = "HotlineLedger"


class DriveKind(Enum):
    """What a drive is, as Windows tells them apart."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    NETWORK = "network"
    OPTICAL = "optical"
    RAM = "ram"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a place will do, and why not."""

    allowed: bool
    reason: str = ""


# A folder's whole name, or its beginning before a space, a hyphen or a bracket ("OneDrive - 某公司").
_CLOUDS = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("iclouddrive|icloud drive|icloud~.*|mobile documents|com~apple~clouddocs", "iCloud"),
    ("google drive|googledrive|google 云端硬盘", "Google Drive"),
    ("cloudstorage|creative cloud files|nextcloud|owncloud|seafile|syncthing|synologydrive|syncthing", "云同步"),
    ("我的坚果云|坚果云|nutstore|nutstore files", "坚果云"),
    ("百度网盘同步.*|百度网盘|百度云同步盘|百度云|baidusyncdisk|baidunetdisk.*|baiduyun.*", "百度网盘"),
    ("wps云盘|wps 云盘|wps云文档|wpsdrive|wps cloud files|金山云盘|金山文档", "WPS云盘"),
    ("微云|腾讯微云|微云同步.*|weiyun.*|腾讯文档", "腾讯微云"),
    ("阿里云盘|阿里云盘同步.*|alidrive|adrive", "阿里云盘"),
    ("天翼云盘|ecloud|天翼云盘同步.*", "天翼云盘"),
    ("和彩云|移动云盘|中国移动云盘|mcloud", "移动云盘"),
    ("115|115sync|115网盘", "115网盘"),
    ("华为云盘|华为云空间|迅雷云盘|联想个人云|360云盘|360安全云盘|亿方云|够快云库|钉盘|企业微信微盘|微盘", "云盘"),
)
_CLOUD = [(re.compile(rf"(?:{names})(?:[ \-_(（].*)?", re.IGNORECASE), shown) for names, shown in _CLOUDS]
# OneDrive takes these folders over without moving their names.
_REDIRECTED = {"documents", "my documents", "文档", "我的文档", "desktop", "桌面", "pictures", "图片"}
_TEMPS = (
    re.compile(r"/(?:private/)?(?:tmp|var/tmp|var/folders|dev/shm|run)(?:/.*)?"),
    re.compile(r"[a-z]:/(?:temp|tmp|windows/temp|\$recycle\.bin)(?:/.*)?"),
    re.compile(r"(?:.*/)?appdata/local/temp(?:/.*)?"),
)
_ROAMING = re.compile(r"(?:.*/)?appdata/roaming(?:/.*)?")
_HOME = re.compile(r"(?:[a-z]:)?/(?:users|home|documents and settings)/[^/]+")
_SHARE = re.compile(r"//(?:\?/unc/|(?![?.]/)).*")
_DEVICE = re.compile(r"//[?.]/(?=[a-z]:)")
_DRIVES = {
    DriveKind.NETWORK: "网络盘会断线，也不能可靠地锁住文件，台账可能损坏",
    DriveKind.REMOVABLE: "移动存储可能被随时拔出，台账可能损坏",
    DriveKind.OPTICAL: "光盘不能写入",
    DriveKind.RAM: "内存盘断电即清空",
}
_ELSEWHERE = "。请改用本机硬盘上的文件夹，例如程序默认的位置。"


def may_live(path: PurePath, drive: DriveKind, home: PurePath | None = None) -> Verdict:
    """Whether the store itself may lie here."""
    plain = _plain(path)
    kind = DriveKind.NETWORK if _SHARE.fullmatch(plain) else drive
    reason = (
        _relative(path)
        or _DRIVES.get(kind, "")
        or _cloud(path)
        or _temporary(plain)
        or _redirected(plain, home)
        or ("漫游配置文件夹会随账号同步到服务器，台账可能损坏" if _ROAMING.fullmatch(plain) else "")
    )
    return Verdict(not reason, reason and reason + _ELSEWHERE)


def may_back_up(path: PurePath, drive: DriveKind) -> Verdict:
    """Whether a backup may go here: also to a stick, a share or a synced folder, as it is closed and verified."""
    kept = drive not in (DriveKind.OPTICAL, DriveKind.RAM)
    reason = _relative(path) or ("" if kept else _DRIVES[drive]) or _temporary(_plain(path))
    return Verdict(not reason, reason and reason + "。请为备份另选一个文件夹。")


def default_store_folder() -> Path:
    """This user's local application data, which nothing synchronises."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / _FOLDER
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / _FOLDER
    given = Path(os.environ.get("XDG_DATA_HOME", ""))
    return (given if given.is_absolute() else home / ".local" / "share") / _FOLDER


def _plain(path: PurePath) -> str:
    """Forward slashes, small letters, without Windows' prefix for long names."""
    return _DEVICE.sub("", path.as_posix().lower())


def _relative(path: PurePath) -> str:
    return "" if path.is_absolute() else "需要完整的路径"


def _cloud(path: PurePath) -> str:
    for part in path.parts:
        for names, shown in _CLOUD:
            if names.fullmatch(part):
                return f"“{part}”是{shown}的同步文件夹，同步会在写入中途复制或替换文件，台账可能损坏"
    return ""


def _temporary(plain: str) -> str:
    return "临时文件夹会被系统清理" if any(one.fullmatch(plain) for one in _TEMPS) else ""


def _redirected(plain: str, home: PurePath | None) -> str:
    """Whether the path lies in a folder of the user's that OneDrive may have taken over."""
    start = _plain(home) if home else ""
    if not start or not plain.startswith(start + "/"):
        found = _HOME.match(plain)
        if not found:
            return ""
        start = found.group()
    first = plain[len(start) + 1 :].split("/", maxsplit=1)[0]
    return f"“{first}”文件夹常被 OneDrive 接管并同步，台账可能损坏" if first in _REDIRECTED else ""
