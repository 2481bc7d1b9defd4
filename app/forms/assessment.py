"""Which forms a shelf of contracts has: the written ones, under the ids that parties use, and the contracts' tables."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from app.conduct_library import CONDUCT
from app.errors import Fault, Refused
from app.forms.assessment_document import from_facts, from_store
from app.forms.assessment_load import read_plans
from app.forms.assessment_plan import FILE, Plan, Plans
from app.forms.assessment_usual import usual_plan
from app.forms.registry import ASSESSMENT, PERIOD, Form, Wanted
from app.forms.sheet import Document
from app.library import SCHEMES, scheme_ids, versions
from app.reader import near


def own_forms(written: tuple[Form, ...], shelf: Path) -> Iterable[Form]:
    """The written forms and the contracts' own tables; one faulty form.toml does not hide the others."""
    plans: dict[str, Plans] = {}
    broken: list[Form] = []
    used = {one.id for one in written}
    for name in scheme_ids(shelf):
        try:
            plans[name] = _plans(shelf, name, written, used)
        except Refused as refused:
            broken.append(_broken(name, refused))
        else:
            used.update(_ids(plans[name]))
    tables = [_table(plan, shelf) for found in plans.values() for plan in found.plans]
    named = [form for one in written for form in _named(one, plans, shelf)]
    return (*named, *tables, *broken)


def _plans(shelf: Path, name: str, written: tuple[Form, ...], used: set[str]) -> Plans:
    """A contract's tables; the usual one where it describes none."""
    found = read_plans(shelf / name)
    faults = list(name_faults(found, written))
    faults += [Fault("form.id", one, "别的表单已用这个编号", FILE) for one in _ids(found) if one in used]
    if faults:
        raise Refused(faults)
    return found if found.plans else replace(found, plans=(usual_plan(versions(name, shelf)[-1]),))


def name_faults(plans: Plans, written: tuple[Form, ...]) -> Iterator[Fault]:
    """The names given to forms that do not exist."""
    known = tuple(sorted(one.id for one in written))
    for key in plans.names:
        if key not in known:
            yield Fault(f"names.{key}", key, f"没有这种表单{near(key, known)}；已有：{'、'.join(known)}", FILE)


def _ids(plans: Plans) -> list[str]:
    return [*plans.names.values(), *(one.id for one in plans.plans)]


def _table(plan: Plan, shelf: Path) -> Form:
    return Form(
        *(plan.id, plan.name, ASSESSMENT, PERIOD, plan.words or plan.name),
        order=plan.order,
        schemes=(plan.scheme,),
        from_store=partial(from_store, plan),
        from_facts=partial(from_facts, plan, shelf),
    )


def _named(form: Form, plans: Mapping[str, Plans], shelf: Path) -> Iterator[Form]:
    """A written form under each id it is known by; under its own for the contracts that have no other name for it."""
    names = {scheme: found.names[form.id] for scheme, found in plans.items() if form.id in found.names}
    yield from (_renamed(form, name, scheme) for scheme, name in names.items())
    users = [one for one in scheme_ids(shelf) if form.fits(one, _has_conduct(one, shelf))]
    others = tuple(one for one in users if one not in names)
    if not names:
        yield form
    elif others:
        yield replace(form, schemes=others)


def _has_conduct(scheme: str, shelf: Path) -> bool:
    return shelf == SCHEMES and (CONDUCT / f"{scheme}.toml").is_file()


def _renamed(form: Form, name: str, scheme: str) -> Form:
    return replace(
        form,
        id=name,
        schemes=(scheme,),
        from_store=partial(_store_as, form, name) if form.from_store else None,
        from_facts=partial(_facts_as, form, name) if form.from_facts else None,
    )


def _store_as(form: Form, name: str, wanted: Wanted) -> Document:
    assert form.from_store is not None, "only a form that has it is renamed with it"
    return replace(form.from_store(wanted), form=name)


def _facts_as(form: Form, name: str, facts: Mapping[str, Any]) -> Document:
    assert form.from_facts is not None, "only a form that has it is renamed with it"
    return replace(form.from_facts(facts), form=name)


def _broken(scheme: str, refused: Refused) -> Form:
    """In the list a contract whose form.toml is faulty still has a table, which says what is wrong when asked for."""

    def tell(_given: object) -> Document:
        raise refused

    words = "form.toml 有误，打开可见各处错误"
    return Form(f"{scheme}-table", "考核表", ASSESSMENT, PERIOD, words, 10, (scheme,), False, tell, tell)
