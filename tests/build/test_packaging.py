"""What is packed with the program: its icon, the set-up script, the steps of `dev.py build`."""

import re
import struct
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon, QImage

import dev
from app import __version__
from tests.support import ROOT
from ui.app import application, badge

ICON = ROOT / "resources" / "icons" / "hotline.ico"
SCRIPT = ROOT / "packaging" / "hotline.iss"


def test_the_icon_has_a_picture_for_every_size_windows_asks_for() -> None:
    raw = ICON.read_bytes()
    _, kind, count = struct.unpack_from("<HHH", raw)
    sizes = []
    for at in range(count):
        width, *_rest, length, place = struct.unpack_from("<BBBBHHII", raw, 6 + 16 * at)
        image = QImage.fromData(raw[place : place + length])
        assert image.width() == image.height() == (width or 256)
        assert image.pixelColor(0, 0).alpha() == 0
        assert image.pixelColor(image.width() // 2, image.width() // 8).blue() > 150
        sizes.append(image.width())
    assert kind == 1 and {16, 24, 32, 48, 256} <= set(sizes)


def test_the_window_wears_the_icon() -> None:
    app = application()
    before = app.windowIcon()
    badge()
    assert {16, 256} <= {size.width() for size in app.windowIcon().availableSizes()}
    app.setWindowIcon(before if not before.isNull() else QIcon())


def test_one_version_everywhere() -> None:
    assert dev.app_version() == __version__


def test_the_set_up_program_needs_no_administrator_and_leaves_stores_alone() -> None:
    text = SCRIPT.read_text("utf-8")
    assert "PrivilegesRequired=lowest" in text and r"DefaultDirName={localappdata}\Programs" in text
    assert "Root: HKLM" not in text and "{commonpf}" not in text and "{autopf}" not in text
    assert "[UninstallDelete]" not in text, "a store is never removed with the program"
    assert re.findall(r'Type: filesandordirs; Name: "(.*)"', text) == [r"{app}\_internal"]
    for name in re.findall(r"=\.\.\\(.+)", text):
        assert (ROOT / name.replace("\\", "/")).is_file(), name


def test_the_set_up_script_is_given_all_it_asks_for() -> None:
    asked = set(re.findall(r"\{#(\w+)\}", SCRIPT.read_text("utf-8"))) - {"Chinese"}
    source = (ROOT / "dev.py").read_text("utf-8")
    assert asked == {"Folder", "Out", "Version"} and all(f"/D{name}=" in source for name in asked)


# --- dev.py build


def test_a_folder_that_is_no_build_is_never_removed(tmp_path: Path) -> None:
    folder = tmp_path / "hotline"
    folder.mkdir()
    (folder / "mine.txt").touch()
    with pytest.raises(dev.Failed, match="it stays"):
        dev.clear(folder)
    assert (folder / "mine.txt").is_file()


def test_an_earlier_build_is_removed(tmp_path: Path) -> None:
    folder = tmp_path / "hotline"
    (folder / "_internal").mkdir(parents=True)
    (folder / "_internal" / "manifest.json").touch()
    dev.clear(folder)
    dev.clear(folder)
    assert not folder.exists()


def test_each_step_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    said = [
        "1 INFO: Building PYZ because\n",
        "2 INFO: Building PYZ again\n",
        "3 INFO: Building EXE\n",
        "4 WARNING: x\n",
    ]
    assert list(dev.told(said)) == said
    shown = capsys.readouterr().out.splitlines()
    assert [line.split("s  ")[1] for line in shown] == ["packing the modules 打包模块", "the programs 生成程序"]


def test_a_bare_system_is_told_what_a_build_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "can_apt", lambda: False)
    monkeypatch.setattr(dev, "lacks_for_build", lambda _: ["binutils"])
    with pytest.raises(dev.Failed, match="apt-get install binutils"):
        dev.need_for_build(Path(sys.executable))


def test_a_container_gets_what_a_build_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "can_apt", lambda: True)
    monkeypatch.setattr(dev, "lacks_for_build", lambda _: [] if len(started) > 1 else ["binutils"])
    monkeypatch.setattr(dev, "call", lambda command, **_: started.append(list(command)) or 0)
    dev.need_for_build(Path(sys.executable))
    assert [command[:2] for command in started] == [["apt-get", "update"], ["apt-get", "install"]]
    assert started[1][-1] == "binutils"


@pytest.mark.skipif(sys.platform != "linux", reason="only a Linux may lack objdump")
def test_objdump_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert dev.lacks_for_build(Path(sys.executable)) == []
    monkeypatch.setenv("PATH", "")
    assert dev.lacks_for_build(Path(sys.executable)) == ["binutils"]


def test_a_failing_pyinstaller_is_a_sentence_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)  # where no build.spec lies
    with pytest.raises(dev.Failed, match=r"(?s)build\.spec.*打包失败"):
        dev.bundle(tmp_path / "dist")


def test_what_apt_cannot_give_is_told_and_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "can_apt", lambda: True)
    monkeypatch.setattr(dev, "lacks_for_build", lambda _: ["libpython3.11"])
    monkeypatch.setattr(dev, "call", lambda command, **_: started.append(list(command)) or 0)
    with pytest.raises(dev.Failed, match="libpython3"):
        dev.need_for_build(Path(sys.executable))
    assert len(started) == 2
