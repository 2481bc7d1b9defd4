"""The source's list: what a build must hold, read off the files of the source tree, nothing imported."""

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

FILE = "manifest.json"
PACKAGES = ("app", "db", "ui")
VERSIONS = "db/migrations/versions"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What there is to find: each registry's names, every module of ours, every data file with its digest."""

    version: str
    registries: Mapping[str, tuple[str, ...]]
    modules: tuple[str, ...]
    files: Mapping[str, str]


def listed(root: Path, plugins: Iterable[str] = ()) -> Manifest:
    """The list of a source tree; `plugins` are those of Qt that a build keeps."""
    registries = {
        "schemes": _names(root.glob("resources/schemes/*/scheme.toml"), up=1),
        "conduct": _names(root.glob("resources/conduct/*.toml")),
        "calendars": _names(root.glob("resources/calendar/*.toml")),
        "forms": _names(one for one in root.glob("app/forms/kinds/*.py") if one.stem != "__init__"),
        "commands": _names(one for one in root.glob("app/commands/*.py") if "run" in _functions(one)),
        "pages": _names(root.glob("ui/pages/*/page.py"), up=1),
        "migrations": _names(root.glob(f"{VERSIONS}/*.py")),
        "icons": _names(root.glob("resources/icons/*.svg")),
        "fonts": _names(root.glob("resources/fonts/*.ttf")),
        "styles": _names(root.glob("resources/styles/*.qss")),
        "plugins": tuple(sorted(plugins)),
    }
    data = [*_files(root / "resources"), *_files(root / VERSIONS)]
    files = {one.relative_to(root).as_posix(): digest(one) for one in data}
    return Manifest(_version(root), registries, tuple(sorted(_modules(root))), files)


def digest(file: Path) -> str:
    """What a file's bytes come to."""
    return sha256(file.read_bytes()).hexdigest()


def write(manifest: Manifest, file: Path) -> None:
    """Puts the list into a file, which goes into the build."""
    file.write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1) + "\n", "utf-8")


def read(file: Path) -> Manifest:
    """The list that came with a build."""
    data = json.loads(file.read_text("utf-8"))
    registries = {name: tuple(found) for name, found in data["registries"].items()}
    return Manifest(data["version"], registries, tuple(data["modules"]), data["files"])


def _names(files: Iterable[Path], up: int = 0) -> tuple[str, ...]:
    return tuple(sorted((one.parents[up - 1].name if up else one.stem) for one in files))


def _files(folder: Path) -> Iterator[Path]:
    hidden = (".", "__pycache__")
    for one in sorted(folder.rglob("*")):
        if one.is_file() and not any(part.startswith(hidden) for part in one.relative_to(folder).parts):
            yield one


def _functions(file: Path) -> set[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def _modules(root: Path) -> Iterator[str]:
    for package in PACKAGES:
        for file in _files(root / package):
            if file.suffix == ".py":
                parts = file.relative_to(root).with_suffix("").parts
                yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _version(root: Path) -> str:
    tree = ast.parse((root / "app" / "__init__.py").read_text("utf-8"))
    given = [node for node in tree.body if isinstance(node, ast.Assign)]
    return next(str(ast.literal_eval(one.value)) for one in given if ast.unparse(one.targets[0]) == "__version__")
