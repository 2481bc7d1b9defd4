"""`schemes`: the contracts it knows."""

from argparse import Namespace
from typing import Any

from app.commands.common import OK, write
from app.exact import show
from app.library import scheme_ids, versions
from app.scoring.load import rules_of
from app.scoring.scheme import Scheme


def run(_arguments: Namespace) -> int:
    """The command."""
    write([summary(versions(name)[-1]) for name in scheme_ids()])
    return OK


def summary(scheme: Scheme) -> dict[str, Any]:
    """A scheme in one object."""
    rules = rules_of(scheme)
    first, last = scheme.term.first, scheme.term.last
    return {
        "id": scheme.id,
        "title": scheme.title,
        "period": scheme.kind,
        "term": {"first": str(first), "last": str(last)} if first and last else None,
        "version": scheme.version,
        "indicators": len(rules.indicators),
        "full": None if rules.full is None else show(rules.full),
    }
