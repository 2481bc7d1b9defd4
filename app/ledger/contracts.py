"""What the ledger knows of a contract: its scheme's versions, its conduct rules, its sources, its obligations."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.conduct.load import Conduct
from app.conduct_library import CONDUCT, read_conduct
from app.ledger.sources import Sources, read_sources
from app.library import SCHEMES, versions
from app.obligation_rules import ObligationRules, read_obligations
from app.periods import Period
from app.scoring.load import rules_of
from app.scoring.scheme import Scheme, in_force


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract as the ledger uses it."""

    versions: tuple[Scheme, ...]
    conduct: Conduct | None
    sources: Sources
    obligations: ObligationRules

    @property
    def newest(self) -> Scheme:
        """The latest version."""
        return self.versions[-1]

    def scheme(self, period: Period) -> Scheme:
        """The version in force in a period."""
        return in_force(self.versions, period)


@cache
def contract(shelf: Path, name: str) -> Contract:
    """A contract, its files read once; whoever changes them clears this cache."""
    found = versions(name, shelf)
    rules = CONDUCT / f"{name}.toml"
    conduct = read_conduct(rules) if shelf == SCHEMES and rules.is_file() else None
    folder = shelf / name
    return Contract(found, conduct, read_sources(folder, found[-1]), read_obligations(folder, rules_of(found[-1])))
