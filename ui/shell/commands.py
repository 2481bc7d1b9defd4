"""What Ctrl+K finds: pages, people, clauses, periods, actions; by characters, pinyin, initials, staff number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from app.ledger import people
from app.ledger.pinyin import folded, search_key
from app.scoring.load import rules_of
from ui.pages import PAGES
from ui.shell.words import period_text
from ui.workspace import Workspace

MOST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """Something that can be gone to or done: `kind:what`."""

    key: str
    title: str
    subtitle: str
    tag: str


@cache
def sound(title: str) -> str:
    """Pinyin and initials of a title; worked out once."""
    return search_key(title)


def actions(workspace: Workspace) -> Iterator[Found]:
    """What can be done from anywhere."""
    if workspace.undo.done:
        yield Found("do:undo", "撤销", workspace.undo.next_words, "Ctrl+Z")
    if workspace.undo.undone:
        yield Found("do:redo", "重做", "", "Ctrl+Y")
    yield Found("do:backup", "备份台账", "存一份核验过的副本", "操作")
    yield Found("do:verify", "检查台账", "文件、记录链、记录与历史、已签版本", "操作")
    yield Found("do:theme", "深色 / 浅色", "切换明暗：浅色、深色、跟随系统", "操作")
    yield Found("do:open", "打开台账", "这台电脑上的另一个台账", "操作")
    yield Found("do:demo", "打开示例台账", "五份合同、虚构的人员与一个季度的日常", "操作")
    yield Found("do:project", "新建项目", "合同、双方与期限、期初数、人员", "操作")


def everything(workspace: Workspace) -> Iterator[Found]:
    """All that there is to find."""
    for one in PAGES:
        yield Found(f"page:{one.key}", one.title, one.words, "页面")
    yield from actions(workspace)
    owner, known = workspace.project, workspace.contract
    if owner is None or known is None:
        return
    for line in rules_of(known.scheme(workspace.period)).indicators:
        yield Found(f"indicator:{line.id}", line.name, f"{line.clause}　{line.words[:40]}", "指标")
    for period in workspace.all_periods():
        yield Found(f"period:{period}", period_text(period), str(period), "期间")
    for project in workspace.projects:
        yield Found(f"project:{project.id}", project.name, project.code, "项目")
    for person in people.listed(workspace.book, owner.id):
        yield Found(f"person:{person.id}", person.name, person.staff_number, "人员")


def search(workspace: Workspace, typed: str) -> Sequence[Found]:
    """The best first; nothing typed shows pages and actions."""
    if not typed.strip():
        return [one for one in everything(workspace) if one.key.startswith(("page:", "do:"))]
    wanted = folded(typed).lower()
    ranked = [(rank, at, one) for at, one in enumerate(everything(workspace)) if (rank := _rank(one, wanted)) < 9]
    return [one for _, _, one in sorted(ranked, key=lambda found: found[:2])][:MOST]


def _rank(one: Found, wanted: str) -> int:
    title, subtitle = folded(one.title).lower(), folded(one.subtitle).lower()
    full, _, initials = sound(one.title).partition(" ")
    if wanted in (title, initials, subtitle):
        return 0
    if title.startswith(wanted) or initials.startswith(wanted) or subtitle.startswith(wanted):
        return 1
    if full.startswith(wanted):
        return 2
    return 3 if wanted in title or wanted in subtitle or wanted in initials else 9
