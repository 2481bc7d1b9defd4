"""An error report that a user can save and read: what went wrong, where, in which version; names of people masked."""

import platform
import re
import sys
import traceback
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from app import __version__

_NUMBERS = re.compile(r"\d{7,}")


def written(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None, names: Iterable[str], at: datetime
) -> str:
    """The report as text. It holds no row of the store; names and long numbers that slipped into it are masked."""
    told = "".join(traceback.format_exception(kind, error, trace))
    head = [
        "热线考核台账 错误报告（只保存在本机，不会自动发送）",
        f"时间 {at:%Y-%m-%d %H:%M:%S}",
        f"程序 {__version__}，Python {platform.python_version()}，{platform.system()} {platform.release()}",
        "",
    ]
    return masked("\n".join(head) + told, names)


def masked(text: str, names: Iterable[str]) -> str:
    """Names as 〔姓名〕, long numbers as 〔号码〕, the user's folder as ~."""
    for name in sorted({one for one in names if len(one) > 1}, key=len, reverse=True):
        text = text.replace(name, "〔姓名〕")
    home = str(Path.home())
    if len(home) > 1:
        text = text.replace(home, "~")
    return _NUMBERS.sub("〔号码〕", text)


def save(text: str, target: Path) -> None:
    """Writes the report where the user asked for it."""
    target.write_text(text, "utf-8")


def print_to_console(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """As it would have been without a window."""
    sys.__excepthook__(kind, error, trace)
