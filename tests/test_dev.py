"""dev.py: when an environment is made anew, what a command line means, what the files beside it promise."""

import hashlib
import os
import re
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dev

ROOT = Path(dev.__file__).resolve().parent
LOCKS = {"dev": "requirements.lock", "bench": "requirements-bench.lock"}


def requirements(lock: str) -> list[str]:
    """The lock's entries, each with its continuation lines joined."""
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pins(lock: str) -> dict[str, list[str]]:
    """Package → the versions pinned (markers may choose between several)."""
    found: dict[str, list[str]] = {}
    for entry in requirements(lock):
        pin = Requirement(entry.split("--hash")[0].strip())
        (specifier,) = pin.specifier
        assert specifier.operator == "==", entry
        found.setdefault(canonicalize_name(pin.name), []).append(specifier.version)
    return found


def wanted(group: str) -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [*settings["project"]["dependencies"], *settings["dependency-groups"][group]]


@pytest.fixture
def env(tmp_path: Path) -> dev.Env:
    """An environment that dev.py would take for ready."""
    made = dev.Env(tmp_path / "venv", tmp_path / "some.lock")
    made.lock.write_text("one==1\n", encoding="utf-8")
    made.python.parent.mkdir(parents=True)
    made.python.touch()
    made.stamp.write_text(dev.stamp_text(made), encoding="utf-8")
    return made


# --- environments


def test_stamp_names_the_interpreter_the_place_and_the_lock(env: dev.Env) -> None:
    stamp = dev.stamp_text(env)
    assert sys.version.split()[0] in stamp
    assert str(env.folder) in stamp
    assert hashlib.sha256(b"one==1\n").hexdigest() in stamp


def test_ready_environment_is_left_alone(env: dev.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "call", lambda *_, **__: pytest.fail("something was started"))
    dev.ensure(env)


def test_not_ready_when_the_lock_changed(env: dev.Env) -> None:
    env.lock.write_text("one==2\n", encoding="utf-8")
    assert not dev.is_ready(env)


def test_not_ready_when_half_made(env: dev.Env) -> None:
    env.stamp.unlink()
    assert not dev.is_ready(env)


def test_not_ready_when_its_python_is_gone(env: dev.Env) -> None:
    env.python.unlink()
    assert not dev.is_ready(env)


def test_not_ready_with_another_python(env: dev.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.platform, "python_version", lambda: "3.12.99")
    assert not dev.is_ready(env)


def test_not_ready_after_its_folder_was_moved(env: dev.Env) -> None:
    moved = env._replace(folder=env.folder.rename(env.folder.with_name("elsewhere")))
    assert not dev.is_ready(moved)


def test_half_made_environment_is_removed_and_stamped_only_after_the_installation(
    env: dev.Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    env.stamp.unlink()
    started: list[list[str]] = []

    def pretend(command: list[object], **_: str) -> int:
        assert not env.stamp.exists()
        started.append([str(part) for part in command])
        env.python.parent.mkdir(parents=True, exist_ok=True)
        env.python.touch()
        return 0

    monkeypatch.setattr(dev, "lacks_venv", lambda: False)
    monkeypatch.setattr(dev, "lacks_qt", lambda _: "")
    monkeypatch.setattr(dev, "call", pretend)
    leftover = env.folder / "leftover"
    leftover.touch()
    dev.ensure(env)
    assert not leftover.exists()
    assert dev.is_ready(env)
    assert [command[1:3] for command in started] == [["-m", "venv"], ["-m", "pip"]]
    assert {"--require-hashes", "--no-deps", str(env.lock)} <= set(started[1])


def test_failed_installation_leaves_no_stamp(env: dev.Env, monkeypatch: pytest.MonkeyPatch) -> None:
    env.stamp.unlink()
    monkeypatch.setattr(dev, "lacks_venv", lambda: False)
    monkeypatch.setattr(dev, "call", lambda command, **_: int("pip" in command))
    with pytest.raises(dev.Failed, match="could not be installed"):
        dev.ensure(env)
    assert not dev.is_ready(env)


def test_a_bare_system_is_told_what_qt_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "lacks_qt", lambda _: "ImportError: libEGL.so.1: no such file")
    monkeypatch.setattr(dev, "can_apt", lambda: False)
    with pytest.raises(dev.Failed, match=r"libEGL\.so\.1.*apt-get install libegl1"):
        dev.need_qt(Path(sys.executable))


def test_a_container_gets_what_qt_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "lacks_qt", lambda _: "" if len(started) > 1 else "ImportError: libEGL.so.1")
    monkeypatch.setattr(dev, "can_apt", lambda: True)
    monkeypatch.setattr(dev, "call", lambda command, **_: started.append(list(command)) or 0)
    dev.need_qt(Path(sys.executable))
    assert [command[:2] for command in started] == [["apt-get", "update"], ["apt-get", "install"]]
    assert "libegl1" in started[1]


def test_missing_venv_names_the_package_when_we_may_not_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "lacks_venv", lambda: True)
    monkeypatch.setattr(dev, "can_apt", lambda: False)
    with pytest.raises(dev.Failed, match=rf"apt-get install python3\.{sys.version_info[1]}-venv"):
        dev.need_venv()


def test_missing_venv_is_installed_where_we_are_root_on_debian(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "lacks_venv", lambda: True)
    monkeypatch.setattr(dev, "can_apt", lambda: True)
    monkeypatch.setattr(dev, "call", lambda command, **_: started.append(command) or 0)
    dev.need_venv()
    assert [command[:2] for command in started] == [["apt-get", "update"], ["apt-get", "install"]]
    assert started[1][-1] == f"python3.{sys.version_info[1]}-venv"


# --- command line


@pytest.mark.parametrize("version", [(3, 11, 7), (3, 12, 0), (3, 13, 9)])
def test_supported_python_is_not_complained_about(version: tuple[int, ...]) -> None:
    assert dev.version_complaint(version) == ""


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 10, 13), (3, 14, 0), (4, 0, 0)])
def test_other_python_is_named_in_both_languages(version: tuple[int, ...]) -> None:
    english, chinese = dev.version_complaint(version).splitlines()
    name = f"{version[0]}.{version[1]}"
    assert f"This is Python {name}." in english
    assert f"当前是 Python {name}，" in chinese


def test_supported_versions_are_those_of_the_project() -> None:
    low, high = dev.OLDEST, (dev.NEWEST[0], dev.NEWEST[1] + 1)
    expected = f'requires-python = ">={low[0]}.{low[1]},<{high[0]}.{high[1]}"'
    assert expected in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["run", "setup", "test", "shots", "bench", "build", "demo", "lock"])
def test_command_keeps_its_own_arguments(name: str) -> None:
    command, rest = dev.parse([name, "--help", "-k", "a b"])
    assert command is dev.COMMANDS[name]
    assert rest == ["--help", "-k", "a b"]
    assert f"\n  {name} " in dev.usage()


@pytest.mark.parametrize(("arguments", "code"), [([], 2), (["tset"], 2), (["--help"], 0), (["help"], 0)])
def test_no_command_shows_the_usage(arguments: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == code
    shown = capsys.readouterr()
    assert dev.usage() in (shown.err if code else shown.out)


def test_run_hands_its_arguments_to_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "ensure", lambda _: None)
    started: list[list[object]] = []
    monkeypatch.setattr(dev, "call", lambda command, **_: started.append(command) or 7)
    assert dev.main(["run", "assess", "--json"]) == 7
    assert started == [[dev.APP_ENV.python, "-m", "app", "assess", "--json"]]


def test_refusal_is_one_sentence_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: dev.Env) -> None:
        raise dev.Failed("no network")

    monkeypatch.setattr(dev, "ensure", refuse)
    assert dev.main(["setup"]) == 1
    assert capsys.readouterr().err == "no network\n"


# --- test


def test_full_test_has_every_check_and_the_threshold() -> None:
    stages = dev.stages_for([])
    assert [stage.arguments[0] for stage in stages] == ["ruff", "ruff", "basedpyright", "pytest", "pytest"]
    assert "--cov-fail-under=100" in stages[-2].arguments


def test_every_test_is_in_one_of_the_two_runs() -> None:
    covered, others = (stage.arguments for stage in dev.stages_for([])[-2:])
    assert all((dev.ROOT / one).exists() and one in covered for one in dev.COVERED)
    assert [one for one in others if one.startswith("--ignore=")] == [f"--ignore={one}" for one in dev.COVERED]


def test_arguments_go_to_pytest_alone_and_without_a_threshold() -> None:
    assert dev.stages_for(["-k", "steps"]) == (dev.Stage("pytest", ("pytest", "-k", "steps")),)


def test_all_stages_run_and_the_first_failure_is_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    codes = iter([0, 3, 0, 5, 0])
    seen: list[dict[str, str]] = []
    monkeypatch.setattr(dev, "ensure", lambda _: None)
    monkeypatch.setattr(dev, "call", lambda _, **settings: seen.append(settings) or next(codes))
    assert dev.main(["test"]) == 3
    assert seen == [{"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}] * 5
    shown = capsys.readouterr().out
    assert "FAILED (exit 3)" in shown
    assert "FAILED (exit 5)" in shown


def test_coverage_is_measured_over_the_pure_packages() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["coverage"]["run"] == {"branch": True, "source": ["app/scoring", "app/conduct"]}


# --- bench


def test_bench_falls_back_on_what_is_there(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def ensure(env: dev.Env) -> None:
        if env is dev.BENCH_ENV:
            raise dev.Failed("no network")

    monkeypatch.setattr(dev, "ensure", ensure)
    assert dev.bench_python() == dev.APP_ENV.python
    assert ".venv-bench: no network" in capsys.readouterr().out


def test_bench_without_any_environment_uses_this_python(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: dev.Env) -> None:
        raise dev.Failed("no network")

    monkeypatch.setattr(dev, "ensure", refuse)
    assert dev.bench_python() == Path(sys.executable)


def test_bench_knows_which_peers_are_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "BENCH_PEERS", {"json": "present", "no_such_module": "absent-package"})
    assert dev.peers_missing(Path(sys.executable)) == ["absent-package"]


def test_bench_peers_are_those_of_the_project() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    peers = {Requirement(line).name for line in settings["dependency-groups"]["bench"]}
    assert set(dev.BENCH_PEERS.values()) == peers


# --- the files beside it


@pytest.mark.parametrize("lock", LOCKS.values())
def test_every_locked_requirement_carries_hashes(lock: str) -> None:
    entries = requirements(lock)
    assert entries
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)] == []


@pytest.mark.parametrize("lock", LOCKS.values())
def test_lock_names_no_address_and_no_path(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert re.findall(r"://|--index-url|--extra-index|--find-links|\bfile:| @ |^[./]", text, re.MULTILINE) == []


@pytest.mark.parametrize(("group", "lock"), LOCKS.items())
def test_every_dependency_is_locked_inside_its_range(group: str, lock: str) -> None:
    locked = pins(lock)
    for line in wanted(group):
        need = Requirement(line)
        versions = locked.get(canonicalize_name(need.name), [])
        assert versions, f"{need.name} is not in {lock}: python dev.py lock"
        assert [v for v in versions if not need.specifier.contains(v, prereleases=True)] == []


def test_tools_in_use_are_those_of_the_lock() -> None:
    assert pytest.__version__ in pins("requirements.lock")["pytest"]


def test_ci_runs_exactly_the_test_command() -> None:
    script = ROOT / ".ci" / "run"
    shebang, *lines = script.read_text(encoding="utf-8").splitlines()
    assert shebang == "#!/usr/bin/env bash"
    preamble = {"set -euo pipefail", 'cd "$(dirname "${BASH_SOURCE[0]}")/.."'}
    assert [line for line in lines if line not in preamble] == ["python3 dev.py test"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no executable bit")
def test_ci_script_is_executable() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & stat.S_IXUSR
