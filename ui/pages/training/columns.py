"""The columns of the page's four lists, and the bar that shows how far somebody has come with the month's hours."""

from decimal import Decimal

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from app.exact import show
from app.ledger.line_access import Newcomer
from app.ledger.training import KINDS
from app.ledger.training_month import Held, Learner
from app.team_order import team_order
from ui.kit.drawing import box, share
from ui.kit.grid.cells import Index
from ui.kit.grid.delegates import PAD, CellDelegate
from ui.kit.grid.looks import GOOD, MUTED, STRONG, WARNED, Look
from ui.kit.tables.columns import Column
from ui.kit.tables.model import ROW_ROLE
from ui.kit.theme import Tone, scaled
from ui.pages.training.lines import day_text

BAR_HEIGHT = 8


class BarDelegate(CellDelegate):
    """A person's hours of what the contract asks; whole and green where nothing is missing."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Learner) or row.asked is None:
            return
        tokens, height = self._table.tokens, scaled(BAR_HEIGHT)
        track = QRectF(rect.left() + PAD, rect.center().y() - height // 2, rect.width() - 2 * PAD, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, track, tokens.soft, scaled(4))
        if row.hours:
            track.setWidth(max(track.width() * share(row.hours, 0, row.asked), track.height()))
            box(painter, track, tokens.warn if row.missing else tokens.good, scaled(4))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _session_tone(row: Held) -> Tone:
    if row.cancelled:
        return Tone.NEUTRAL
    return Tone.BAD if row.session.poor else Tone.GOOD if row.came else Tone.WARN


def _session_state(row: Held) -> str:
    if row.cancelled:
        return "已取消"
    return "不到位" if row.session.poor else "已签到" if row.came else "待签到"


SESSIONS = (
    Column("day", "日期", "text", lambda row: day_text(row.session.day), width=84,
           order=lambda row: (row.session.day, row.id)),
    Column("topic", "主题", "text", lambda row: row.session.topic, stretches=True, tip=lambda row: row.session.topic,
           look=lambda row: MUTED if row.cancelled else None),
    Column("kind", "类型", "text", lambda row: KINDS[row.session.kind], width=76),
    Column("trainer", "培训师", "text", lambda row: row.session.trainer, width=88,
           tip=lambda row: row.session.trainer),
    Column("hours", "课时", "number", lambda row: row.session.hours, width=52),
    Column("came", "到场", "text", lambda row: f"{row.came}/{row.expected}", order=lambda row: row.came, width=60),
    Column("marked", "考核", "text", lambda row: f"{row.marked} 人" if row.marked else "", width=56),
    Column("files", "证据", "text", lambda row: f"{row.files} 份" if row.files else "",
           tip=lambda row: "签到表扫描件、照片" if row.files else "还没有签到表或照片", width=52),
    Column("state", "状态", "chip", _session_state, tone=_session_tone, width=72),
)  # fmt: skip

PLANS = (
    Column("day", "计划日", "text", lambda row: day_text(row.plan.planned_on) if row.plan.planned_on else "未定",
           order=lambda row: (str(row.plan.planned_on or "9"), row.id), width=84),
    Column("topic", "主题", "text", lambda row: row.plan.topic, stretches=True, tip=lambda row: row.plan.topic),
    Column("kind", "类型", "text", lambda row: KINDS[row.plan.kind], width=76),
    Column("hours", "课时", "number", lambda row: row.plan.hours, width=52),
    Column("filed", "报送", "text", lambda row: row.filed, width=110),
    Column("state", "状态", "chip", lambda row: row.state, tone=lambda row: row.tone, width=86),
)  # fmt: skip


def _hours_look(row: Learner) -> Look | None:
    return WARNED if row.missing else GOOD if row.asked is not None else None


def _marks(row: Learner) -> str:
    return "、".join(show(one) for one in row.marks)


LEARNERS = (
    Column("number", "工号", "text", lambda row: row.person.staff_number, width=64),
    Column("name", "姓名", "text", lambda row: row.person.name, keys=lambda row: row.person.pinyin.split(), width=162),
    Column("team", "班组", "text", lambda row: row.team, width=88,
           order=lambda row: team_order(row.team)),
    Column("hours", "本月课时", "number", lambda row: row.hours, look=_hours_look, width=76),
    Column("asked", "应达", "number", lambda row: row.asked, width=54),
    Column("missing", "还差", "number", lambda row: row.missing or None, look=lambda _row: STRONG, width=54),
    Column("bar", "进度", "text", lambda row: row.hours, words=lambda _value: "", searched=False, width=92),
    Column("sessions", "到场", "number", lambda row: row.sessions, width=52),
    Column("absent", "缺席", "number", lambda row: row.absent or None, width=52),
    Column("marks", "成绩", "text", _marks, order=lambda row: max(row.marks, default=Decimal(-1)),
           tip=_marks, stretches=True),
)  # fmt: skip


def _step(kind: str) -> "Column":
    titles = {"induction": "岗前培训", "exam": "考试", "practice": "现场实习"}

    def words(row: Newcomer) -> str:
        one = next((part for part in row.steps if part.step.kind == kind), None)
        if one is None:
            return ""
        if kind == "exam":
            return f"{'无成绩' if one.mark is None else show(one.mark)} / {one.step.number} 分"
        return f"{one.days} / {one.step.number} 天" if one.signed else "未开始"

    def tip(row: Newcomer) -> str:
        one = next((part for part in row.steps if part.step.kind == kind), None)
        return f"签到 {one.signed} 天，{one.begun} 起" if one and one.begun else ""

    def look(row: Newcomer) -> Look | None:
        one = next((part for part in row.steps if part.step.kind == kind), None)
        return GOOD if one and one.done else None

    return Column(kind, titles[kind], "text", words, look=look, tip=tip, width=100 if kind == "exam" else 88)


def _access(row: Newcomer) -> str:
    if row.on_line:
        return "已上线，条件不全"
    return "还不能上岗" if row.missing else "可以上岗"


def _access_tone(row: Newcomer) -> Tone:
    return Tone.BAD if row.on_line else Tone.WARN if row.missing else Tone.GOOD


NEWCOMERS = (
    Column("name", "姓名", "text", lambda row: f"{row.person.staff_number} {row.person.name}",
           keys=lambda row: row.person.pinyin.split(), tip=lambda row: row.person.name, width=138),
    Column("since", "入职", "day", lambda row: row.since, width=88),
    _step("induction"),
    _step("exam"),
    _step("practice"),
    Column("missing", "还缺", "text", lambda row: "；".join(row.missing), stretches=True,
           tip=lambda row: "\n".join(row.missing)),
    Column("earliest", "最早上岗", "day", lambda row: row.earliest, width=88),
    Column("online", "登记上线", "day", lambda row: row.person.online_on, width=88),
    Column("state", "结论", "chip", _access, tone=_access_tone, width=128),
)  # fmt: skip
