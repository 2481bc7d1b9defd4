"""Refusals of the store: what happened to which file, that nothing was changed, and what to do about it."""

import errno
from pathlib import Path

REASONS = {
    "missing": "找不到文件“{name}”，未做任何改动。请检查位置是否正确，或从备份恢复。",
    "foreign": "“{name}”不是本程序的台账文件，未做任何改动。请另选文件。",
    "newer": "“{name}”由更新版本的程序保存，本版本不能打开，未做任何改动。请升级程序后再打开。",
    "older": "“{name}”由较早版本的程序保存，需要先升级，未做任何改动。请以可写方式打开一次。",
    "damaged": "“{name}”已损坏，为免出错停止读取，未做任何改动。请保留此文件，并从最近的备份恢复。",
    "wrong_key": "“{name}”的密码或密钥不对，未做任何改动。请重新输入密码，或使用恢复码。",
    "key_damaged": "“{name}”的密钥文件缺失或已损坏，未做任何改动。请从备份旁取回同名密钥文件。",
    "busy": "“{name}”正被另一个窗口或程序占用，本次未保存任何改动。请关闭另一处后重试。",
    "full": "磁盘空间不足，“{name}”本次未保存任何改动。请清理磁盘空间后重试。",
    "read_only": "“{name}”或所在文件夹不可写，本次未保存任何改动。请检查只读属性与权限，或换一个位置。",
    "bad_place": "“{name}”不能放在这个位置，未做任何改动。请换到本机硬盘上的文件夹。",
    "pragma": "“{name}”的安全设置未能生效，已停止打开，未做任何改动。请重新安装本程序。",
    "exists": "“{name}”已经存在，不会覆盖，未做任何改动。请换一个文件名。",
    "io": "读写“{name}”时系统报错，本次未保存任何改动。请检查磁盘与连线后重试。",
    "migration": "“{name}”升级没有成功，已全部撤回，未做任何改动。请继续使用原版本，并把此提示发给维护人员。",
    "cancelled": "已取消，“{name}”未做任何改动。需要时请重新开始。",
}
_SQLITE = {3: "read_only", 5: "busy", 6: "busy", 8: "read_only", 10: "io", 11: "damaged", 13: "full", 26: "damaged"}
_CANNOT_OPEN = 14
_WORDS = {
    "database is locked": 5,
    "database table is locked": 6,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}
_WINDOWS = {5: "read_only", 19: "read_only", 32: "busy", 33: "busy", 39: "full", 112: "full"}
_ERRNO = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "read_only",
    errno.EPERM: "read_only",
    errno.EBUSY: "busy",
    errno.EEXIST: "exists",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
}


class StoreRefused(Exception):
    """The store was not opened or not changed; `code` is for the program, `reason` for the user."""

    def __init__(self, code: str, path: Path, detail: str = "") -> None:
        self.code = code
        self.path = path
        self.detail = detail
        self.reason = REASONS[code].format(name=path.name) + (f"（{detail}）" if detail else "")
        super().__init__(f"{code}: {path}: {self.reason}")


def translated(error: BaseException, path: Path) -> StoreRefused:
    """The refusal that an error of the driver or the system amounts to."""
    if isinstance(error, StoreRefused):
        return error
    refused = StoreRefused(code_of(error, path) or "io", path, _detail(error))
    refused.__cause__ = error
    return refused


def code_of(error: BaseException, path: Path) -> str | None:
    """The code of an error about the file; None for the program's own errors (a constraint, a wrong statement)."""
    if isinstance(error, StoreRefused):
        return error.code
    # SQLAlchemy wraps the driver's error; it is not imported here, so that this module costs nothing.
    cause = getattr(error, "orig", None) or error
    number: object = getattr(cause, "sqlite_errorcode", None)
    if not isinstance(number, int):
        # A failed backup carries SQLite's words only.
        number = _WORDS.get(str(cause))
    if number is not None:
        # The low byte is the primary code, the rest says where it happened.
        primary = number & 0xFF
        return _unopened(path) if primary == _CANNOT_OPEN else _SQLITE.get(primary)
    return _os_code(cause) if isinstance(cause, OSError) else None


def _unopened(path: Path) -> str:
    """SQLite says "unable to open" also when it may not write a journal into the folder."""
    return "read_only" if path.exists() else "missing"


def _os_code(error: OSError) -> str:
    windows: object = getattr(error, "winerror", None)
    if isinstance(windows, int) and windows in _WINDOWS:
        return _WINDOWS[windows]
    return _ERRNO.get(error.errno or 0, "io")


def _detail(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    name: object = getattr(cause, "sqlite_errorname", None)
    if name:
        return str(name)
    return cause.strerror or "" if isinstance(cause, OSError) else ""
