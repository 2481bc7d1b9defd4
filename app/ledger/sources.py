"""What feeds what: which logged items count into which input, and what the ledger derives from people and training."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import Fault, Refused
from app.library import placed
from app.reader import Reader, near
from app.scoring.load import rules_of
from app.scoring.scheme import Rules, Scheme
from app.toml_text import read_toml

KINDS = ("qa", "complaint", "praise", "emergency", "fault", "contract")
DERIVED = ("headcount", "turnover", "vacancies", "training_hours", "weekly_checks", "poor_sessions")
BEFORE_LINE = {"induction": "岗前培训", "exam": "培训考试", "practice": "现场实习"}
FILE = "ledger.toml"


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be logged under a contract, and the inputs it counts into."""

    id: str
    name: str
    kind: str
    unit: str = "次"
    clause: str = ""
    feeds: str = ""
    severe_feeds: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Derivation:
    """An input that the ledger works out from people, sessions or obligations."""

    to: str
    kind: str
    window: int = 0
    form: str = ""
    who: str = "all"
    session: str = ""
    checks: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """A post that the contract names, and how many it asks for."""

    name: str
    needed: int
    clause: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the contract says of the number of people, or of the notice of a leaver; 0 where it names no figure."""

    number: int
    clause: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody needs before going on line: so many days, or a mark."""

    kind: str
    number: int
    clause: str
    words: str
    note: str = ""

    @property
    def name(self) -> str:
        """岗前培训 30 天."""
        return f"{BEFORE_LINE[self.kind]} {self.number} {'分' if self.kind == 'exam' else '天'}"


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a contract tells the ledger."""

    items: tuple[Item, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    posts: tuple[Post, ...] = ()
    leaves_out: tuple[str, ...] = ()
    context: Mapping[str, str] = field(default_factory=dict[str, str])
    headcount: Asked | None = None
    notice: Asked | None = None
    before_line: tuple[Step, ...] = ()

    def item(self, name: str) -> Item | None:
        """An item by id."""
        return next((one for one in self.items if one.id == name), None)


def read_sources(folder: Path, scheme: Scheme) -> Sources:
    """The sources of a contract's folder; a contract without the file has its inputs typed."""
    file = folder / FILE
    rules = rules_of(scheme)
    if not file.is_file():
        return Sources(items=_contract_items(rules))
    faults: list[Fault] = []
    data = read_toml(file, faults)
    if data is not None:
        inside: list[Fault] = []
        found = _sources(Reader(data, "", inside), rules)
        faults.extend(placed(inside, file))
        if not faults:
            return found
    raise Refused(faults)


def _sources(reader: Reader, rules: Rules) -> Sources:
    reader.whole("format", 1)
    found = Sources(
        (*(_item(one, rules) for one in reader.tables("item")), *_contract_items(rules)),
        tuple(_derivation(one, rules) for one in reader.tables("derive")),
        tuple(_post(one) for one in reader.tables("post")),
        tuple(str(one) for one in reader.items("leaves_out")),
        _context_names(reader, rules),
        _asked(reader, "headcount"),
        _asked(reader, "notice"),
        _before_line(reader),
    )
    ids = [item.id for item in found.items]
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            reader.fault("item", "编号重复", name)
    reader.close()
    return found


def _context_names(reader: Reader, rules: Rules) -> dict[str, str]:
    """What the parties call what a period says beside its indicators."""
    if not reader.has("context"):
        return {}
    given = reader.table("context")
    for name in given.entries():
        if name not in rules.context:
            given.fault(name, f"方案没有这个背景项{near(name, tuple(rules.context))}", name)
    return {name: given.text(name) for name in given.entries()}


def _asked(reader: Reader, name: str) -> Asked | None:
    if not reader.has(name):
        return None
    given = reader.table(name)
    found = Asked(given.whole("number", 0), given.text("clause"), given.text("words"))
    given.close()
    return found


def _before_line(reader: Reader) -> tuple[Step, ...]:
    found: list[Step] = []
    for one in reader.tables("before_line"):
        kind = one.one_of("kind", tuple(BEFORE_LINE))
        if kind in {step.kind for step in found}:
            one.fault("kind", "上岗条件重复", kind)
        number = one.whole("mark", low=1, high=100) if kind == "exam" else one.whole("days", low=1, high=366)
        found.append(Step(kind, number, one.text("clause"), one.text("words"), one.text("note", "")))
        one.close()
    return tuple(found)


def _contract_items(rules: Rules) -> tuple[Item, ...]:
    """The settlement items that are logged are items too: nothing needs to be said twice."""
    items = rules.settling.items if rules.settling else ()
    return tuple(Item(one.id, one.name, "contract", "项", one.clause) for one in items if one.kind.logged)


def _item(reader: Reader, rules: Rules) -> Item:
    feeds, severe = reader.text("feeds", ""), reader.text("severe_feeds", "")
    for key, target in (("feeds", feeds), ("severe_feeds", severe)):
        _check_target(reader, key, target, rules)
    clause = reader.text("clause", "") or _clause(rules, feeds or severe)
    head = (reader.text("id"), reader.text("name"), reader.one_of("kind", KINDS), reader.text("unit", "次"))
    found = Item(*head, clause, feeds, severe, reader.text("note", ""))
    reader.close()
    return found


def _derivation(reader: Reader, rules: Rules) -> Derivation:
    to = reader.text("to")
    _check_target(reader, "to", to, rules)
    checks: tuple[tuple[str, str], ...] = ()
    if reader.has("checks"):
        nested = reader.table("checks")
        checks = tuple((key, nested.text(key)) for key in nested.entries())
    found = Derivation(
        to,
        reader.one_of("kind", DERIVED),
        reader.whole("window", 0, high=12),
        reader.one_of("form", ("", "ratio", "percent", "months", "end"), ""),
        reader.one_of("who", ("all", "online"), "all"),
        reader.text("session", ""),
        checks,
        reader.text("note", ""),
    )
    reader.close()
    return found


def _post(reader: Reader) -> Post:
    found = Post(reader.text("name"), reader.whole("needed", low=1), reader.text("clause"))
    reader.close()
    return found


def _check_target(reader: Reader, key: str, target: str, rules: Rules) -> None:
    if not target:
        return
    owner, _, name = target.partition(".")
    ids = tuple(one.id for one in rules.indicators)
    if owner == "context":
        if name not in rules.context:
            reader.fault(key, f"方案没有这个背景项{near(name, tuple(rules.context))}", target)
    elif owner not in ids or not name:
        reader.fault(key, f"应写成 指标.输入项{near(owner, ids)}", target)


def _clause(rules: Rules, target: str) -> str:
    owner = target.partition(".")[0]
    return next((one.clause for one in rules.indicators if one.id == owner), "")
