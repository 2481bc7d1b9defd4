"""The shelf of conduct rules: one file a contract."""

from pathlib import Path

from app.conduct.load import Conduct, load_conduct, rules_of
from app.errors import Fault, Refused
from app.library import RESOURCES, placed
from app.reader import near
from app.toml_text import read_toml

CONDUCT = RESOURCES / "conduct"


def read_conduct(file: Path) -> Conduct:
    """The conduct rules of a file; refused with every fault."""
    faults: list[Fault] = []
    data = read_toml(file, faults)
    if data is not None:
        inside: list[Fault] = []
        conduct = load_conduct(data, inside)
        try:
            if not inside:
                rules_of(conduct)
                return conduct
        except Refused as refused:
            inside.extend(refused.faults)
        faults.extend(placed(inside, file))
    raise Refused(faults)


def conduct_for(name: str, shelf: Path = CONDUCT) -> Conduct:
    """The conduct rules of a contract."""
    known = tuple(sorted(file.stem for file in shelf.glob("*.toml")))
    if name not in known:
        raise Refused([Fault("scheme", name, f"没有这份行为规范{near(name, known)}；已有：{'、'.join(known)}")])
    return read_conduct(shelf / f"{name}.toml")
