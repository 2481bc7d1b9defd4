"""What the commands over a store share: opening it read-only, finding the project, naming what is not said."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.common import OK, write
from app.errors import Fault, Refused
from app.periods import Period

if TYPE_CHECKING:
    from app.ledger.book import Book

Work = Callable[["Book", int, Period, bool], dict[str, Any]]


def facts_given(arguments: Namespace) -> str:
    """The facts file; refused where neither it nor a store is named."""
    if not arguments.facts:
        raise Refused([Fault("FACTS.json", "", "请给出事实文件，或用 --store、--project、--period 从台账取数")])
    return str(arguments.facts)


def from_store(arguments: Namespace, work: Work) -> int:
    """Works on a project's period in a store, which is not changed."""
    from app.ledger.projects import find
    from app.ledger.store import open_book

    period = Period.parse(arguments.period or "")
    faults = [Fault("--project", "", "从台账取数要写明项目编号")] if not arguments.project else []
    if period is None:
        faults.append(Fault("--period", str(arguments.period or ""), "应为期间，如 2025-09 或 2025-Q3"))
    if arguments.facts:
        faults.append(Fault("FACTS.json", str(arguments.facts), "事实文件与 --store 只能用一种"))
    if faults or period is None:
        raise Refused(faults)
    book = open_book(Path(arguments.store), "command", read_only=True)
    try:
        write(work(book, find(book, str(arguments.project)).id, period, bool(arguments.explain)))
    finally:
        book.engine.dispose()
    return OK
