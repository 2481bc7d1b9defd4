"""Files for the user: names that every system takes, written whole or not at all, refusals that say what to do."""

import errno
import os
import re
import shutil
import time
import unicodedata
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO, TypeVar

from app.errors import Fault, Refused

T = TypeVar("T")

ENDINGS = (".pdf", ".xlsx")
# A name has at most 255 bytes (or UTF-16 units, which are never more); an ending and a number must still fit.
LONGEST = 200
NAMELESS = "未命名"
_POISON = str.maketrans('/\\:*?"<>|', "／＼：＊？＂＜＞｜")
_DEVICE = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(COM|LPT)[0-9¹²³])(?=\s*(\.|$))", re.IGNORECASE)
_PATIENCE = 20
_PAUSE_MS = 50
# What a run that was killed left behind; younger ones may belong to another program that is at work.
_OURS = re.compile(r"\.(form|bundle)\.[0-9a-f]{12}\.hotline-tmp")
_OLD_SECONDS = 3600
# What Windows says when a name is held by another program.
_HELD = (32, 33)

REASONS = {
    "missing": "文件夹不存在，未写入任何文件。请另选位置。",
    "not_folder": "这不是文件夹，未写入任何文件。请另选位置。",
    "read_only": "没有权限写入，未写入任何文件。请检查只读属性与权限，或换一个文件夹。",
    "directory": "这个名称是一个文件夹，不能写成文件。请换一个文件名。",
    "locked": "文件正被其他程序（如 Excel）打开，原文件没有改动。请关闭后重试，或换一个文件名。",
    "full": "磁盘空间不足，未写入任何文件。请清理磁盘空间后重试。",
    "too_long": "文件名或路径太长，未写入任何文件。请换短一些的名称或浅一些的文件夹。",
    "io": "写入时系统报错，未写入任何文件。请检查磁盘与连线后重试。",
}
_ERRNO = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EROFS: "read_only",
    errno.EBUSY: "locked",
    errno.ENAMETOOLONG: "too_long",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "not_folder",
    errno.EISDIR: "directory",
}
_WINDOWS = {5: "read_only", 19: "read_only", 32: "locked", 33: "locked", 39: "full", 112: "full", 206: "too_long"}


class Unwritten(Refused):
    """A file could not be written; what stood there before stands there still."""

    def __init__(self, code: str, path: Path, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__([Fault(code, str(path), REASONS[code] + (f"（{detail}）" if detail else ""))])


class Stopped(Refused):
    """The user called it off."""

    def __init__(self) -> None:
        super().__init__([Fault("cancelled", "", "已取消，未写入任何文件。")])


def safe_name(text: str) -> str:
    """A file name (without ending) that Windows, Linux and a USB stick take, as like the text as possible."""
    kept = "".join(_safe(char) for char in unicodedata.normalize("NFC", _encodable(text)).translate(_POISON))
    name = " ".join(kept.split()).strip(" .")
    if _DEVICE.match(name):
        name = f"_{name}"
    return _shortened(name, LONGEST) or NAMELESS


def free_name(folder: Path, name: str) -> Path:
    """A path for a name in a folder that nothing has yet: `name`, `name (2)`, `name (3)` …"""
    ending = next((one for one in ENDINGS if name.lower().endswith(one)), "")
    stem, ending = name[: len(name) - len(ending)], name[len(name) - len(ending) :]
    names = (f"{stem} ({number}){ending}" if number > 1 else name for number in count(1))
    return next(folder / one for one in names if not os.path.lexists(folder / one))


def written(path: Path, write: Callable[[BinaryIO], T]) -> T:
    """What `write` returns, its bytes being the file: whole and on the medium, or the path is as it was."""
    check_place(path)
    sweep(path.parent)
    with refusals(path), temporary(path.parent) as temp:
        with temp.open("xb") as file:
            result = write(file)
            file.flush()
            os.fsync(file.fileno())
        move(temp, path)
    return result


def check_place(path: Path) -> None:
    """Refuses early what could only fail late."""
    with refusals(path):
        if not path.parent.is_dir():
            raise Unwritten("not_folder" if path.parent.exists() else "missing", path.parent)
        if path.is_dir():
            raise Unwritten("directory", path)
        if path.exists() and not os.access(path, os.W_OK):
            raise Unwritten("read_only", path)


@contextmanager
def refusals(path: Path) -> Generator[None]:
    """The system's errors, said as what happened to a path."""
    try:
        yield
    except OSError as error:
        raise Unwritten(_code(error), path, error.strerror or "") from error


def temporary_name(folder: Path, kind: str) -> Path:
    """A name of ours in a folder, of a "form" or a "bundle"."""
    return folder / f".{kind}.{os.urandom(6).hex()}.hotline-tmp"


@contextmanager
def temporary(folder: Path) -> Generator[Path]:
    """A file of ours in a folder; whatever still has its name at the end is removed."""
    temp = temporary_name(folder, "form")
    try:
        yield temp
    finally:
        # What a virus scanner holds now is swept away another time.
        with suppress(OSError):
            temp.unlink()


def sweep(folder: Path) -> None:
    """Removes what killed runs left in a folder, nothing else."""
    with suppress(OSError):
        for path in folder.glob(".*.hotline-tmp"):
            if _OURS.fullmatch(path.name) and time.time() - path.stat().st_mtime > _OLD_SECONDS:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink()


def move(temp: Path, path: Path) -> None:
    """Gives something finished its name, in one step."""
    for tried in range(_PATIENCE):
        try:
            temp.replace(path)
            break
        except PermissionError as error:
            # On Windows a virus scanner holds a new file for a moment.
            if os.name == "nt" and tried < _PATIENCE - 1:
                time.sleep(_PAUSE_MS / 1000)
                continue
            held = path.is_file() or getattr(error, "winerror", None) in _HELD
            raise Unwritten("locked" if held else "read_only", path) from error
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """The new name through to the medium; Windows does this by itself, and some network folders cannot."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    with suppress(OSError):
        os.fsync(handle)
    os.close(handle)


def _code(error: OSError) -> str:
    windows: object = getattr(error, "winerror", None)
    if isinstance(windows, int) and windows in _WINDOWS:
        return _WINDOWS[windows]
    return _ERRNO.get(error.errno or 0, "io")


def _encodable(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _safe(char: str) -> str:
    """Control characters part words; marks that turn the direction of writing would disguise an ending."""
    kind = unicodedata.category(char)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    return "" if kind == "Cf" and char != "\u200d" else char


def _shortened(name: str, most: int) -> str:
    if len(name.encode()) <= most:
        return name
    return name.encode()[:most].decode(errors="ignore").rstrip(" .\u200d")
