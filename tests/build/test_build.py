"""The built program: it passes its own check, finds what is missing or damaged, and works where it is put."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from bench.frozen_rows import start
from tests.build.conftest import Built
from tests.support import CONTRACTS, ROOT

pytestmark = pytest.mark.slow

LIST = Path("_internal") / "manifest.json"
SCHEME = Path("_internal/resources/schemes/danzhou-2025/scheme.toml")
MIGRATIONS = Path("_internal/db/migrations/versions")
USELESS = ("opengl32sw", "qt6qml", "qt6quick", "qt6pdf", "qtpdf", "virtualkeyboard", "tcl", "numpy", "upx")


def run(program: Path, *arguments: str) -> tuple[int, str, str]:
    """The program as a user's computer has it: no Python anywhere, no display."""
    environment = {"PATH": "", "HOME": str(program.parent), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    done = subprocess.run([str(program), *arguments], capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.fixture
def copy(built: Built, tmp_path: Path) -> Path:
    """A second build to be spoilt: linked, not copied; so a file is taken away before it is written anew."""
    return shutil.copytree(built.folder, tmp_path / "另一处" / "热线", copy_function=os.link, symlinks=True)


def rewritten(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text, "utf-8")


def test_the_build_says_what_it_made_and_passes_its_own_check(built: Built) -> None:
    assert f"{built.folder}: " in built.said and " MB, " in built.said
    assert "打包程序" in built.said and "全部通过" in built.said and "失败" not in built.said
    for name in ("数据文件", "模块", "合同方案", "行为规范", "工作日历", "表单", "命令", "迁移脚本", "算例"):
        assert f"通过  {name}：" in built.said
    for name in ("新建与升级", "示例台账", "出表", "图标", "字体", "样式", "Qt 插件", "窗口", "页面"):
        assert f"通过  {name}：" in built.said


def test_what_is_needed_is_there_and_what_is_useless_is_not(built: Built) -> None:
    names = [one.relative_to(built.folder).as_posix() for one in built.folder.rglob("*")]
    for word in USELESS:
        assert not [name for name in names if word in name.lower()], word
    assert not [name for name in names if "translations" in name or "/tests/" in name]
    methods = [name for name in names if "/platforminputcontexts/" in name]
    assert methods or sys.platform != "linux", "nobody could type Chinese"
    wanted = json.loads((built.folder / LIST).read_text("utf-8"))["registries"]["plugins"]
    assert {one.split("/")[0] for one in wanted} >= {"platforms", "imageformats", "iconengines"}
    assert [one for one in wanted if "offscreen" in one]


@pytest.mark.parametrize("name", ["hotline", "hotline-cli"])
def test_the_window_and_its_sister_for_a_console_both_answer_commands(built: Built, name: str) -> None:
    program = dev.program_in(built.folder, name)
    code, out, err = run(program, "schemes")
    assert (code, err) == (0, "")
    assert {one["id"] for one in json.loads(out)} == set(CONTRACTS)
    assert f"{name} score" in run(program, "--help")[1]


def test_moved_elsewhere_it_scores_like_the_source(copy: Path) -> None:
    facts = str(ROOT / "examples" / "danzhou-2025-09.json")
    code, out, _ = run(dev.program_in(copy), "score", facts)
    source = [sys.executable, "-m", "app", "score", facts]
    assert code == 0
    assert out == subprocess.run(source, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")


def test_its_window_opens(built: Built, demo_file: Path, tmp_path: Path) -> None:
    store = Path(shutil.copy(demo_file, tmp_path / "示例 100%.hotline"))
    assert start([str(dev.program_in(built.folder, "hotline"))], store) > 0


def test_the_check_names_what_was_taken_away_damaged_or_forgotten(copy: Path, tmp_path: Path) -> None:
    """What PyInstaller forgets is a module of the source's list that the program has not."""
    first = next((copy / MIGRATIONS).glob("0001_*.py"))
    first.unlink()
    scheme = (copy / SCHEME).read_text("utf-8")
    rewritten(copy / SCHEME, scheme.replace('"0.5"', '"0.6"').replace("0.5", "0.6"))
    (copy / "_internal" / "resources" / "icons" / "home.svg").unlink()
    found = json.loads((copy / LIST).read_text("utf-8"))
    found["registries"]["forms"].append("forgotten_form")
    found["modules"].append("app.forms.kinds.forgotten_form")
    lost = found["registries"]["plugins"][0]
    next((copy / "_internal" / "PySide6").rglob(Path(lost).name)).unlink()
    rewritten(copy / LIST, json.dumps(found))
    report = tmp_path / "自检.txt"
    code, out, _ = run(dev.program_in(copy), "--self-check", str(report))
    assert code == 1
    assert out == report.read_text("utf-8")
    assert f"缺 db/migrations/versions/{first.name}" in out and f"缺 {first.stem}\n" in out
    assert "内容与出厂不同 resources/schemes/danzhou-2025/scheme.toml" in out
    assert "danzhou-2025“" in out, "a worked case that no longer agrees"
    assert "失败  新建与升级" in out
    assert "缺 forgotten_form" in out and "app.forms.kinds.forgotten_form：ModuleNotFoundError" in out
    assert "缺 resources/icons/home.svg" in out and "缺 home\n" in out
    assert f"缺 {lost}" in out
    assert "通过  工作日历" in out and "通过  字体" in out, "the rest goes on"


def test_without_its_list_a_build_does_not_pass(copy: Path) -> None:
    (copy / LIST).unlink()
    code, out, _ = run(dev.program_in(copy), "--self-check")
    assert code == 1 and "失败  清单 manifest.json" in out
