"""At the right of somebody's items: the three figures side by side, the light, what is proposed, the slip."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ledger.conduct_months import CONFIRMED, DECLINED, Slip
from app.ledger.conduct_sheet import Proposal, Row, Sheet
from app.ledger.conduct_why import decided
from ui.kit.buttons import Button
from ui.kit.chip import Chip
from ui.kit.figure import Figure
from ui.kit.labels import RichLabel, label
from ui.kit.theme import Text, Tone, scaled
from ui.pages.fines.lines import LIGHTS, TONES, slip_words
from ui.pages.fines.words import money

STEPS = {
    "give": ("送达…", "考核单交给本人"),
    "sign": ("签收…", "本人签收"),
    "appeal": ("申诉…", "本人提出申诉"),
    "answer": ("答复申诉…", "申诉的处理结果"),
}


class PersonCard(QScrollArea):
    """Shows a row; whoever owns it asks and writes."""

    figure_asked = Signal(str)  # limit, light, deducted, net
    decision_requested = Signal(str, str)  # consequence, outcome
    deduction_requested = Signal()
    deduction_back_requested = Signal()
    adjustment_requested = Signal()
    step_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.taken, self.limit, self.deducted = (Figure("", "", Text.FIGURE, True) for _ in range(3))
        self.unknown = label("", "warn")
        self.light, self.advice = Chip(pressable=True), RichLabel("", "muted")
        self.told = RichLabel("", "muted")
        self.deduct, self.undeduct = Button("登记实扣…"), Button("作废最近一笔", "quiet")
        self.adjust = Button("登记更正…")
        self.steps = {name: Button(words) for name, (words, _) in STEPS.items()}
        self._proposals = QVBoxLayout()
        self._made: list[QWidget] = []
        self.buttons: dict[tuple[str, str], Button] = {}
        self._lay_out()
        self._connect()

    @property
    def deeds(self) -> tuple[Button, ...]:
        """What can be done for a person; whoever shows the card finds room for them."""
        return self.deduct, *self.steps.values(), self.adjust

    # --- what it shows

    def show_row(self, sheet: Sheet, row: Row) -> None:
        """Somebody's month."""
        case, law, light = row.case, sheet.law, row.light
        over = case.limit is not None and case.taken > case.limit
        self.taken.show_value(money(case.taken), "元", Tone.BAD if over else Tone.NEUTRAL)
        known = case.limit is not None
        self.limit.show_value(money(case.limit or 0) if known else "—", "元" if known else "")
        self.unknown.setText("" if known else law.unknown)
        self.unknown.setVisible(not known)
        self.deducted.show_value(money(case.deducted), "元")
        tone = TONES.get(light.tone, Tone.GOOD)
        self.light.say(f"法律提示　{LIGHTS.get(light.tone, '绿')}", tone)
        titles = "、".join(one.title for one in light.hits)
        self.advice.say(f"{law.tones[light.tone].words}{'：' + titles if titles else ''}")
        self.undeduct.setVisible(bool(row.deductions))
        self.adjust.setVisible(sheet.locked)
        self._show_slip(row.slip)
        self._show_proposals(row)

    def _show_slip(self, slip: Slip | None) -> None:
        self.told.say(told_of(slip))
        offered = steps_of(slip)
        for name, button in self.steps.items():
            button.setVisible(name in offered)

    def _show_proposals(self, row: Row) -> None:
        before = [name for name, button in self.buttons.items() if button.hasFocus()]
        for old in self._made:
            self._proposals.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._made, self.buttons = [], {}
        for one in row.proposals:
            made = self._proposal(row, one)
            self._proposals.addWidget(made)
            self._made.append(made)
        for name in before:
            if name in self.buttons:
                self.buttons[name].setFocus()

    def _proposal(self, row: Row, one: Proposal) -> QWidget:
        made, told = QWidget(), RichLabel(f"**{one.name}**　{decided(row, one.id)}")
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(scaled(6))
        line.addWidget(told, 1)
        for outcome, words in ((CONFIRMED, "确认…"), (DECLINED, "不作此处理…")):
            if one.decision is None or one.decision.outcome != outcome:
                button = Button(words)
                button.setProperty("decides", f"{one.id}|{outcome}")
                button.clicked.connect(self._decided)
                line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
                self.buttons[one.id, outcome] = button
        return made

    # --- what is pressed

    def _connect(self) -> None:
        for name, figure in (("taken", self.taken), ("limit", self.limit), ("deducted", self.deducted)):
            figure.setObjectName(name)
            figure.activated.connect(self._figure)
        self.light.activated.connect(self._light)
        self.deduct.clicked.connect(self._deduct)
        self.undeduct.clicked.connect(self._undeduct)
        self.adjust.clicked.connect(self._adjust)
        for name, button in self.steps.items():
            button.setObjectName(name)
            button.setToolTip(STEPS[name][1])
            button.clicked.connect(self._stepped)
        self.deduct.setToolTip("真正从工资里扣了多少、哪一天（Ctrl+D）")

    def _figure(self, _key: object = None) -> None:
        self.figure_asked.emit(self.sender().objectName())

    def _light(self, _key: object = None) -> None:
        self.figure_asked.emit("light")

    def _deduct(self) -> None:
        self.deduction_requested.emit()

    def _undeduct(self) -> None:
        self.deduction_back_requested.emit()

    def _adjust(self) -> None:
        self.adjustment_requested.emit()

    def _stepped(self) -> None:
        self.step_requested.emit(self.sender().objectName())

    def _decided(self) -> None:
        name, _, outcome = str(self.sender().property("decides")).partition("|")
        self.decision_requested.emit(name, outcome)

    # --- how it looks

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(scaled(2), 0, scaled(8), 0)
        column.setSpacing(scaled(6))
        column.addLayout(self._figures())
        light = QHBoxLayout()
        light.setSpacing(scaled(8))
        light.addWidget(self.light, 0, Qt.AlignmentFlag.AlignTop)
        light.addWidget(self.advice, 1)
        column.addLayout(light)
        column.addLayout(self._proposals)
        column.addWidget(self.told)
        column.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(scaled(18))
        grid.setVerticalSpacing(scaled(2))
        names = ("制度金额", "可执行上限参考", "本月已扣累计")
        for at, (name, figure) in enumerate(zip(names, (self.taken, self.limit, self.deducted), strict=True)):
            grid.addWidget(label(name, "muted"), 0, at)
            grid.addWidget(figure, 1, at)
            grid.setColumnStretch(at, 1)
        grid.addWidget(self.unknown, 2, 1)
        grid.addWidget(self.undeduct, 2, 2, Qt.AlignmentFlag.AlignLeft)
        return grid


def steps_of(slip: Slip | None) -> tuple[str, ...]:
    """What can come next."""
    if slip is None:
        return ("give",)
    if slip.appealed_on:
        return () if slip.outcome else ("answer",)
    return ("appeal",) if slip.acknowledged_on else ("sign", "appeal")


def told_of(slip: Slip | None) -> str:
    """The slip's way so far."""
    if slip is None:
        return f"考核单：{slip_words(slip)}"
    told = [f"{slip.given_on} 送达"]
    told += [f"{slip.acknowledged_on} 签收"] if slip.acknowledged_on else []
    told += [f"{slip.appealed_on} 申诉：{slip.appeal}"] if slip.appealed_on else []
    told += [f"结果：{slip.outcome}"] if slip.outcome else []
    return f"考核单：{'；'.join(told)}"
