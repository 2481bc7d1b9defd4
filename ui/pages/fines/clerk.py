"""Asks and writes: one answer, one entry of the ledger; what is refused is asked again with the reason beside it."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.exact import show, to_fen, told_money
from app.law import GREEN, RED
from app.ledger import adjustments, conduct_months, incidents, projects
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.conduct_months import CONFIRMED
from app.ledger.conduct_sheet import Entry, Proposal, Row, Sheet
from app.ledger.periods import LOCKED
from app.ledger.projects import PARAMETERS
from app.ledger.refusals import is_passing
from ui.pages.fines.asking import Draft, Question, ask
from ui.workspace import Workspace

OUTCOMES = (("维持", "维持"), ("部分成立", "部分成立"), ("成立", "成立"))
LIMITS = ("minimum_wage", "caution_share")


class Clerk(QObject):
    """Everything the page writes; `sheet` is what it shows."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._over = workspace, parent
        self.sheet: Sheet | None = None
        self._refusal: Refused | None = None
        workspace.refused.connect(self._heard)

    # --- incidents

    def waive(self, row: Row, entry: Entry) -> bool:
        """Lets somebody off."""
        sheet, incident = self.sheet, entry.incident
        if sheet is None or incident is None or sheet.locked:
            return False
        about = (f"**{_who(row)}**　{entry.item.event.day}", entry.trace, "免予扣罚后仍列在名下，金额为 0。")
        asked = Question("免予扣罚", about, "免予扣罚", words="理由")
        return self._put(asked, Draft(), lambda draft: incidents.waive(*self._place, incident, draft.words))

    # --- proposals

    def decide(self, row: Row, proposal: Proposal, outcome: str) -> bool:
        """Confirms or declines what the rules propose."""
        sheet = self.sheet
        if sheet is None:
            return False
        confirming = outcome == CONFIRMED
        verb = "确认" if confirming else "不作此处理"
        traces = [
            one.trace for one in row.entries if any(each.consequence.id == proposal.id for each in one.item.proposals)
        ]
        about = (f"**{_who(row)}**　{proposal.name}（{proposal.clause}）", *traces)
        told = sheet.law.tones[row.light.tone].words if confirming and row.light.tone == RED else ""
        title = f"{verb}：{proposal.name}"
        asked = Question(title, about, verb, day="日期", words="理由", by="决定人", caution=told)
        initial = Draft(day=self.today, by=self._workspace.book.user)

        def write(draft: Draft) -> Changed:
            reason = (proposal.id, outcome, draft.words)
            on = draft.day or self.today
            return conduct_months.decide(*self._place, row.key, sheet.month, *reason, on=on, by=draft.by)

        return self._put(asked, initial, write)

    # --- money

    def deduct(self, row: Row) -> bool:
        """What was really taken off."""
        sheet = self.sheet
        if sheet is None:
            return False
        limit = sheet.law.unknown if row.case.limit is None else f"{told_money(row.case.limit)} 元"
        about = (
            f"**{_who(row)}**　{sheet.month}",
            f"制度金额 {told_money(row.case.taken)} 元；{sheet.law.limit_name} {limit}；"
            f"本月已扣累计 {told_money(row.case.deducted)} 元。",
        )
        words = "" if row.light.tone == GREEN else sheet.law.tones[row.light.tone].words
        asked = Question(
            *("登记实际扣发", about, "登记"),
            day="扣发日期",
            number="金额（元）",
            words="说明",
            words_needed=False,
            caution=words,
        )

        def write(draft: Draft) -> Changed:
            fen = to_fen(draft.number) if draft.number is not None else 0
            on = draft.day or self.today
            return conduct_months.deduct(*self._place, row.key, sheet.month, fen, on, draft.words)

        return self._put(asked, Draft(day=self.today), write)

    def take_back_deduction(self, row: Row) -> bool:
        """The last one registered never was."""
        last = row.deductions[-1] if row.deductions else None
        if last is None:
            return False
        about = (f"**{_who(row)}**　{last.on} 扣发 {told_money(last.fen)} 元",)
        asked = Question("作废最近一笔实际扣发", about, "作废", words="理由")
        return self._put(
            asked, Draft(), lambda draft: conduct_months.void_deduction(*self._place, last.id, draft.words)
        )

    def adjust(self, row: Row) -> bool:
        """What a locked month got wrong takes effect in a later one."""
        sheet = self.sheet
        if sheet is None:
            return False
        about = (
            f"**{_who(row)}**　关于 {sheet.month}",
            "本月已送签或定稿：更正登记在之后的月份，随那个月的表单印出。",
        )
        asked = Question(
            *("登记更正", about, "登记更正"),
            day="生效日期",
            number="金额（元）",
            words="理由",
            choice="方向",
            choices=(("back", "退还本人"), ("take", "补扣")),
        )
        after = max(self.today, sheet.month.before(-1).first)

        def write(draft: Draft) -> Changed:
            fen = to_fen(draft.number) if draft.number is not None else 0
            fen = fen if draft.choice == "back" else -fen
            given = ("conduct", draft.day or after, sheet.month, fen, draft.words)
            return adjustments.adjust(*self._place, *given, person=row.key)

        return self._put(asked, Draft(day=after, choice="back"), write)

    # --- the slip

    def slip(self, row: Row, step: str) -> bool:
        """Handed out, acknowledged, appealed against, answered."""
        sheet = self.sheet
        if sheet is None:
            return False
        month, place, today = sheet.month, self._place, self.today

        def give(draft: Draft) -> Changed:
            return conduct_months.hand_out(*place, row.key, month, draft.day or today)

        def sign(draft: Draft) -> Changed:
            return conduct_months.acknowledge(*place, row.key, month, draft.day or today)

        def appeal(draft: Draft) -> Changed:
            return conduct_months.appeal(*place, row.key, month, draft.day or today, draft.words)

        def answer(draft: Draft) -> Changed:
            return conduct_months.answer_appeal(*place, row.key, month, f"{draft.choice}：{draft.words}")

        writes: Mapping[str, Callable[[Draft], Changed]] = {
            "give": give, "sign": sign, "appeal": appeal, "answer": answer
        }  # fmt: skip
        return self._put(_slip_question(sheet, row, step), Draft(day=today, choice="维持"), writes[step])

    # --- parameters

    def parameters(self) -> bool:
        """Minimum wage and line of caution, from a day on."""
        sheet = self.sheet
        if sheet is None:
            return False
        known = projects.parameters(self._workspace.book, sheet.project)
        about = [
            f"{PARAMETERS[one.key]}　自 {one.since} 起 **{one.word}**{f'　来源：{one.source}' if one.source else ''}"
            for one in known
            if one.key in LIMITS
        ]
        about = about or ["还没有填写；留空时一律显示“未填写，无法校验”。"]
        first = sheet.month.first
        about.append(f"按每月 1 日的值校验：要用于 {sheet.month}，起始日不晚于 {first}。")
        asked = Question(
            *("校验用的参数", tuple(about), "保存"),
            day="自哪天起",
            number="数值",
            by="来源（文件名、文号）",
            choice="参数",
            choices=tuple((key, PARAMETERS[key]) for key in LIMITS),
        )

        def write(draft: Draft) -> Changed:
            value = show(draft.number) if draft.number is not None else ""
            since = draft.day or sheet.month.first
            return projects.set_parameter(*self._place, draft.choice, value, since, draft.by)

        return self._put(asked, Draft(day=sheet.month.first, choice=LIMITS[0]), write)

    # --- one answer, one entry

    @property
    def today(self) -> date:
        """As the workspace has it."""
        return self._workspace.today()

    @property
    def _place(self) -> tuple[Book, int]:
        assert self.sheet is not None
        return self._workspace.book, self.sheet.project

    def _put(self, question: Question, initial: Draft, write: Callable[[Draft], Changed]) -> bool:
        faults = ()
        while (draft := ask(self._over, question, initial, faults)) is not None:
            self._refusal = None
            changed, refused = self._workspace.commit(_once(write, draft)), self._refusal
            if changed is not None:
                return True
            if refused is None or is_passing(refused):
                return False
            initial, faults = draft, refused.faults
        return False

    def _heard(self, refused: Refused) -> None:
        self._refusal = refused


def _once(write: Callable[[Draft], Changed], draft: Draft) -> Callable[[], Changed]:
    """A write that can be tried again later."""

    def written() -> Changed:
        return write(draft)

    return written


def _slip_question(sheet: Sheet, row: Row, step: str) -> Question:
    one = row.result
    about = (
        f"**{_who(row)}**　{sheet.month} 考核单",
        f"扣罚 {told_money(one.fines)} 元，扣减工资 {told_money(one.wage_deductions)} 元，"
        f"分配所得 {told_money(one.reward)} 元。",
    )
    if step == "give":
        return Question("考核单送达本人", about, "已送达", day="送达日期")
    if step == "sign":
        return Question("本人签收", (*about, "签收只表示收到，不表示同意。"), "已签收", day="签收日期")
    if step == "appeal":
        return Question("本人申诉", about, "登记申诉", day="申诉日期", words="申诉意见")
    told = f"申诉（{row.slip.appealed_on}）：{row.slip.appeal}" if row.slip else ""
    way = "成立的：未送签的月份在此免扣；已送签或定稿的月份另登记更正。"
    return Question("答复申诉", (*about, told, way), "登记结果", choices=OUTCOMES, choice="结果", words="说明")


def _who(row: Row) -> str:
    return f"{row.number} {row.member.name}".strip()


def locked_words(sheet: Sheet) -> str:
    """What may still be done in a month that was signed."""
    if sheet.standing.state not in LOCKED:
        return ""
    from ui.shell.words import locked_words as usual

    return f"{usual(sheet.standing)}送达、签收、申诉、决定与实扣仍可登记。"
