"""The marks of attendance, as data: what a day can say about a person."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.errors import Fault, Refused
from app.ledger.words import refuse
from app.library import RESOURCES, placed
from app.reader import Reader, near
from app.toml_text import read_toml

FILE = RESOURCES / "attendance.toml"
KINDS = ("work", "rest", "leave", "absence", "extra")


@dataclass(frozen=True, slots=True)
class Code:
    """One mark: its sign on paper, the key that types it, its kind."""

    id: str
    name: str
    sign: str
    key: str
    kind: str
    sound: str = ""  # pinyin, where it is picked by name


@cache
def codes(file: Path = FILE) -> dict[str, Code]:
    """The marks by id."""
    faults: list[Fault] = []
    data = read_toml(file, faults)
    if data is not None:
        inside: list[Fault] = []
        reader = Reader(data, "", inside)
        reader.whole("format", 1)
        found = [_code(one) for one in reader.tables("code")]
        for what in ("id", "sign", "key"):
            values = [getattr(one, what) for one in found]
            for value in {one for one in values if values.count(one) > 1}:
                reader.fault("code", f"{what} 重复", value)
        faults.extend(placed(inside, file))
        if not faults:
            return {one.id: one for one in found}
    raise Refused(faults)


def _code(reader: Reader) -> Code:
    texts = [reader.text(name) for name in ("id", "name", "sign", "key")]
    found = Code(texts[0], texts[1], texts[2], texts[3], reader.one_of("kind", KINDS), reader.text("sound", ""))
    reader.close()
    return found


def code(name: str) -> Code:
    """A mark by id; refused where there is none."""
    known = codes()
    if name not in known:
        raise refuse("code", name, f"没有这种考勤标记{near(name, tuple(known))}")
    return known[name]


def typed(text: str) -> Code | None:
    """What somebody means who types a sign, a name or a key; a Chinese keyboard's wide letters and capitals too."""
    wanted = unicodedata.normalize("NFKC", text).strip().lower()
    found = [one for one in codes().values() if wanted in (one.sign, one.name, one.key, one.id)]
    return found[0] if found else None
