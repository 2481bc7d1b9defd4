"""The month's plan and sessions with what they prove, and the chosen session beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ledger.training_month import Held, TrainingMonth
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.labels import RichLabel, show_if
from ui.kit.tables.model import TableModel
from ui.kit.tables.view import TableView
from ui.kit.theme import scaled
from ui.pages.obligations.duty import Duty
from ui.pages.training.columns import PLANS, SESSIONS
from ui.pages.training.detail import Detail
from ui.pages.training.lines import PlanLine


class Lines(TableView):
    """F2 and Delete are for the page, on the row where the keyboard is."""

    amending = Signal()
    removing = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.amending.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removing.emit()
        else:
            super().keyPressEvent(event)


class SessionsView(QWidget):
    """Knows no ledger: shows a month, says what is wanted."""

    plan_asked = Signal(str)  # add, file, unfile
    plan_opened = Signal(object)  # a line of the plan: to be held
    session_asked = Signal(str)  # new
    why_asked = Signal(str)  # an indicator
    duties_asked = Signal()
    session_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan_model, self.model = TableModel(PLANS), TableModel(SESSIONS)
        self.plans, self.table, self.detail = Lines(), Lines(), Detail()
        self.plan_card, self.card, self.proof_card = Card("本月计划"), Card("培训场次"), Card("本月培训证明什么")
        self.proofs = RichLabel("", "line")
        self.add_plan, self.file = Button("加一项", "quiet", "plus"), Button("登记报送", "quiet", "check")
        self.unfile, self.hold = Button("撤销报送", "quiet"), Button("登记举办", "quiet")
        self.print_plan = Button("培训计划表", "quiet", "printer")
        self.new, self.duties = Button("新增场次", "primary", "plus"), Button("去义务页", "quiet")
        self._lay_out()
        self._connect()

    def show_month(self, found: TrainingMonth, lines: Sequence[PlanLine], locked: bool) -> None:
        """The month's rows; nothing can be changed where the period is signed."""
        self.plan_model.set_rows(lines)
        self.model.set_rows(found.sessions)
        filed = [one.filed_on for one in found.plans if one.filed_on]
        self.plan_card.set_aside(f"{max(filed)} 已报送" if filed else "还没有报送" if found.plans else "")
        held = sum(not one.cancelled for one in found.sessions)
        self.card.set_aside(f"已举办 {held} 场" if held else "")
        for button in (self.add_plan, self.new, self.file, self.unfile, self.hold):
            button.setEnabled(not locked)
        show_if(self.file, bool(found.plans) and len(filed) < len(found.plans))
        show_if(self.unfile, bool(filed))
        show_if(self.hold, bool(found.plans))
        for view, rows in ((self.table, found.sessions), (self.plans, lines)):
            if view.current_row() is None and rows:
                view.go_to_key(rows[-1].id if view is self.table else rows[0].id)

    def say_empty(self, duties: Sequence[Duty], locked: bool) -> None:
        """What belongs here; the duty is named where the contract has one."""
        asked = "；".join(one.rule.words for one in duties[:1])
        words = asked[:60] + "…" if len(asked) > 60 else asked
        self.plans.say_when_empty("calendar-grid", "这个月还没有培训计划", words, "" if locked else "加一项计划")
        told = "办一场登记一场：谁讲、几课时、谁到了；签到表扫描件附在旁边。"
        self.table.say_when_empty("cap", "这个月还没有培训", told, "" if locked else "新增场次")

    def chosen(self) -> Held | None:
        """The session where the keyboard is."""
        found = self.table.current_row()
        return found if isinstance(found, Held) else None

    def chosen_plan(self) -> PlanLine | None:
        """The line of the plan where the keyboard is."""
        found = self.plans.current_row()
        return found if isinstance(found, PlanLine) else None

    def _lay_out(self) -> None:
        for view, model, name in ((self.plans, self.plan_model, "本月计划"), (self.table, self.model, "培训场次")):
            view.setModel(model)
            view.setAccessibleName(name)
        for part in (self.print_plan, self.unfile, self.file, self.hold, self.add_plan):
            self.plan_card.header.addWidget(part)
        self.card.header.addWidget(self.new)
        self.proof_card.header.addWidget(self.duties)
        self.plan_card.add(self.plans, 1)
        self.card.add(self.table, 1)
        self.proof_card.add(self.proofs)
        self.new.setToolTip("新增场次（Ctrl+N）")
        self.hold.setToolTip("把选中的计划登记为一场培训（Enter）")
        self.add_plan.setToolTip("加一项计划（Ctrl+Shift+N）")
        left, row = QVBoxLayout(), QHBoxLayout(self)
        left.setSpacing(scaled(10))
        left.addWidget(self.plan_card, 5)
        left.addWidget(self.card, 7)
        left.addWidget(self.proof_card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        row.addLayout(left, 1)
        self.detail.setFixedWidth(scaled(366))
        row.addWidget(self.detail)

    def _connect(self) -> None:
        self.table.row_selected.connect(self.session_chosen)
        self.plans.row_activated.connect(self.plan_opened)
        self.plans.first_step_requested.connect(self._add_plan)
        self.table.first_step_requested.connect(self._new)
        self.proofs.linkActivated.connect(self._follow)
        for button, slot in (
            (self.add_plan, self._add_plan), (self.file, self._file), (self.unfile, self._unfile),
            (self.hold, self._hold), (self.new, self._new), (self.duties, self._duties), (self.print_plan, self._print),
        ):  # fmt: skip
            button.clicked.connect(slot)

    def _add_plan(self) -> None:
        self.plan_asked.emit("add")

    def _file(self) -> None:
        self.plan_asked.emit("file")

    def _unfile(self) -> None:
        self.plan_asked.emit("unfile")

    def _print(self) -> None:
        self.plan_asked.emit("print")

    def _hold(self) -> None:
        found = self.chosen_plan()
        if found is not None:
            self.plan_opened.emit(found)

    def _new(self) -> None:
        self.session_asked.emit("new")

    def _duties(self) -> None:
        self.duties_asked.emit()

    def _follow(self, target: str) -> None:
        self.why_asked.emit(target.partition(":")[2])
