"""The shelf of contracts: finds scheme and conduct files, reads them, hands out the version in force."""

import sys
from dataclasses import replace
from pathlib import Path

from app.errors import Fault, Refused
from app.periods import Period
from app.reader import near
from app.scoring.load import load_scheme, rules_of
from app.scoring.scheme import Scheme, in_force
from app.toml_text import line_of, read_toml

RESOURCES = Path(getattr(sys, "_MEIPASS", Path(__file__).parent.parent)) / "resources"
SCHEMES = RESOURCES / "schemes"


def scheme_ids(shelf: Path = SCHEMES) -> tuple[str, ...]:
    """The ids of the schemes on the shelf."""
    return tuple(sorted(folder.name for folder in shelf.iterdir() if any(folder.glob("scheme*.toml"))))


def versions(name: str, shelf: Path = SCHEMES) -> tuple[Scheme, ...]:
    """All versions of a scheme, the oldest first."""
    known = scheme_ids(shelf)
    if name not in known:
        raise Refused([Fault("scheme", name, f"没有这个方案{near(name, known)}；已有：{'、'.join(known)}")])
    return read_folder(shelf / name)


def read_folder(folder: Path) -> tuple[Scheme, ...]:
    """All versions in a scheme's folder, the oldest first; refused with every fault of every file."""
    faults: list[Fault] = []
    files = sorted(folder.glob("scheme*.toml"))
    if not files:
        faults.append(Fault("", folder.name, "文件夹里没有 scheme.toml"))
    found = [scheme for file in files if (scheme := _read(file, faults))]
    for scheme in found:
        if scheme.id != folder.name:
            faults.append(Fault("id", scheme.id, f"应与文件夹同名：{folder.name}", scheme.file))
    starts = [one.effective for one in found]
    for scheme in found:
        if starts.count(scheme.effective) > 1:
            reason = "两个版本的生效日期相同（或都没写），不知道用哪一个"
            faults.append(Fault("effective", str(scheme.effective), reason, scheme.file))
    if faults:
        raise Refused(faults)
    return tuple(sorted(found, key=lambda one: str(one.effective or "")))


def scheme_for(name: str, period: Period | None, shelf: Path = SCHEMES) -> Scheme:
    """The version of a scheme in force in a period; the newest where the period itself is faulty."""
    found = versions(name, shelf)
    if period is None or found[-1].period_fault(period):
        return found[-1]
    return in_force(found, period)


def _read(file: Path, faults: list[Fault]) -> Scheme | None:
    data = read_toml(file, faults)
    if data is None:
        return None
    inside: list[Fault] = []
    scheme = load_scheme(data, inside)
    try:
        rules_of(scheme)
    except Refused as refused:
        inside.extend(refused.faults)
    faults.extend(placed(inside, file))
    return replace(scheme, file=file.name)


def placed(faults: list[Fault], file: Path) -> list[Fault]:
    """Faults of a file's data, with the file and the line they stand on."""
    if not faults:
        return []
    text = file.read_text(encoding="utf-8-sig")
    return [Fault(one.path, one.value, one.reason, file.name, line_of(text, one.path)) for one in faults]
