"""What the program knows of by itself, against the source's list: files, modules, and each registry."""

from collections.abc import Callable, Iterable
from functools import partial
from importlib import import_module
from pkgutil import iter_modules

from app.conduct_library import CONDUCT, read_conduct
from app.library import scheme_ids
from app.self_check.item import Ground, Item, Wrong, compared, required, told
from app.self_check.manifest import digest
from app.workdays import FOLDER, read_calendar


def files(ground: Ground) -> str:
    """Every data file, byte for byte."""
    faults: list[str] = []
    for name, known in ground.manifest.files.items():
        file = ground.root / name
        if not file.is_file():
            faults.append(f"缺 {name}")
        elif digest(file) != known:
            faults.append(f"内容与出厂不同 {name}")
    required(faults)
    return f"{len(ground.manifest.files)} 个，逐字节一致"


def modules(ground: Ground) -> str:
    """Every module of ours can be imported, and so everything that it imports."""
    faults: list[str] = []
    for name in ground.manifest.modules:
        try:
            import_module(name)
        except Exception as error:
            faults.append(f"{name}：{told(error)[0]}")
    required(faults)
    return f"{len(ground.manifest.modules)} 个都能载入"


def _conduct() -> Iterable[str]:
    return [read_conduct(file).id for file in CONDUCT.glob("*.toml")]


def _calendars() -> Iterable[str]:
    return [str(year) for year in read_calendar(FOLDER).years]


def _forms() -> Iterable[str]:
    from app.forms import kinds
    from app.forms.registry import forms

    if not forms():
        raise Wrong(["一种表单也没有"])
    return [one.name for one in iter_modules(kinds.__path__)]


def _commands() -> Iterable[str]:
    found = import_module("app.commands")
    names = [one.name for one in iter_modules(found.__path__)]
    return [name for name in names if hasattr(import_module(f"{found.__name__}.{name}"), "run")]


def _migrations() -> Iterable[str]:
    from app.ledger.shipped import migrations

    return migrations()


def _same(name: str, own: Callable[[], Iterable[str]], ground: Ground) -> str:
    return compared(ground.manifest.registries[name], own())


_REGISTRIES: tuple[tuple[str, str, Callable[[], Iterable[str]]], ...] = (
    ("合同方案", "schemes", scheme_ids),
    ("行为规范", "conduct", _conduct),
    ("工作日历", "calendars", _calendars),
    ("表单", "forms", _forms),
    ("命令", "commands", _commands),
    ("迁移脚本", "migrations", _migrations),
)
ITEMS = (
    Item("数据文件", files),
    Item("模块", modules),
    *(Item(words, partial(_same, name, own)) for words, name, own in _REGISTRIES),
)
