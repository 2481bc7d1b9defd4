"""What the ledger knows of a contract: its scheme's versions, its conduct rules, its sources, its obligations."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.ledger.sources import Sources, read_sources
from app.library import SCHEMES, versions
from app.obligation_rules import ObligationRules, read_obligations
from app.periods import Period
from app.scoring.load import rules_of
from app.scoring.scheme import Scheme, in_force

if TYPE_CHECKING:
    from app.conduct.load import Conduct


@dataclass(frozen=True)
class Contract:
    """One contract as the ledger uses it."""

    shelf: Path
    versions: tuple[Scheme, ...]
    sources: Sources
    obligations: ObligationRules

    @cached_property
    def conduct(self) -> "Conduct | None":
        """Its conduct rules, read when somebody asks: a score needs none, and they are the longest file of all."""
        from app.conduct_library import CONDUCT, read_conduct

        rules = CONDUCT / f"{self.newest.id}.toml"
        return read_conduct(rules) if self.shelf == SCHEMES and rules.is_file() else None

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
    found, folder = versions(name, shelf), shelf / name
    return Contract(shelf, found, read_sources(folder, found[-1]), read_obligations(folder, rules_of(found[-1])))
