"""The door: the window by default, commands otherwise. The only file that sees every layer."""

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.common import BAD, complain
from app.errors import Refused

if TYPE_CHECKING:
    from app.self_check.item import Item

ABOUT = "热线考核台账：12345 热线外包合同的考核计分、结算与解释。"
EXAMPLE = """例：
  python -m app score 事实.json            按合同计分、结算
  python -m app score 事实.json --explain  附每一项的推算步骤
  python -m app what-if 事实.json          再做多少能多得一分、值多少钱
  python -m app form 表单编号 事实.json 表.pdf  只凭事实出一张表（.pdf 或 .xlsx）
  python -m app check 我的合同文件夹        检查自己写的合同方案并跑其中的算例
"""


USER = "驻场经理"
PROGRAM = Path(sys.executable).stem if getattr(sys, "frozen", False) else "python -m app"


def build_parser() -> ArgumentParser:
    """The command line."""
    example = EXAMPLE.replace("python -m app", PROGRAM)
    parser = ArgumentParser(PROGRAM, description=ABOUT, epilog=example, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--open", metavar="STORE", help="打开这个台账（不写命令时打开窗口）")
    checked = "检查程序本身是否完整、能用；可另写入一个报告文件"
    parser.add_argument("--self-check", metavar="REPORT", nargs="?", const="", help=checked)
    commands = parser.add_subparsers(title="命令", dest="command", metavar="命令")
    score = commands.add_parser("score", help="计分与结算（输入一个或一组事实，输出 JSON）")
    fines = commands.add_parser("fines", help="一个月的行为规范扣罚与班组分配")
    what_if = commands.add_parser("what-if", help="每项最小的变动值多少分、多少钱，离下一档多远")
    what_if.add_argument("facts", metavar="FACTS.json", help="事实文件；- 表示标准输入")
    for command in (score, fines):
        command.add_argument("facts", metavar="FACTS.json", nargs="?", help="事实文件；- 表示标准输入")
        command.add_argument("--explain", action="store_true", help="附每一项的推算步骤")
        _add_store_source(command)
    _add_form(commands)
    _add_store_commands(commands)
    commands.add_parser("schemes", help="列出认识的合同方案")
    readings = commands.add_parser("readings", help="列出一个方案的读法：条款、原文、所取与可选")
    readings.add_argument("scheme", metavar="SCHEME", help="方案编号")
    check = commands.add_parser("check", help="检查一个方案文件夹（或行为规范文件）并跑其中的算例")
    check.add_argument("folder", metavar="FOLDER", help="方案文件夹")
    return parser


def _add_store_source(command: ArgumentParser) -> None:
    """Where a command may take its facts from instead of a file."""
    command.add_argument("--store", metavar="STORE", help="不读事实文件，从台账取数")
    command.add_argument("--project", metavar="ID", help="台账中的项目编号")
    command.add_argument("--period", metavar="P", help="期间，如 2025-09、2025-Q3")


def _add_form(commands: Any) -> None:
    """Forms, from facts or from a store."""
    form = commands.add_parser("form", help="出一种表单：凭事实文件，或从台账取数")
    form.add_argument("form", metavar="FORM", help="表单编号，如合同考核表、扣罚通知单的编号；写错时列出全部")
    form.add_argument("facts", metavar="FACTS.json", nargs="?", help="事实文件；- 表示标准输入")
    form.add_argument("out", metavar="OUT", help="输出文件，以 .pdf 或 .xlsx 结尾")
    _add_store_source(form)


def _add_store_commands(commands: Any) -> None:
    """The commands that need a store."""
    demo = commands.add_parser("demo", help="建立一个含五个合同的示例台账")
    demo.add_argument("store", metavar="STORE", help="新台账文件")
    demo.add_argument("--years", type=int, default=0, help="改建一个多年的大台账")
    demo.add_argument("--people", type=int, default=0, help="大台账的人数")
    demo.add_argument("--seed", type=int, default=7, help="随机种子；相同的种子得到相同的台账")
    verify = commands.add_parser("verify", help="检查台账：文件、记录链、记录与历史、已签版本")
    verify.add_argument("store", metavar="STORE", help="台账文件")
    backup = commands.add_parser("backup", help="备份台账并核验")
    backup.add_argument("store", metavar="STORE", help="台账文件")
    backup.add_argument("file", metavar="FILE", help="备份文件")
    restore = commands.add_parser("restore", help="用备份恢复台账；原台账改名保留")
    restore.add_argument("file", metavar="FILE", help="备份文件")
    restore.add_argument("store", metavar="STORE", help="台账文件")
    restore.add_argument("--drill", action="store_true", help="只演练：恢复到临时位置并逐表比对")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    _open_streams()
    parser = build_parser()
    parsed = parser.parse_args(arguments)
    if parsed.self_check is not None:
        return self_check(Path(parsed.self_check) if parsed.self_check else None)
    if parsed.command is None:
        return window(Path(parsed.open) if parsed.open else None)
    try:
        return _command(parsed.command)(parsed)
    except Refused as refused:
        complain(refused.faults)
        return BAD
    except BrokenPipeError:
        sys.stderr.close()
        return BAD


def self_check(report: Path | None) -> int:
    """Whether the program is whole and works; needs no display and touches no store of the user's."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from app.self_check.run import run

    return run(_window_items, report)


def _window_items() -> "Iterable[Item]":
    from ui.self_check import ITEMS

    return ITEMS


def window(store: Path | None) -> int:
    """The window; where there is no display, the pictures of it and the demo's scores."""
    if not has_display():
        return shown_instead()
    from app.ledger.place import usual_place
    from ui.app import run

    return run(store, usual_place(), USER)


def has_display() -> bool:
    """Whether a window can be seen here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def shown_instead() -> int:
    """Says that there is no display, renders the pages, prints the demo's scores."""
    sys.stdout.write(
        "No display here: the pages are rendered into build/shots instead. 没有显示器，改为输出页面截图。\n"
    )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.shots import main as shots

    return shots(Path("build") / "shots")


def _command(name: str) -> Callable[[Namespace], int]:
    """A command's module is imported when it is asked for, so that the others cost nothing."""
    return import_module(f"app.commands.{name.replace('-', '_')}").run


def _open_streams() -> None:
    """UTF-8 whatever the console; the windowed program of Windows has none, and what it says there goes nowhere."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", _keep)(encoding="utf-8")


def _keep(**_settings: str) -> None:
    """A stream that cannot be reconfigured keeps its encoding."""


if __name__ == "__main__":
    sys.exit(main())
