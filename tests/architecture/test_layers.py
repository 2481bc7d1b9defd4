"""The rules of the house, over the syntax tree of every file."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import ROOT

APP = sorted((ROOT / "app").rglob("*.py"))
DB = sorted(path for path in (ROOT / "db").rglob("*.py") if "versions" not in path.parts)
UI = sorted((ROOT / "ui").rglob("*.py"))
PURE = [path for path in APP if path.parts[len(ROOT.parts) + 1] in ("scoring", "conduct")]
COMMON = {"app.exact", "app.periods", "app.errors", "app.reader"}
PLACES = ["儋州", "扬州", "济源", "克州", "白沙", "海南", "新疆", "临洲", "云浦"]
PLACES += ["danzhou", "yangzhou", "jiyuan", "kezhou", "baisha"]


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def test_the_walk_sees_the_tree() -> None:
    assert len(PURE) > 30
    assert any(path.name == "assess.py" for path in PURE)


@pytest.mark.parametrize("path", PURE, ids=named)
def test_scoring_and_conduct_are_pure(path: Path) -> None:
    import sys

    for module in imports(path):
        top = module.split(".")[0]
        ours = module in COMMON or module.startswith(("app.scoring", "app.conduct"))
        assert ours or (top in sys.stdlib_module_names and top not in ("os", "pathlib", "io", "socket")), module


@pytest.mark.parametrize("path", [path for path in PURE if "scoring" in path.parts], ids=named)
def test_scoring_does_not_know_conduct(path: Path) -> None:
    assert not [module for module in imports(path) if module.startswith("app.conduct")]


@pytest.mark.parametrize("path", APP, ids=named)
def test_app_never_imports_the_window_and_only_the_door_sees_commands(path: Path) -> None:
    for module in imports(path):
        assert module.split(".")[0] not in ("PySide6", "tests", "bench")
        assert module.split(".")[0] != "ui" or path.name == "__main__.py"
        if module.startswith("app.commands"):
            assert path.name == "__main__.py" or "commands" in path.parts


@pytest.mark.parametrize("path", UI, ids=named)
def test_the_window_reaches_the_store_only_through_the_ledger(path: Path) -> None:
    heavy = ("db", "sqlalchemy", "sqlcipher3", "alembic", "sqlite3", "reportlab", "openpyxl", "tests", "bench")
    for module in imports(path):
        assert module.split(".")[0] not in heavy, module


@pytest.mark.parametrize("path", UI, ids=named)
def test_nothing_anonymous_is_connected(path: Path) -> None:
    """A lambda or partial that holds self keeps a closed dialog alive."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
            for given in node.args:
                assert not isinstance(given, ast.Lambda), node.lineno
                assert not (isinstance(given, ast.Call) and "partial" in ast.dump(given.func)), node.lineno


@pytest.mark.parametrize("path", UI, ids=named)
def test_the_kit_knows_no_hotline(path: Path) -> None:
    if "kit" in path.parts:
        assert not [module for module in imports(path) if module.startswith(("app", "ui.")) and "ui.kit" not in module]


@pytest.mark.parametrize("path", DB, ids=named)
def test_the_store_imports_nothing_of_ours(path: Path) -> None:
    for module in imports(path):
        assert module.split(".")[0] not in ("app", "ui", "PySide6", "tests", "bench"), module


@pytest.mark.parametrize("path", [path for path in APP if "ledger" not in path.parts], ids=named)
def test_only_the_ledger_and_the_door_know_the_store(path: Path) -> None:
    for module in imports(path):
        assert module.split(".")[0] not in ("db", "sqlalchemy", "sqlcipher3", "alembic"), module


@pytest.mark.parametrize("path", [*APP, *DB], ids=named)
def test_no_binary_floating_point(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), node.lineno
        assert not (isinstance(node, ast.Name) and node.id == "float"), node.lineno


@pytest.mark.parametrize("path", APP, ids=named)
def test_code_never_names_a_contract(path: Path) -> None:
    text = path.read_text("utf-8").lower()
    assert not [place for place in PLACES if place in text]


@pytest.mark.parametrize("path", [*APP, *DB, *UI, *sorted((ROOT / "tests").rglob("*.py"))], ids=named)
def test_files_stay_rooms(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 350


@pytest.mark.parametrize("path", [*APP, *DB, *UI], ids=named)
def test_functions_stay_short(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 36, node.name


@pytest.mark.parametrize("path", [*APP, *DB, *UI], ids=named)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path
