"""`form FORM FACTS.json OUT`: a form from facts alone, or from what a store holds, as PDF or Excel workbook."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.common import OK, checked, read_source
from app.errors import Fault, Refused
from app.forms.output import KINDS, save
from app.forms.registry import MONTH, PERIOD, Form, Wanted, find, forms
from app.forms.sheet import Document
from app.periods import Period

if TYPE_CHECKING:
    from app.ledger.book import Book


def run(arguments: Namespace) -> int:
    """The command; the file is replaced only when everything went well."""
    out = Path(arguments.out)
    form = find(arguments.form)
    if out.suffix.lower() not in KINDS:
        raise Refused([Fault("OUT", arguments.out, f"应以 {' 或 '.join(KINDS)} 结尾")])
    save(_from_store(form, arguments) if arguments.store else _from_facts(form, arguments), out)
    return OK


def _from_facts(form: Form, arguments: Namespace) -> Document:
    """The form of a facts file; refused where the form needs a store, or the facts are another contract's."""
    given = [name for name in ("project", "period") if getattr(arguments, name)]
    if given:
        raise Refused([Fault(f"--{name}", getattr(arguments, name), "只与 --store 一起用") for name in given])
    if form.from_facts is None:
        known = "、".join(one.id for one in forms() if one.from_facts)
        reason = f"这种表单要从台账取数：写 --store、--project、--period。只凭事实可出的：{known}"
        raise Refused([Fault("FORM", form.id, reason)])
    if not arguments.facts:
        reason = "请给出事实文件，或用 --store、--project、--period 从台账取数"
        raise Refused([Fault("FACTS.json", "", reason)])
    facts = checked(read_source(arguments.facts))
    name = facts.get("scheme")
    if isinstance(name, str) and form.schemes and name not in form.schemes:
        raise Refused([Fault("scheme", name, f"表单 {form.id} 用于 {'、'.join(form.schemes)}")])
    return form.from_facts(facts)


def _from_store(form: Form, arguments: Namespace) -> Document:
    """The form of a project's period in a store, which is not changed."""
    from app.ledger.store import open_book

    faults: list[Fault] = []
    period = Period.parse(arguments.period or "")
    if form.from_store is None:
        faults.append(Fault("FORM", form.id, "这种表单只能用事实文件"))
    if arguments.facts:
        faults.append(Fault("FACTS.json", arguments.facts, "事实文件与 --store 只能用一种"))
    if not arguments.project:
        faults.append(Fault("--project", "", "从台账取数要写明项目编号"))
    if period is None:
        faults.append(Fault("--period", str(arguments.period or ""), "应为期间，如 2025-09 或 2025-Q3"))
    if faults or period is None or form.from_store is None:
        raise Refused(faults)
    book = open_book(Path(arguments.store), "command", read_only=True)
    try:
        return form.from_store(_wanted(form, book, str(arguments.project), period))
    finally:
        book.engine.dispose()


def _wanted(form: Form, book: "Book", project: str, period: Period) -> Wanted:
    """What is asked for; refused where the contract does not use the form, or not over such a period."""
    from app.ledger.contracts import contract
    from app.ledger.projects import find as find_project

    owner = find_project(book, project)
    known = contract(book.shelf, owner.scheme)
    faults: list[Fault] = []
    if not form.fits(owner.scheme, known.conduct is not None):
        used = [one.id for one in forms() if one.fits(owner.scheme, known.conduct is not None)]
        faults.append(Fault("FORM", form.id, f"项目 {owner.code} 的合同不用这种表单；可用：{'、'.join(used)}"))
    elif reason := _span_fault(form, known.newest.period_fault(period), period):
        faults.append(Fault("--period", str(period), reason))
    if faults:
        raise Refused(faults)
    return Wanted(book, owner, known, period)


def _span_fault(form: Form, period_fault: str, period: Period) -> str:
    if form.span == PERIOD:
        return period_fault
    return "这种表单按月，写成 2025-09 的样子" if form.span == MONTH and period.kind != "month" else ""
