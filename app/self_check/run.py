"""Runs the checks one after the other, a line each with its time; a failing one is named and the rest goes on."""

import platform
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from time import perf_counter_ns
from typing import TextIO

from app import __version__
from app.library import RESOURCES
from app.self_check import manifest, registries, work
from app.self_check.item import Ground, Item, told

OK, BAD = 0, 1


def run(window: Callable[[], Iterable[Item]], report: Path | None) -> int:
    """All checks; what they found on standard output and, if wanted, in a file. Those of the window are handed in,
    to be imported when it is their turn."""
    if report is None:
        return _all(window, [sys.stdout])
    with report.open("w", encoding="utf-8") as file:
        return _all(window, [sys.stdout, file])


def _all(window: Callable[[], Iterable[Item]], outs: list[TextIO]) -> int:
    begun = perf_counter_ns()
    kind = "打包程序，对照打包时的清单" if _is_frozen() else "源码，对照源码文件夹"
    _say(outs, f"热线考核台账 {__version__} 自检（{kind}，Python {platform.python_version()}，{platform.system()}）")
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="热线 100% 自检 ", ignore_cleanup_errors=True) as folder:
        root = RESOURCES.parent
        try:
            ground = Ground(_source_list(root), root, Path(folder))
        except Exception as error:
            _say(outs, f"失败  清单 {manifest.FILE}：{told(error)[0]}")
            return BAD
        items = (*registries.ITEMS, *work.ITEMS, *_loaded(window))
        failed += [item.name for item in items if not _passes(item, ground, outs)]
    verdict = f"失败 {len(failed)} 项：{'、'.join(failed)}" if failed else "全部通过"
    _say(outs, f"{verdict}，共 {_seconds(begun)}")
    return BAD if failed else OK


def _loaded(window: Callable[[], Iterable[Item]]) -> Iterable[Item]:
    """The checks of the window; where they cannot even be imported, one that says why."""
    try:
        return window()
    except Exception as error:
        return (Item("窗口", partial(_again, error)),)


def _again(error: Exception, _ground: Ground) -> str:
    raise error


def _passes(item: Item, ground: Ground, outs: list[TextIO]) -> bool:
    begun = perf_counter_ns()
    try:
        words = item.job(ground)
    except Exception as error:
        faults = told(error)
        _say(outs, f"失败  {item.name}（{_seconds(begun)}）", *(f"      {line}" for line in faults))
        return False
    _say(outs, f"通过  {item.name}：{words}（{_seconds(begun)}）")
    return True


def _source_list(root: Path) -> manifest.Manifest:
    """The list made when the program was built; from the source itself, the source is the list."""
    return manifest.read(root / manifest.FILE) if _is_frozen() else manifest.listed(root)


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _seconds(begun: int) -> str:
    tenths = (perf_counter_ns() - begun) // 100_000_000
    return f"{tenths // 10}.{tenths % 10} 秒"


def _say(outs: list[TextIO], *lines: str) -> None:
    for out in outs:
        out.writelines(f"{line}\n" for line in lines)
        out.flush()
