"""The self-check from the source: its list agrees with the registries, and it finds what is not there."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app import __version__
from app.errors import Fault, Refused
from app.forms import registry
from app.ledger.shipped import migrations, raised
from app.library import scheme_ids
from app.self_check import manifest, printing, registries, run, work
from app.self_check.item import DEMO, Ground, Item, Wrong, compared, told
from app.workdays import read_calendar
from db.migrate import CURRENT
from tests.support import ROOT
from ui import self_check
from ui.kit import icons
from ui.pages import PAGES


@pytest.fixture(scope="module")
def listed() -> manifest.Manifest:
    return manifest.listed(ROOT)


@pytest.fixture
def ground(listed: manifest.Manifest, tmp_path: Path) -> Ground:
    return Ground(listed, ROOT, tmp_path)


def without(ground: Ground, name: str) -> Ground:
    """As if the source had one more in a registry."""
    more = {**ground.manifest.registries, name: (*ground.manifest.registries[name], "zzz_forgotten")}
    return replace(ground, manifest=replace(ground.manifest, registries=more))


# --- the source's list


def test_the_list_is_what_the_program_knows(listed: manifest.Manifest) -> None:
    found = listed.registries
    assert found["schemes"] == scheme_ids()
    assert set(found["calendars"]) == {str(year) for year in read_calendar().years}
    assert len(found["forms"]) == len(list(registry.written())) > 3
    assert set(found["pages"]) == {one.module for one in PAGES}
    assert found["icons"] == icons.names()
    assert found["migrations"] == migrations() and found["migrations"][-1].startswith(CURRENT)
    assert {"score", "fines", "what_if", "form", "verify"} <= set(found["commands"])
    assert not {"common", "stores", "__init__"} & set(found["commands"])
    assert found["conduct"] == ("kezhou-2025",) and len(found["fonts"]) == 3 and len(found["styles"]) == 4
    assert listed.version == __version__


def test_the_list_has_every_module_and_every_data_file_once(listed: manifest.Manifest) -> None:
    assert {"app", "app.__main__", "db.migrate", "ui.pages.overview.page", "app.forms.kinds"} <= set(listed.modules)
    assert len(set(listed.modules)) == len(listed.modules)
    assert all(name.startswith(("resources/", "db/migrations/versions/")) for name in listed.files)
    assert not [name for name in (*listed.modules, *listed.files) if "__pycache__" in name or "\\" in name]
    assert manifest.listed(ROOT) == listed


def test_the_list_comes_back_from_its_file(listed: manifest.Manifest, tmp_path: Path) -> None:
    file = tmp_path / manifest.FILE
    manifest.write(replace(listed, registries={**listed.registries, "plugins": ("platforms/a",)}), file)
    found = manifest.read(file)
    assert found.registries["plugins"] == ("platforms/a",)
    assert (found.version, found.modules, found.files) == (listed.version, listed.modules, listed.files)


# --- what it finds


@pytest.mark.parametrize("item", registries.ITEMS[1:], ids=lambda item: item.name)
def test_each_registry_passes_from_the_source(item: Item, ground: Ground) -> None:
    assert item.job(ground)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("合同方案", "schemes"),
        ("行为规范", "conduct"),
        ("工作日历", "calendars"),
        ("表单", "forms"),
        ("命令", "commands"),
        ("迁移脚本", "migrations"),
        ("图标", "icons"),
        ("字体", "fonts"),
        ("样式", "styles"),
        ("Qt 插件", "plugins"),
    ],
)
def test_each_registry_names_what_it_lacks(words: str, name: str, ground: Ground) -> None:
    job = next(item.job for item in (*registries.ITEMS, *self_check.ITEMS) if item.name == words)
    with pytest.raises(Wrong, match=r"\A缺 zzz_forgotten\Z"):
        job(without(ground, name))


def test_files_are_compared_byte_for_byte(ground: Ground, tmp_path: Path) -> None:
    root = tmp_path / "程序"
    shutil.copytree(ROOT / "resources", root / "resources")
    shutil.copytree(ROOT / manifest.VERSIONS, root / manifest.VERSIONS)
    moved = replace(ground, root=root)
    assert registries.files(moved).startswith(f"{len(ground.manifest.files)} 个")
    font = root / "resources" / "fonts" / "NotoSansSC-Bold.ttf"
    raw = bytearray(font.read_bytes())
    raw[-5] ^= 1
    font.write_bytes(bytes(raw))
    (root / "resources" / "attendance.toml").unlink()
    with pytest.raises(Wrong) as caught:
        registries.files(moved)
    assert caught.value.faults == (
        "缺 resources/attendance.toml",
        "内容与出厂不同 resources/fonts/NotoSansSC-Bold.ttf",
    )


def test_a_module_that_cannot_be_imported_is_named(ground: Ground) -> None:
    more = replace(ground.manifest, modules=("app.exact", "app.no_such_module"))
    with pytest.raises(Wrong, match=r"app\.no_such_module：ModuleNotFoundError"):
        registries.modules(replace(ground, manifest=more))


def test_more_than_the_source_has_is_wrong_too() -> None:
    assert compared(["a", "b"], ["b", "a"]) == "2 个"
    with pytest.raises(Wrong) as caught:
        compared(["a", "b"], ["b", "c"])
    assert caught.value.faults == ("缺 a", "多出 c")


# --- what it does


def test_a_store_is_made_raised_and_written_under_a_difficult_name(ground: Ground, tmp_path: Path) -> None:
    folder = tmp_path / "热线 100% 自检"
    folder.mkdir()
    assert f"升到 {CURRENT}" in work.store(replace(ground, folder=folder))
    assert len(list(folder.glob("*.hotline"))) == 2, "the store and its backup"


def test_raising_overwrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "有.hotline"
    path.write_text("mine", "utf-8")
    with pytest.raises(Refused):
        raised(path)
    assert path.read_text("utf-8") == "mine"


def test_without_the_demo_its_checks_say_so(ground: Ground) -> None:
    for job in (work.forms, self_check.window, self_check.pages):
        with pytest.raises(Wrong, match="示例台账没有建成"):
            job(ground)


def test_a_form_nobody_can_make_is_told_with_the_reasons(demo_file: Path) -> None:
    from app.ledger.store import open_book

    book = open_book(demo_file, "自检", read_only=True)
    reasons: list[str] = []
    try:
        first = next(one for one in registry.forms() if one.from_store)
        assert next(printing.documents(book, first.id, reasons)).sheets
        with pytest.raises(Refused):
            next(printing.documents(book, "no-such-form", reasons))
    finally:
        book.engine.dispose()


def test_a_window_on_what_is_no_store_is_told(ground: Ground) -> None:
    (ground.folder / DEMO).write_text("not a store, but long enough to be looked at", "utf-8")
    with pytest.raises(Wrong, match=r"台账文件|损坏|密码") as caught:
        self_check.window(ground)
    assert "页面没有打开" not in caught.value.faults


def test_slots_and_qt_are_listened_to() -> None:
    from PySide6.QtCore import QTimer, qWarning

    def fails() -> None:
        raise ValueError("in a slot")

    self_check.application()
    with self_check.listening() as heard:
        QTimer.singleShot(0, fails)
        qWarning("of Qt")
        self_check._settle()
    assert sorted(heard) == ["ValueError：in a slot", "of Qt"]


def test_a_blank_page_is_seen() -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    assert self_check._is_blank(image)


# --- how it is told


def test_a_failing_check_is_named_and_the_rest_goes_on(ground: Ground) -> None:
    def broken(_ground: Ground) -> str:
        raise ZeroDivisionError("by  zero")

    def fine(_ground: Ground) -> str:
        return "两个都好"

    out = io.StringIO()
    passed = [run._passes(item, ground, [out]) for item in (Item("甲", broken), Item("乙", fine))]
    assert passed == [False, True]
    first, reason, second = out.getvalue().splitlines()
    assert first.startswith("失败  甲（") and reason.strip() == "ZeroDivisionError：by zero"
    assert second.startswith("通过  乙：两个都好（") and second.endswith(" 秒）")


def test_a_window_that_cannot_be_imported_is_a_failing_check(ground: Ground) -> None:
    def window() -> tuple[Item, ...]:
        raise ImportError("libEGL")

    out = io.StringIO()
    assert [run._passes(item, ground, [out]) for item in run._loaded(window)] == [False]
    assert "失败  窗口" in out.getvalue() and "libEGL" in out.getvalue()


def test_many_faults_are_cut_short() -> None:
    lines = told(Refused(Fault(f"a[{at}]", "1", "错") for at in range(20)))
    assert len(lines) == 7 and lines[-1] == "……共 20 处"
