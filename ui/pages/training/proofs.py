"""What the month's training proves and costs: obligations with their proof, lines of the score, in short sentences."""

from collections.abc import Iterator, Sequence

from app.ledger import training
from app.ledger.overview import Headline
from app.ledger.training_month import Fed, TrainingMonth, held_between
from app.periods import Period
from app.scoring.explain import result_of
from ui.pages.obligations.duty import Duty, duties
from ui.workspace import Workspace

NOTHING = "本合同没有把培训写成按期的义务，也不计分；培训记录表仍可作为报告材料。"


def duties_of(workspace: Workspace, month: Period) -> list[Duty]:
    """What training proves, or is due of newcomers, in a month."""
    every = [one for one in duties(workspace) if one.rule.proved_by or one.rule.on == "arrival"]
    return [one for one in every if one.one.from_day <= month.last and month.first <= one.one.due_on]


def told(workspace: Workspace, found: TrainingMonth, mine: Sequence[Duty]) -> str:
    """All of it; lines of the score are links to their why."""
    lines = [*_duties(workspace, mine), *_effects(workspace, found)]
    return "\n".join(lines) or NOTHING


def _duties(workspace: Workspace, mine: Sequence[Duty]) -> Iterator[str]:
    for rule in dict.fromkeys(one.rule.id for one in mine):
        every = [one for one in mine if one.rule.id == rule]
        first = every[0]
        open_yet = any(one.waiting for one in every)
        tail = f"　·　{first.rule.clause}" + (f"　·　未办：{first.costs}" if open_yet else "")
        if len(every) == 1:
            proof = f"　{plain(first.proof)}" if first.proof else f"　到期 {first.short}"
            yield f"**{plain(first.rule.name)}**　{first.state}{proof}{tail}"
        else:
            yield f"**{plain(first.rule.name)}**　{_several(workspace, every)}{tail}"


def _several(workspace: Workspace, every: Sequence[Duty]) -> str:
    """The times of a span that one rule asks for: how many are proved, how many sessions there were, what is left."""
    first, owner = every[0], workspace.project
    proved = sorted(one.proof.partition("　")[0].partition(" ")[0] for one in every if not one.waiting)
    said = f"已证 **{len(proved)}/{len(every)}** 次" + (f"（{'、'.join(proved)}）" if proved else "")
    kind, _, of = first.rule.proved_by.partition(":")
    if kind == "session" and owner is not None:
        day, last = first.one.from_day, max(one.one.due_on for one in every)
        said += f"，{day} 至 {last} 已举办 {held_between(workspace.book, owner.id, day, last, of)} 场"
    due = [one for one in every if one.waiting]
    return said + (f"，下一次 {due[0].short} 到期" if due else "")


def _effects(workspace: Workspace, found: TrainingMonth) -> Iterator[str]:
    for line, effect in effects(workspace, found):
        many = f"{_poor(workspace, line)}，" if line.judged else ""
        yield f"[{plain(line.name)}](why:{line.indicator})　{many}现为 **{effect}**，点名称看怎样得出"


def effects(workspace: Workspace, found: TrainingMonth) -> list[tuple[Fed, str]]:
    """What each line that training counts into has come to."""
    known = workspace.headline()
    if not isinstance(known, Headline):
        return []
    lines = {one.indicator.id: one for one in known.found.assessment.lines}
    return [(one, result_of(lines[one.indicator])) for one in found.fed if one.indicator in lines]


def _poor(workspace: Workspace, line: Fed) -> str:
    """How many sessions of the period were judged poor, and which past months had none of that kind."""
    owner, period, today = workspace.project, workspace.period, workspace.today()
    if owner is None:
        return ""
    held = training.sessions(workspace.book, owner.id, period, line.session)
    past = [one for one in period.months if one.last < today and owner.term.days_in(one)]
    bare = [one for one in past if not any(session.day in one for session in held)]
    said = f"本期不到位 {sum(one.poor for one in held)} 场"
    months = "、".join(f"{one.number} 月" for one in bare)
    return f"{said}；{months}没有{training.KINDS[line.session]}（在义务页确认后才扣分）" if bare else said


def plain(words: str) -> str:
    """What a contract or a user wrote is never mark-up."""
    return words.replace("**", "＊＊").replace("](", "］（")
