"""What can be done with a person as plain data: the fields it asks for, and the write of the ledger that it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from app.ledger import leaving, people
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.leaving import Leaving
from app.ledger.people import LEADER, POST_OF, PROTECTION, TEAM_OF, WAGE, Newcomer

Kind = Literal["day", "maybe", "team", "post", "special", "words", "money", "check"]
HIRE, MOVE, LEAD, UNLEAD, POST, PAY = "hire", "move", "lead", "unlead", "post", "pay"
ONLINE, PROTECT, CORRECT, END = "online", "protect", "correct", "end"
LEAVE, RELEAVE, STAY, REHIRE, VOID, TEAM = "leave", "releave", "stay", "rehire", "void", "team"
SPECIALS = ("孕期", "怀孕七个月以上", "哺乳期")
NIGHTS = "怀孕七个月以上及哺乳期不得安排夜班、不得加班；排班时会提示。"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked; `key` is the path of the ledger's faults."""

    key: str
    title: str
    kind: Kind
    must: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A deed as a dialog."""

    title: str
    button: str
    fields: tuple[Field, ...]
    words: str = ""
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done with whom."""

    kind: str
    person: int = 0
    values: Mapping[str, Any] = field(default_factory=dict[str, Any])
    span: int = 0

    @property
    def day(self) -> date | None:
        """From when it takes effect."""
        found = self.values.get("last_day") or self.values.get("since") or self.values.get("until")
        return found if isinstance(found, date) else None


SINCE = Field("since", "自哪天起", "day")
REASON = Field("reason", "理由", "words")
NOTE = Field("reason", "说明", "words", False)
FORMS: dict[str, Form] = {
    HIRE: Form(
        "新员工",
        "登记入职",
        (
            Field("staff_number", "工号", "words"),
            Field("name", "姓名", "words"),
            Field("since", "入职日期", "day"),
            Field("team", "班组", "team", False, "没有的班组会新建"),
            Field("leader", "任班长", "check", False),
            Field("post", "岗位", "post", False),
            Field("online_on", "上线日期", "maybe", False, "还没上线可空着"),
            Field("wage_fen", "月工资", "money", False),
        ),
    ),
    MOVE: Form("调班组", "调班组", (Field("team", "调入班组", "team"), SINCE, NOTE)),
    LEAD: Form("任班长", "任班长", (Field("team", "班组", "team"), SINCE, NOTE), "一个班组同时只有一名班长。"),
    UNLEAD: Form("免班长", "免班长", (Field("until", "最后一天", "day"), NOTE)),
    POST: Form("换岗位", "换岗位", (Field("word", "岗位", "post"), SINCE, NOTE)),
    PAY: Form("调工资", "调工资", (Field("fen", "月工资", "money"), SINCE, NOTE)),
    ONLINE: Form("上线日期", "保存", (Field("online_on", "上线日期", "maybe", False, "保护期从这天起算"),)),
    PROTECT: Form(
        "特殊保护",
        "登记",
        (Field("word", "类别", "special"), SINCE, Field("until", "至", "maybe", False, "未定可空着")),
        NIGHTS,
    ),
    CORRECT: Form(
        "更正资料",
        "保存更正",
        (
            Field("staff_number", "工号", "words"),
            Field("name", "姓名", "words"),
            Field("pinyin", "拼音检索", "words", False, "空着按姓名生成"),
        ),
    ),
    LEAVE: Form(
        "离职",
        "登记离职",
        (
            Field("last_day", "最后在岗日", "day"),
            REASON,
            Field("noticed_on", "提出日期", "maybe", False, "员工提出辞职的日期"),
            Field("handed_over", "工作已交接", "check", False),
        ),
        danger=True,
    ),
    RELEAVE: Form(
        "更正离职",
        "保存更正",
        (
            Field("last_day", "最后在岗日", "day"),
            Field("noticed_on", "提出日期", "maybe", False),
            Field("handed_over", "工作已交接", "check", False),
            REASON,
        ),
    ),
    STAY: Form("取消离职", "取消离职", (REASON,), "在职与随之结束的班组、岗位等恢复。"),
    REHIRE: Form(
        "返聘",
        "登记返聘",
        (
            Field("since", "再次入职", "day"),
            Field("team", "班组", "team", False),
            Field("wage_fen", "月工资", "money", False),
        ),
        "以前的在职时间保留。",
    ),
    END: Form("结束这一条", "结束", (Field("until", "最后一天", "day"), NOTE)),
    VOID: Form("作废这一条", "作废", (REASON,), "从来没有发生过的才作废；结束的请用“结束”。", True),
    TEAM: Form("新建班组", "新建", (Field("name", "班组名称", "words"),)),
}
Doing = Callable[[Book, int, Deed], Changed]


def do(book: Book, project: int, deed: Deed) -> Changed:
    """One write."""
    return DOING[deed.kind](book, project, deed)


def _hire(book: Book, project: int, deed: Deed) -> Changed:
    return people.add(book, project, [Newcomer(**deed.values)])


def _assign(kind: str) -> Doing:
    def write(book: Book, project: int, deed: Deed) -> Changed:
        return people.assign(book, project, deed.person, kind, **deed.values)

    return write


def _end(book: Book, project: int, deed: Deed) -> Changed:
    return people.end(book, project, deed.span, deed.values["until"], deed.values["reason"])


def _correct(book: Book, project: int, deed: Deed) -> Changed:
    given = {key: value for key, value in deed.values.items() if key != "pinyin" or value}
    return people.correct(book, project, deed.person, **given)


def _leave(book: Book, project: int, deed: Deed) -> Changed:
    given = dict(deed.values)
    return people.leave_job(book, project, deed.person, given.pop("last_day"), given.pop("reason"), **given)


def _releave(book: Book, project: int, deed: Deed) -> Changed:
    given = deed.values
    found = Leaving(given.get("last_day"), given.get("noticed_on"), bool(given.get("handed_over")))
    return leaving.correct_leaving(book, project, deed.person, found, given["reason"])


def _rehire(book: Book, project: int, deed: Deed) -> Changed:
    return leaving.rehire(book, project, deed.person, **deed.values)


def _void(book: Book, project: int, deed: Deed) -> Changed:
    return people.void_span(book, project, deed.span, deed.values["reason"])


def _team(book: Book, project: int, deed: Deed) -> Changed:
    return people.add_team(book, project, deed.values["name"])


DOING: dict[str, Doing] = {
    HIRE: _hire,
    MOVE: _assign(TEAM_OF),
    LEAD: _assign(LEADER),
    UNLEAD: _end,
    POST: _assign(POST_OF),
    PAY: _assign(WAGE),
    ONLINE: _correct,
    PROTECT: _assign(PROTECTION),
    CORRECT: _correct,
    LEAVE: _leave,
    RELEAVE: _releave,
    STAY: _releave,
    REHIRE: _rehire,
    END: _end,
    VOID: _void,
    TEAM: _team,
}
