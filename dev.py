"""Set-up and every developer command, with nothing but the standard library: `python dev.py help`."""

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

OLDEST, NEWEST = (3, 11), (3, 13)


def version_complaint(version: tuple) -> str:
    """What is wrong with this Python, in both languages; empty if nothing is."""
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return ""
    found = "{}.{}".format(*version[:2])
    return (
        "This is Python " + found + ". Hotline Ledger needs Python 3.11, 3.12 or 3.13; "
        "start it with one of these, for example: python3.12 dev.py (Windows: py -3.12 dev.py)\n"
        "当前是 Python " + found + "，本程序需要 Python 3.11、3.12 或 3.13。"
        "请改用其中之一，例如：python3.12 dev.py（Windows：py -3.12 dev.py）"
    )


# Everything above is valid for Python 3.6 too, and all below is at least parsed by it: whoever has an old one
# reads a sentence, not a traceback.
if version_complaint(sys.version_info):
    sys.exit(version_complaint(sys.version_info))

ROOT = Path(__file__).resolve().parent
BENCH_PEERS = {"zen": "zen-engine", "pycel": "pycel", "formulas": "formulas"}
LOCK_PLATFORMS = ("x86_64-manylinux_2_34", "x86_64-pc-windows-msvc", "aarch64-apple-darwin")
# What the lock says and nothing else: no other file, no further package, no code run to build one.
LOCKED = ("--require-hashes", "--no-deps", "--only-binary=:all:")
QT_PACKAGES = ("libegl1", "libgl1", "libxkbcommon0", "libdbus-1-3", "libfontconfig1", "libglib2.0-0")
# What PyInstaller says when a step begins, and what we say of it.
BUILD_STEPS = {
    "Initializing module dependency graph": "which modules there are 查找模块",
    "Looking for dynamic libraries": "which libraries they need 查找依赖库",
    "Building PYZ": "packing the modules 打包模块",
    "Building EXE": "the programs 生成程序",
    "Building COLLECT": "copying everything into the folder 汇总文件",
}
TEST_SETTINGS = {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


class Failed(Exception):
    """A command cannot go on; the text says why and what to do."""


class Env(NamedTuple):
    """A virtual environment and the lock file that it is made from."""

    folder: Path
    lock: Path

    @property
    def python(self) -> Path:
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def stamp(self) -> Path:
        return self.folder / "made-from"


APP_ENV = Env(ROOT / ".venv", ROOT / "requirements.lock")
BENCH_ENV = Env(ROOT / ".venv-bench", ROOT / "requirements-bench.lock")


def say(text: str) -> None:
    # Flushed, or it would appear after the output of the program that is started next.
    print(text, flush=True)


def call(command: Sequence[str | Path], **settings: str) -> int:
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=os.environ | settings, check=False).returncode


def must(command: Sequence[str | Path], complaint: str) -> None:
    if call(command) != 0:
        raise Failed(complaint)


# --- environments


def stamp_text(env: Env) -> str:
    """What an environment depends on: the Python, the lock, and the place (its scripts hold full paths)."""
    digest = hashlib.sha256(env.lock.read_bytes()).hexdigest()
    return f"Python {platform.python_version()} {platform.machine()}\n{env.folder}\n{digest}\n"


def is_ready(env: Env) -> bool:
    """Whether it was made to the end, from this lock, by this Python, here, and its Python is still there."""
    made = env.python.exists() and env.stamp.is_file()
    return made and env.stamp.read_text(encoding="utf-8") == stamp_text(env)


def ensure(env: Env) -> None:
    """Make the environment unless it is ready; whatever is half made or outdated is made anew."""
    if is_ready(env):
        return
    say(f"Making {env.folder.name} (a minute or so) … 正在准备 {env.folder.name}，约需一分钟")
    need_venv()
    remove(env.folder)
    must([base_python(), "-m", "venv", env.folder], f"{env.folder.name} could not be made.")
    install(env.python, *LOCKED, "--requirement", str(env.lock))
    need_qt(env.python)
    env.stamp.write_text(stamp_text(env), encoding="utf-8")


def install(python: Path, *what: str) -> None:
    options = ("-qq", "--disable-pip-version-check", "--no-input")
    must(
        [python, "-m", "pip", "install", *options, *what],
        "The packages could not be installed (pip's reason is above). 依赖包安装失败，原因见上。",
    )


def base_python() -> str:
    """The interpreter behind an activated environment: that environment may be about to be removed."""
    return getattr(sys, "_base_executable", None) or sys.executable


def remove(folder: Path) -> None:
    try:
        if folder.exists():
            shutil.rmtree(folder)
    except PermissionError as error:
        raise Failed(
            f"{folder.name} is in use ({error.filename}): close what runs from it, deactivate it, try again. "
            f"{folder.name} 正被占用，请关闭后重试。"
        ) from error


def lacks_venv() -> bool:
    return any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip"))


def need_venv() -> None:
    """Debian and Ubuntu ship Python without what makes environments; as root (a container) we may add it."""
    if not lacks_venv():
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    if not can_apt():
        raise Failed(venv_advice(package))
    say(f"Installing {package} …")
    call(["apt-get", "update", "-qq"])
    must(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], venv_advice(package))


def can_apt() -> bool:
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def venv_advice(package: str) -> str:
    return (
        f"This Python cannot make environments (venv or ensurepip is missing). Debian, Ubuntu: "
        f"sudo apt-get install {package}; elsewhere install Python from python.org. "
        f"此 Python 缺少 venv 或 ensurepip：Debian/Ubuntu 请安装 {package}，其他系统请从 python.org 安装。"
    )


def lacks_qt(python: Path) -> str:
    """What Qt misses of the system to be imported; empty where it is whole."""
    look = "import importlib.util as u; u.find_spec('PySide6') and __import__('PySide6.QtWidgets')"
    found = subprocess.run([python, "-c", look], capture_output=True, text=True, check=False)
    return found.stderr.strip().splitlines()[-1] if found.returncode else ""


def need_qt(python: Path) -> None:
    """A bare Debian has no libEGL and the like; as root (a container) we may add them, else they are named."""
    missing = lacks_qt(python)
    if not missing:
        return
    if can_apt():
        say(f"Installing {' '.join(QT_PACKAGES)} …")
        call(["apt-get", "update", "-qq"])
        must(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *QT_PACKAGES], qt_advice(missing))
    if lacks_qt(python):
        raise Failed(qt_advice(missing))


def qt_advice(missing: str) -> str:
    return (
        f"The window's library cannot be loaded: {missing}. Debian, Ubuntu: sudo apt-get install "
        f"{' '.join(QT_PACKAGES)}. 窗口所需的系统库不全：Debian/Ubuntu 请安装上列软件包。"
    )


def lacks_for_build(python: Path) -> list[str]:
    """What PyInstaller misses of a Linux, by the names of Debian's packages."""
    if not sys.platform.startswith("linux"):
        return []
    if shutil.which("objdump") is None:
        return ["binutils"]  # without it nobody can tell whether the next is there
    look = "from PyInstaller.depend.bindepend import get_python_library_path as find; find()"
    if subprocess.run([python, "-c", look], capture_output=True, check=False).returncode:
        return ["libpython{}.{}".format(*sys.version_info[:2])]
    return []


def need_for_build(python: Path) -> None:
    """A bare Debian has no binutils, and its Python no shared library; as root (a container) we may add them."""
    tried: list[str] = []
    while missing := lacks_for_build(python):
        if not can_apt() or missing == tried:
            raise Failed(build_advice(missing))
        say(f"Installing {' '.join(missing)} …")
        call(["apt-get", "update", "-qq"])
        must(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], build_advice(missing))
        tried = missing


def build_advice(missing: Sequence[str]) -> str:
    names = " ".join(missing)
    return (
        f"PyInstaller needs more of this system. Debian, Ubuntu: sudo apt-get install {names}. "
        f"打包所需的系统组件不全：Debian/Ubuntu 请安装 {names}。"
    )


# --- commands


class Stage(NamedTuple):
    """One check: a module of the environment and its arguments."""

    name: str
    arguments: tuple[str, ...]


class Outcome(NamedTuple):
    name: str
    code: int
    seconds: float


# In as many processes as there are cores, each file in one of them: what a file shares is made once.
SPREAD = ("-n", "auto", "--maxprocesses=4", "--dist=loadfile", "--durations=10")
# Coverage watches every line that runs, the window's too: only the tests of what it is asked of run under it.
COVERED = ("tests/scoring", "tests/conduct", "tests/test_cases.py")
FULL_TEST = (
    Stage("ruff check", ("ruff", "check", ".")),
    Stage("ruff format", ("ruff", "format", "--check", ".")),
    Stage("basedpyright", ("basedpyright",)),
    Stage("pytest, covered", ("pytest", *SPREAD, *COVERED, "--cov", "--cov-report=term", "--cov-fail-under=100")),
    Stage("pytest", ("pytest", *SPREAD, *(f"--ignore={one}" for one in COVERED))),
)


def stages_for(arguments: Sequence[str]) -> tuple[Stage, ...]:
    """Everything; or, where somebody asks pytest for something, only that: part of the tests covers part."""
    return (Stage("pytest", ("pytest", *arguments)),) if arguments else FULL_TEST


def run_stage(stage: Stage) -> Outcome:
    say(f"\n=== {stage.name}")
    start = time.perf_counter()
    code = call([APP_ENV.python, "-m", *stage.arguments], **TEST_SETTINGS)
    return Outcome(stage.name, code, time.perf_counter() - start)


def summary(outcomes: Sequence[Outcome]) -> str:
    return "\n".join(f"{each.name:<14}{verdict(each.code):<18}{each.seconds:6.1f} s" for each in outcomes)


def verdict(code: int) -> str:
    return "ok" if code == 0 else f"FAILED (exit {code})"


def first_failure(outcomes: Sequence[Outcome]) -> int:
    return next((outcome.code for outcome in outcomes if outcome.code != 0), 0)


def test(arguments: Sequence[str]) -> int:
    ensure(APP_ENV)
    outcomes = [run_stage(stage) for stage in stages_for(arguments)]
    say("\n" + summary(outcomes))
    return first_failure(outcomes)


def setup(_: Sequence[str]) -> int:
    ensure(APP_ENV)
    say(f"{APP_ENV.folder.name} is ready. 环境已就绪。")
    return 0


def run(arguments: Sequence[str]) -> int:
    ensure(APP_ENV)
    return call([APP_ENV.python, "-m", "app", *arguments])


def bench(arguments: Sequence[str]) -> int:
    python = bench_python()
    absent = peers_missing(python)
    if absent:
        say(f"Not compared, not installed: {', '.join(absent)}. 未安装，故不比较。")
    return call([python, "-m", "bench", *arguments], PYTHONUTF8="1")


def bench_python() -> Path:
    """The benchmark's own environment; failing that the app's; failing that this very Python."""
    for env in (BENCH_ENV, APP_ENV):
        try:
            ensure(env)
        except Failed as failure:
            say(f"{env.folder.name}: {failure}")
        else:
            return env.python
    return Path(sys.executable)


def peers_missing(python: Path) -> list[str]:
    look = "import importlib.util as u, sys; print(*(n for n in sys.argv[1:] if not u.find_spec(n)))"
    found = subprocess.run([python, "-c", look, *BENCH_PEERS], capture_output=True, text=True, check=True)
    return [BENCH_PEERS[module] for module in found.stdout.split()]


def lock(arguments: Sequence[str]) -> int:
    """Make both lock files anew. Pins that still fit stay, unless `--upgrade` or the like is given for uv."""
    need_venv()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        tool = Env(Path(folder) / "uv", ROOT)
        must([base_python(), "-m", "venv", tool.folder], "No environment for uv could be made.")
        install(tool.python, "uv>=0.9,<1")
        for group, env in (("dev", APP_ENV), ("bench", BENCH_ENV)):
            compile_lock(tool.python, group, env.lock, arguments)
            check_lock(tool.python, env.lock, Path(folder) / "nothing")
    return 0


def compile_lock(python: Path, group: str, target: Path, arguments: Sequence[str]) -> None:
    # No header and no notes: they would name this machine's command line. uv leaves registry addresses out.
    form = ("--universal", "--python-version=3.11", "--generate-hashes", "--no-header", "--no-annotate", "-q")
    what = ("pyproject.toml", f"--group={group}", f"--output-file={target.name}")
    command = [python, "-m", "uv", "pip", "compile", *form, *what, *arguments]
    must(command, f"{target.name} could not be made.")


def check_lock(python: Path, target: Path, nowhere: Path) -> None:
    """Each system and each Python must find a ready-made file of every package in the lock."""
    form = ("--dry-run", "-q", *LOCKED, f"--target={nowhere}", f"--requirement={target}")
    for system in LOCK_PLATFORMS:
        for minor in range(OLDEST[1], NEWEST[1] + 1):
            kind = (f"--python-platform={system}", f"--python-version=3.{minor}")
            complaint = f"{target.name} cannot be installed on {system} with Python 3.{minor}."
            must([python, "-m", "uv", "pip", "install", *form, *kind], complaint)
    say(f"{target.name}: installs on {', '.join(LOCK_PLATFORMS)} with Python 3.11, 3.12 and 3.13.")


def demo(arguments: Sequence[str]) -> int:
    """A store with all five contracts; `demo --years 12 --people 60` makes the big one for measuring."""
    ensure(APP_ENV)
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    named = [] if any(not word.startswith("-") and not word.isdigit() for word in arguments) else [free_name(folder)]
    return call([APP_ENV.python, "-m", "app", "demo", *named, *arguments], PYTHONUTF8="1")


def shots(arguments: Sequence[str]) -> int:
    """Pictures of every page into build/shots (or a folder that is named)."""
    ensure(APP_ENV)
    folder = Path(arguments[0]) if arguments else ROOT / "build" / "shots"
    line = "import sys, pathlib, ui.shots; sys.exit(ui.shots.main(pathlib.Path(sys.argv[1])))"
    return call([APP_ENV.python, "-c", line, folder], QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1")


def free_name(folder: Path) -> Path:
    """A name that no file has: an earlier demo may have been worked in, so it stays."""
    names = (folder / f"demo{number}.hotline" for number in ["", *range(2, 10_000)])
    return next(path for path in names if not path.exists())


# --- build


def build(arguments: Sequence[str]) -> int:
    """The program as users get it, in dist/ (or a folder that is named); made anew, then it checks itself."""
    ensure(APP_ENV)
    need_for_build(APP_ENV.python)
    target = Path(arguments[0]).absolute() if arguments else ROOT / "dist"
    made = target / "hotline"
    clear(made)
    say("Building … 正在打包，约需一分钟")
    start = time.perf_counter()
    bundle(target)
    sizes = [one.stat().st_size for one in made.rglob("*") if one.is_file() and not one.is_symlink()]
    size, seconds = sum(sizes) // 1_000_000, time.perf_counter() - start
    say(f"{made}: {size} MB, {len(sizes)} files, {seconds:.0f} s. The program checks itself … 打包完成，程序自检中")
    complaint = f"{made} does not pass its own check; do not hand it out. 自检没有通过，请勿分发。"
    must([program_in(made), "--self-check"], complaint)
    installer(made)
    return 0


def program_in(folder: Path, name: str = "hotline-cli") -> Path:
    return folder / (f"{name}.exe" if os.name == "nt" else name)


def clear(folder: Path) -> None:
    """Remove an earlier build; a folder that is something else stays, and so there is no build."""
    if folder.exists() and not (folder / "_internal" / "manifest.json").is_file():
        raise Failed(f"{folder} exists and is no earlier build: it stays. {folder} 不是以前打的包，不会覆盖。")
    remove(folder)


def bundle(target: Path) -> None:
    """Run PyInstaller, telling how far it is; what it said is shown only if it fails."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as work:
        options = ("--noconfirm", f"--distpath={target}", f"--workpath={work}")
        command = [str(APP_ENV.python), "-m", "PyInstaller", *options, str(ROOT / "build.spec")]
        settings = os.environ | {"PYTHONUTF8": "1"}
        with subprocess.Popen(
            command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8"
        ) as tool:
            said = list(told(tool.stderr or ()))
        if tool.returncode:
            raise Failed("".join(said[-30:]) + "PyInstaller failed (its last words are above). 打包失败，原因见上。")


def told(lines: Iterable[str]) -> Iterator[str]:
    """Each line again; on the way, a line of our own where the next step begins."""
    start, steps = time.perf_counter(), dict(BUILD_STEPS)
    for line in lines:
        found = next((mark for mark in steps if mark in line), "")
        if found:
            say(f"  {time.perf_counter() - start:3.0f} s  {steps.pop(found)}")
        yield line


def installer(made: Path) -> None:
    """On Windows, where Inno Setup is there, the set-up program beside the folder."""
    if os.name != "nt":
        return
    homes = [Path(os.environ.get(name, "")) / "Inno Setup 6" for name in ("ProgramFiles(x86)", "ProgramFiles")]
    usual = (home / "ISCC.exe" for home in homes)
    tool = shutil.which("iscc") or next((one for one in usual if one.is_file()), None)
    if tool is None:
        say("Inno Setup is not installed, so there is no set-up program. 未安装 Inno Setup，故不做安装程序。")
        return
    settings = [f"/DFolder={made}", f"/DOut={made.parent}", f"/DVersion={app_version()}"]
    must([tool, "/Qp", *settings, ROOT / "packaging" / "hotline.iss"], "The set-up program failed. 安装程序没有做成。")


def app_version() -> str:
    import tomllib  # unknown to the old Pythons that read this file's head

    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["project"]["version"]


# --- command line


class Command(NamedTuple):
    action: Callable[[Sequence[str]], int]
    words: str


COMMANDS = {
    "run": Command(run, "start the program; arguments go to it (run --help)"),
    "setup": Command(setup, "make or renew .venv from requirements.lock; nothing to do if it is ready"),
    "test": Command(
        test,
        "ruff, basedpyright, then all tests with coverage; arguments go to pytest,\n"
        "          and then linters and the coverage threshold are skipped (test -k rounding)",
    ),
    "bench": Command(bench, "measure, in .venv-bench; arguments go to the benchmark"),
    "lock": Command(lock, "make both lock files from pyproject.toml; arguments go to uv (lock --upgrade)"),
    "shots": Command(shots, "pictures of every page, light and dark, with a contact sheet, into build/shots"),
    "build": Command(
        build,
        "the program for users, in dist/ (or a folder that is named); it is made by\n"
        "          PyInstaller, says its size and then checks itself",
    ),
    "demo": Command(demo, "a store with the five contracts in build/ (--years 12 --people 60: the big one)"),
}


def usage() -> str:
    rows = (f"  {name:<8}{command.words}" for name, command in COMMANDS.items())
    return "\n".join(("python dev.py COMMAND [arguments]", "", *rows))


def parse(arguments: Sequence[str]) -> tuple[Command | None, list[str]]:
    """The command and what is its own; None where help is wanted or the command is unknown."""
    name, *rest = arguments or [""]
    return COMMANDS.get(name), rest


def show_help(arguments: Sequence[str]) -> int:
    wanted = bool(arguments) and arguments[0] in ("help", "-h", "--help")
    print(usage(), file=sys.stdout if wanted else sys.stderr)
    return 0 if wanted else 2


def forgive_console() -> None:
    """A console that cannot write Chinese shows question marks; it must not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # pyright: ignore[reportAttributeAccessIssue]


def main(arguments: Sequence[str]) -> int:
    forgive_console()
    command, rest = parse(arguments)
    try:
        return command.action(rest) if command else show_help(arguments)
    except Failed as failure:
        print(failure, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
