"""The cards of figures and lists: score, money, tasks, alerts, chances. Each shows one part of the overview."""

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.capitals import capitals
from app.exact import show
from app.ledger.overview import Overview, cheapest
from app.ledger.why import amount_of, points_of
from app.scoring.assess import Assessment
from app.scoring.indicator import Line
from app.scoring.what_if import Chance, chances_of
from ui.kit.bar import Bar, Marker
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.figure import Figure
from ui.kit.labels import label
from ui.kit.number_text import money
from ui.kit.rows import ClickRow
from ui.pages.overview.part import Part
from ui.pages.overview.words import deduction_words, drawn, money_aside, outdated_words, task_chip, task_words


class ScoreCard(Card):
    """The live score on its scale, with the lines where money is lost; or what the month loses in yuan."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__("本期得分")
        self._figure, self._bar, self._note = Figure(pressable=True), Bar(), label("", "small")
        self._figure.setToolTip("为什么是这个数")
        for widget in (self._figure, self._bar, self._note):
            self.add(widget)
        self.body.addStretch(1)
        self._figure.activated.connect(self._ask)

    def _ask(self, _key: object) -> None:
        self.asked.emit()

    def show_overview(self, found: Overview) -> None:
        """The score and where it stands."""
        assessment = found.found.assessment
        self._bar.setVisible(assessment.score is not None)
        if assessment.score is None:
            self.set_title("本期扣款")
            self.set_aside(f"{len([line for line in assessment.lines if line.fen])} 项有扣款")
            self._figure.show_value(money(assessment.fen), "元")
        else:
            self.set_title("本期得分")
            self.set_aside(f"满分 {show(assessment.rules.full or 100)}")
            self._figure.show_value(show(assessment.score), "分")
            edges = assessment.rules.settling.deduction.edges() if assessment.rules.settling else ()
            marks = [Marker(drawn(edge.score), show(edge.score)) for edge in edges]
            score, full = drawn(assessment.score), drawn(assessment.rules.full or 100)
            self._bar.show_value(score, max(full, score), marks)
        done, total = found.filled
        grade = f"{assessment.grade}　" if assessment.grade else ""
        self._note.setText(
            f"{grade}{done}/{total} 项已录入" + ("" if done == total else self._gaps(assessment.score is None))
        )

    def _gaps(self, in_money: bool) -> str:
        return "，缺项暂不扣款" if in_money else "，缺项暂按满分计"


class MoneyCard(Card):
    """What the period pays, in figures and in capitals."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__("本期结算")
        self._figure = Figure(pressable=True)
        self._parts, self._capitals = label("", "small"), label("", "small")
        self._figure.setToolTip("为什么是这个数")
        for widget in (self._figure, self._parts, self._capitals):
            self.add(widget)
        for one in (self._parts, self._capitals):
            one.setWordWrap(True)
        self.body.addStretch(1)
        self._figure.activated.connect(self._ask)

    def _ask(self, _key: object) -> None:
        self.asked.emit()

    def show_overview(self, found: Overview) -> None:
        """Payable, what is taken off, what is still open."""
        settlement = found.found.assessment.settlement
        payable = settlement.payable if settlement else None
        self.set_aside(money_aside(found))
        if payable is None:
            self._figure.show_value("另行约定" if settlement is None else "季末结算")
        else:
            self._figure.show_value(money(payable), "元")
        self._parts.setText(deduction_words(found.found.assessment))
        self._capitals.setText("" if payable is None else capitals(payable))


class ListCard(Part):
    """A card of rows that are made anew."""

    def show_rows(self, rows: Iterable[QWidget], empty: str = "", note: str = "") -> None:
        """Other rows; `empty` where there are none, `note` under them."""
        while (item := self.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        made = list(rows)
        for row in made:
            self.add(row)
        words = note if made else empty
        if words:
            said = label(words, "small")
            said.setWordWrap(True)
            self.add(said)
        self.body.addStretch(1)


class TasksCard(ListCard):
    """What must be done: past due without proof first, then what comes in the next two weeks."""

    duties_requested = Signal()
    MOST = 3

    def show_overview(self, found: Overview) -> None:
        """The first few, and how many there are."""
        if not self.is_news(found.tasks):
            return
        self.set_aside(str(len(found.tasks)) if found.tasks else "")
        rows: list[QWidget] = []
        for task in found.tasks[: self.MOST]:
            row = ClickRow(Chip(*task_chip(task)), task.name, "", key=task.id)
            row.activated.connect(self._open)
            row.setToolTip(task_words(task))
            rows.append(row)
        more = len(found.tasks) - len(rows)
        self.show_rows(rows, "近两周没有到期的义务。", f"另有 {more} 项" if more else "")

    def _open(self, _key: object) -> None:
        self.duties_requested.emit()


class AlertsCard(ListCard):
    """What the contract lets the client do, each with its clause; and overrides that need another look."""

    def show_overview(self, found: Overview) -> None:
        """Every alert raised now."""
        alerts = found.found.assessment.alerts
        told = [(one.alert.clause, one.text, one.alert.words) for one in alerts]
        told += [("改写", outdated_words(found, path), "") for path in found.found.collected.outdated]
        if not self.is_news(told):
            return
        self.set_aside(str(len(told)) if told else "")
        rows: list[QWidget] = []
        for clause, text, words in told[:3]:
            row = ClickRow(Chip(clause, "warn"), text, "")
            row.set_pressable(False)
            row.setToolTip(f"{text}\n{words}" if words else text)
            rows.append(row)
        self.show_rows(rows, "没有触发合同的警示条款。")


class ChancesCard(ListCard):
    """The cheapest improvements, from the what-if functions."""

    line_asked = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._assessment: Assessment | None = None
        self._lacking = 0
        self._left: list[Line] = []
        self._found: list[Chance] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._one_line)

    def show_overview(self, found: Overview) -> None:
        """Works them out line by line between two events: a long contract must not hold up typing."""
        self._assessment, self._lacking = found.found.assessment, len(found.gaps)
        self._left, self._found = list(self._assessment.lines), []
        self._timer.start()

    def _one_line(self) -> None:
        if self._left and self._assessment is not None:
            self._found += chances_of(self._assessment, self._left.pop())
        else:
            self._timer.stop()
            self._show(cheapest(self._found))

    def _show(self, found: Iterable[Chance]) -> None:
        told = [_chance(one) for one in found]
        if not self.is_news((told, self._lacking)):
            return
        rows: list[QWidget] = []
        for key, words, worth, paid, moved in told:
            row = ClickRow(words, "", label(worth, "good"), label(paid, "muted"), key=key)
            row.setToolTip(moved)
            row.activated.connect(self._ask)
            rows.append(row)
        full = f"先录入还缺的 {self._lacking} 项。" if self._lacking else "已录入的各项都到顶了。"
        self.show_rows(rows, full, "按现方案试算；点一行到“指标”中看。")

    def _ask(self, key: object) -> None:
        self.line_asked.emit(str(key))


def _chance(chance: Chance) -> tuple[str, str, str, str, str]:
    """An improvement in words: its indicator, what to do, what it is worth in points and in money, the whole move."""
    name = chance.line.indicator.name
    worth = f"{points_of(chance)} 分" if chance.points else ""
    paid = f"{money(chance.fen)} 元" if chance.fen else ""
    return chance.line.indicator.id, f"{name} **{amount_of(chance)}**", worth, paid, f"{name}：{chance.move.words}"
