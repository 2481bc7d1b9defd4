"""The four steps of a new project, each a widget over plain data."""

from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import Fault, Refused
from app.exchange.pasted_openings import Openings, read_openings
from app.exchange.pasted_people import read_people
from app.ledger import obligations, people, projects
from app.ledger.contracts import contract
from app.ledger.people import Newcomer
from app.library import scheme_ids
from app.periods import EXAMPLES, Term
from app.reader import iso_day
from app.scoring.load import rules_of
from app.scoring.scheme import Scheme
from app.workdays import read_calendar
from ui.kit.labels import label
from ui.kit.theme import scaled
from ui.workspace import Workspace

KEY = Qt.ItemDataRole.UserRole
ROW_OF_TWO = 52
KINDS = {"month": "按月", "quarter": "按季度", "year": "按年"}
NOBODY = 0  # the key of no project
FIELDS = {"staff_number": "工号", "online_on": "上线日期", "wage_fen": "月工资", "leader": "班长"}


@dataclass(slots=True)
class Setup:
    """What the steps gathered so far."""

    scheme: Scheme | None = None
    code: str = ""
    name: str = ""
    party_a: str = ""
    party_b: str = ""
    term: Term = field(default_factory=Term)
    openings: Openings = field(default_factory=Openings)
    newcomers: tuple[Newcomer, ...] = ()

    def create(self, workspace: Workspace) -> int:
        """Writes it all; the project's key."""
        if self.scheme is None:
            raise Refused([Fault("合同", "", "还没有选择")])
        before = len(workspace.undo.done)
        try:
            return self._write(workspace, self.scheme.id)
        except Refused:
            # Half a project would be in nobody's way but its own: the next try would find its number taken.
            while len(workspace.undo.done) > before:
                workspace.undo.undo()
            workspace.undo.undone.clear()
            raise

    def _write(self, workspace: Workspace, scheme: str) -> int:
        book = workspace.book
        made = projects.create(
            book, self.code, self.name, scheme, term=self.term, party_a=self.party_a, party_b=self.party_b
        )
        project = made.id
        if self.newcomers:
            people.add(book, project, self.newcomers)
        if self.openings.rows:
            since = self.term.first or workspace.today()
            projects.record_opening(book, project, list(self.openings.rows), self.openings.source, since=since)
        obligations.generate(book, project, read_calendar())
        return project


class Step(QWidget):
    """One step: it shows the setup when entered, and takes what was typed into it or refuses."""

    title, words = "", ""

    def enter(self, setup: Setup) -> None:
        """Shows what is known already."""

    def take(self, setup: Setup) -> None:
        """Takes what was typed; refused with every fault."""


class ContractStep(Step):
    """Which contract."""

    title = "选择合同"
    words = "每份合同的指标、分值、条款原文与读法都已录好；选定后仍可逐条查看。"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.list = QListWidget()
        shelf = workspace.book.shelf
        for name in scheme_ids(shelf):
            known = contract(shelf, name).newest
            rules = rules_of(known)
            item = QListWidgetItem(
                f"{known.title}\n{KINDS[known.kind]}考核，{len(rules.indicators)} 项指标，版本 {known.version}"
            )
            item.setData(KEY, known)
            item.setSizeHint(QSize(0, scaled(ROW_OF_TWO)))
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.setFocusProxy(self.list)
        _column(self).addWidget(self.list)

    def take(self, setup: Setup) -> None:
        """The chosen contract."""
        item = self.list.currentItem()
        if item is None:
            raise Refused([Fault("合同", "", "请选择一份合同")])
        setup.scheme = item.data(KEY)


class PartiesStep(Step):
    """Who with whom, from when to when."""

    title = "双方与期限"
    words = "编号用于表单编号与命令行，取两三个字母即可；期限默认为合同所写。"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._given: dict[QLineEdit, str] = {}
        self.code, self.name, self.party_a, self.party_b = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.first, self.last = QLineEdit(), QLineEdit()
        self.setFocusProxy(self.code)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        rows = (("项目编号", self.code), ("项目名称", self.name), ("甲方", self.party_a), ("乙方", self.party_b))
        for words, line in (*rows, ("服务开始", self.first), ("服务结束", self.last)):
            form.addRow(words, line)
        self.first.setPlaceholderText("如 2025-07-19")
        self.last.setPlaceholderText("如 2026-07-18；没有约定可留空")

    def enter(self, setup: Setup) -> None:
        """The contract's own title and term, unless something was typed."""
        if setup.scheme:
            self._give(self.name, setup.scheme.title[:40])
            self._give(self.code, "".join(word[:1] for word in setup.scheme.id.split("-")).upper() or "P")
            for line, day in ((self.first, setup.scheme.term.first), (self.last, setup.scheme.term.last)):
                self._give(line, str(day or ""))

    def _give(self, line: QLineEdit, text: str) -> None:
        """Another contract replaces what this one gave, never what was typed."""
        if line.text() in ("", self._given.get(line, "")):
            line.setText(text)
            self._given[line] = text

    def take(self, setup: Setup) -> None:
        """Everything but the parties must be there."""
        faults = [
            Fault(name, "", "不能为空")
            for name, line in (("项目编号", self.code), ("项目名称", self.name))
            if not line.text().strip()
        ]
        days: list[date | None] = []
        for name, line in (("服务开始", self.first), ("服务结束", self.last)):
            text = line.text().strip()
            days.append(iso_day(text) if text else None)
            if text and days[-1] is None:
                faults.append(Fault(name, text, "应为日期，如 2025-07-19"))
        if days[0] and days[1] and days[1] < days[0]:
            faults.append(Fault("服务结束", str(days[1]), "早于服务开始"))
        code = self.code.text().strip()
        faults += [
            Fault("项目编号", code, f"已用于“{one.name}”") for one in self._workspace.projects if one.code == code
        ]
        if faults:
            raise Refused(faults)
        setup.code, setup.name = code, self.name.text().strip()
        setup.party_a, setup.party_b = self.party_a.text().strip(), self.party_b.text().strip()
        setup.term = Term(days[0], days[1])


class BeforeStep(Step):
    """What happened before this store: earlier scores and ranks, where the floor starts in mid-term."""

    title = "此前的情况"
    words = (
        "中途启用的，把以前各期的得分、排名等粘贴进来（第一行为标题）；只作历史，不会产生任何扣分。新开始的直接下一步。"
    )

    def __init__(self) -> None:
        super().__init__()
        self.source, self.paste = QLineEdit("以前的考核表"), QPlainTextEdit()
        self.hint = label("", "small")
        self.paste.setTabChangesFocus(True)
        self.setFocusProxy(self.paste)
        column = _column(self)
        for widget in (self.hint, self.paste, label("依据", "muted"), self.source):
            column.addWidget(widget)

    def enter(self, setup: Setup) -> None:
        """Which columns this contract remembers."""
        if setup.scheme:
            names = list(Openings.columns(setup.scheme).values())
            self.hint.setText("可用的列：" + "、".join(names))
            self.paste.setPlaceholderText(f"如：\n{names[0]}\t{names[1]}\n{EXAMPLES[setup.scheme.kind]}\t…")

    def take(self, setup: Setup) -> None:
        """The rows, checked."""
        setup.openings = Openings()
        if self.paste.toPlainText().strip() and setup.scheme:
            found = read_openings(self.paste.toPlainText(), setup.scheme, self.source.text())
            if found.faults:
                raise Refused(found.faults)
            setup.openings = found


class PeopleStep(Step):
    """People, pasted from a table."""

    title = "人员"
    words = "从表格中连同标题行复制后粘贴：工号、姓名、班组、入职日期、上线日期、岗位、月工资、班长。也可以以后再加。"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._book = workspace.book
        self.paste, self.found = QPlainTextEdit(), label("", "small")
        self.sure = QCheckBox("名单中没有写入职日期的，一律按服务开始之日")
        self.sure.setChecked(True)
        self.paste.setTabChangesFocus(True)
        self.paste.setPlaceholderText("在 Excel 或 WPS 中选中名单（连同标题行），复制后在这里按 Ctrl+V")
        self.setFocusProxy(self.paste)
        column = _column(self)
        for widget in (self.paste, self.found, self.sure):
            column.addWidget(widget)
        self.paste.textChanged.connect(self._count)

    def _count(self) -> None:
        text = self.paste.toPlainText()
        found = read_people(text, date(2025, 1, 1))
        told = f"认出 {len(found.people)} 人" + (f"，{len(found.faults)} 处有误" if found.faults else "")
        told += f"；未用的列：{'、'.join(found.unknown)}" if found.unknown else ""
        self.found.setText(told if text.strip() else "")

    def take(self, setup: Setup) -> None:
        """The people, all or none."""
        setup.newcomers = ()
        if not self.paste.toPlainText().strip():
            return
        usual = setup.term.first if self.sure.isChecked() and setup.term.first else date.today()
        found = read_people(self.paste.toPlainText(), usual)
        faults = found.faults or self._wrong(found.people)
        if faults:
            raise Refused(faults)
        setup.newcomers = found.people

    def _wrong(self, newcomers: tuple[Newcomer, ...]) -> tuple[Fault, ...]:
        """What the ledger would refuse, said before anything is written: no project has these people yet."""
        found = people.newcomer_faults(self._book, NOBODY, list(enumerate(newcomers)))
        told: list[Fault] = []
        for one in found:
            at, _, field_key = one.path[1:].partition("]")
            words = f"第 {at} 人 {newcomers[int(at) - 1].name} {FIELDS.get(field_key[1:], '')}".rstrip()
            told.append(Fault(words, one.value, one.reason))
        return tuple(told)


def _column(step: Step) -> QVBoxLayout:
    """A step stands in line with its title."""
    column = QVBoxLayout(step)
    column.setContentsMargins(0, 0, 0, 0)
    return column
