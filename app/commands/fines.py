"""`fines FACTS.json`: what a month of conduct costs each agent, and how the pools are shared."""

from argparse import Namespace
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from app.commands.common import each, read_source, scheme_name
from app.conduct.facts import read_month
from app.conduct.judge import judge
from app.conduct.load import Conduct
from app.conduct.result import as_json
from app.conduct_library import conduct_for


def run(arguments: Namespace) -> int:
    """The command."""
    return each(read_source(arguments.facts), partial(answer, explain=arguments.explain))


def answer(facts: Mapping[str, Any], explain: bool = False) -> dict[str, Any]:
    """The month's result of one object of facts, as JSON data."""
    conduct = _conduct(scheme_name(facts, "应为有行为规范的方案编号"))
    rules, month = read_month(conduct, facts)
    return as_json(judge(conduct, rules, month), explain)


@cache
def _conduct(name: str) -> Conduct:
    """The rules are read once a run, however many facts name them."""
    return conduct_for(name)
