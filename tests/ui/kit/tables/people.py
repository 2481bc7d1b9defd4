"""Rows for the tests of lists."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ui.kit.grid.looks import MUTED, Look
from ui.kit.tables import Column, TableModel
from ui.kit.theme import Tone


@dataclass(frozen=True)
class Person:
    """Somebody on the floor."""

    id: int
    name: str
    pinyin: tuple[str, ...]
    score: Decimal | None
    fines: int
    since: date | None
    state: str


TONES = {"在岗": Tone.GOOD, "待岗": Tone.WARN, "离职": Tone.NEUTRAL, "旷工": Tone.BAD}


def tone(person: Person) -> Tone:
    return TONES[person.state]


def look(person: Person) -> Look | None:
    return Look("bad", bold=True) if person.score is not None and person.score < 60 else None


def muted(person: Person) -> Look:
    return MUTED


COLUMNS = (
    Column("id", "工号", "text", lambda one: f"K{one.id:02}", look=muted, order=lambda one: one.id, width=64),
    Column("name", "姓名", "text", lambda one: one.name, keys=lambda one: one.pinyin, stretches=True),
    Column("score", "得分", "number", lambda one: one.score, look=look, places=2),
    Column("fines", "扣罚", "money", lambda one: one.fines),
    Column("since", "上线", "day", lambda one: one.since),
    Column("state", "状态", "chip", lambda one: one.state, tone=tone, tip=lambda one: f"现在{one.state}"),
)
ID, NAME, SCORE, FINES, SINCE, STATE = range(6)
MAMAITI = Person(1, "买买提·艾山", ("maimaitiaishan", "mmtas"), Decimal("9.5"), 123456, date(2025, 3, 1), "在岗")
CHEN = Person(2, "陈思琪", ("chensiqi", "csq"), Decimal("100"), 500, date(2024, 12, 31), "待岗")
LI = Person(3, "李婧", ("lijing", "lj"), None, 0, None, "离职")
YANG = Person(4, "杨柳", ("yangliu", "yl"), Decimal("88.25"), -2050, date(2025, 9, 1), "旷工")
PEOPLE = (MAMAITI, CHEN, LI, YANG)


def model(rows: tuple[Person, ...] = PEOPLE) -> TableModel:
    """A list of people."""
    made = TableModel(COLUMNS)
    made.set_rows(rows)
    return made


def crowd(count: int) -> tuple[Person, ...]:
    """So many, all different."""
    states = list(TONES)
    return tuple(
        Person(
            *(
                at,
                f"{PEOPLE[at % 4].name}{at}",
                PEOPLE[at % 4].pinyin,
                Decimal(at * 37 % 1000) / 10,
                at * 12345 % 300000,
            ),
            *(date(2024, at % 12 + 1, at % 28 + 1), states[at % 7 % 4]),
        )
        for at in range(1, count + 1)
    )
