"""`check FOLDER`: reads a contract somebody wrote, lists all its mistakes, runs its worked cases."""

import sys
from argparse import Namespace
from pathlib import Path

from app.cases import read_cases, run_case
from app.commands.common import OK, SOME_BAD, complain
from app.errors import Fault, Refused
from app.exact import show
from app.ledger.sources import read_sources
from app.library import placed, read_folder
from app.obligation_rules import read_obligations
from app.scoring.load import load_rules
from app.scoring.scheme import Scheme


def run(arguments: Namespace) -> int:
    """The command."""
    folder = Path(arguments.folder)
    if folder.suffix == ".toml" and folder.is_file():
        from app.conduct_library import read_conduct

        conduct = read_conduct(folder)
        say(f"{conduct.id}：{conduct.title}，版本 {conduct.version}，{len(conduct.readings)} 个读法，没有发现问题。")
        return OK
    if not folder.is_dir():
        raise Refused([Fault("FOLDER", arguments.folder, "没有这个文件夹")])
    return check_folder(folder.resolve())


def check_folder(folder: Path) -> int:
    """Checks a scheme's folder."""
    faults: list[Fault] = []
    schemes: tuple[Scheme, ...] = ()
    try:
        schemes = read_folder(folder)
    except Refused as refused:
        faults.extend(refused.faults)
    for scheme in schemes:
        faults.extend(placed(alternative_faults(scheme), folder / scheme.file))
    cases = read_cases(folder, faults)
    printed = _tables(folder, schemes, faults) if schemes and not faults else ""
    known = _beside(folder, schemes[-1], faults) if schemes and not faults else ""
    if faults:
        raise Refused(faults)
    for scheme in schemes:
        say(described(scheme))
    say(known)
    say(printed)
    wrong = [(case.name, found) for case in cases if (found := run_case(folder.name, folder.parent, case))]
    complain(f"算例“{name}”：{difference}" for name, found in wrong for difference in found)
    say(f"算例 {len(cases)} 个，一致 {len(cases) - len(wrong)} 个，不一致 {len(wrong)} 个。")
    return SOME_BAD if wrong else OK


def _tables(folder: Path, schemes: tuple[Scheme, ...], faults: list[Fault]) -> str:
    """What the contract's own tables are, and the forms it knows by other names."""
    from app.forms.assessment import name_faults
    from app.forms.assessment_check import checked_plans
    from app.forms.registry import written

    try:
        found = checked_plans(folder, schemes)
    except Refused as refused:
        faults.extend(refused.faults)
        return ""
    faults.extend(name_faults(found, written()))
    told = "、".join(f"{one.name}（{one.id}）" for one in found.plans)
    return f"考核表：{told}。" if told else "考核表：没有 form.toml 或其中没有表格，用通用的考核表打印。"


def _beside(folder: Path, scheme: Scheme, faults: list[Fault]) -> str:
    """What the files beside the scheme tell the ledger: what is logged, what is derived, what is owed."""
    found: list[int] = []
    rules = load_rules(scheme, scheme.defaults, [])
    try:
        sources = read_sources(folder, scheme)
        found += [len(sources.items), len(sources.derivations)]
    except Refused as refused:
        faults.extend(refused.faults)
    try:
        found.append(len(read_obligations(folder, rules).obligations))
    except Refused as refused:
        faults.extend(refused.faults)
    return "台账：可登记事项 {} 项，自动取数 {} 项，义务 {} 项。".format(*found) if len(found) == 3 else ""


def alternative_faults(scheme: Scheme) -> list[Fault]:
    """What is wrong under some alternative of some reading."""
    faults: list[Fault] = []
    for reading in scheme.readings.values():
        for choice in reading.others(reading.default):
            load_rules(scheme, scheme.defaults | {reading.id: choice.id}, faults)
    return list(dict.fromkeys(faults))


def described(scheme: Scheme) -> str:
    """A scheme in one sentence."""
    rules = load_rules(scheme, scheme.defaults, [])
    full = "按金额扣款" if rules.full is None else f"满分 {show(rules.full)}"
    counts = f"{len(rules.indicators)} 项指标，{full}，{len(scheme.readings)} 个读法"
    return f"{scheme.id}：{scheme.title}，版本 {scheme.version}，{counts}，{len(rules.alerts)} 个提示，没有发现问题。"


def say(text: str) -> None:
    """A line for the user."""
    sys.stdout.write(text + "\n")
