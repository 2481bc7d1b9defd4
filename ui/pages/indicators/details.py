"""What more there is to say of a row: source, vendor's figure, waiver, evidence, the words, readings, who typed."""

from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.ledger import attachments
from app.ledger.change import Changed
from app.ledger.inputs import FLAG
from ui.kit.buttons import Button
from ui.kit.chip import Chip
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.messages import FieldError
from ui.kit.number_text import Format, Wrong, exact, parsed
from ui.kit.switches import Switch
from ui.kit.theme import scaled
from ui.pages.indicators.about import About, about_of
from ui.pages.indicators.cells import Cell, block_of
from ui.pages.indicators.clerk import Clerk
from ui.pages.indicators.entry import Entry, entry_of
from ui.pages.indicators.files import open_file
from ui.pages.indicators.sheet import Sheet
from ui.workspace import Workspace

Key = Qt.Key
EDGE = 26


class WordField(QLineEdit):
    """A line of words: Enter or leaving it stores, Escape takes back; what was refused stays."""

    given = Signal(str)

    def __init__(self, hint: str, name: str) -> None:
        super().__init__()
        self._stored = ""
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.editingFinished.connect(self.commit)

    def show_words(self, words: str) -> None:
        """Other words; what is being typed stays."""
        if not self.isModified() or self.text() == words:
            self.setText(words)
            self.setCursorPosition(0)
            self.setModified(False)
        self._stored = words

    @property
    def stored(self) -> str:
        """What stood here before somebody typed."""
        return self._stored

    def revert(self) -> None:
        """What was typed is taken back."""
        self.setModified(False)
        self.show_words(self._stored)

    def commit(self) -> None:
        """Hands over what was typed."""
        if self.isModified() and self.text().strip() != self._stored:
            self.given.emit(self.text().strip())
        elif self.isModified():
            self.setModified(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape and self.isModified():
            self.revert()
        else:
            super().keyPressEvent(event)


class Details(QWidget):
    """The part of a row that is opened on demand."""

    days_requested = Signal(str)
    height_changed = Signal()
    left = Signal(str)  # the indicator: Escape goes back to its fields

    def __init__(self, workspace: Workspace, clerk: Clerk, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._clerk = workspace, clerk
        self._indicator, self._opinion, self._sheet = "", "", None
        self._about: About | None = None
        self.source = WordField("如：话务日报 12月1–31日.xlsx", "来源")
        self.vendor = WordField("仅对照，不计分", "厂商口径")
        self.waived = WordField("不可抗力等，写明理由即免予考核", "免予考核的理由")
        self._apart, self._error = label("", "small"), FieldError()
        self._optional = Switch("本期不适用")
        self._files, self._add = QWidget(), Button("添加文件…", "quiet", "paperclip")
        self._by_day = Button("按日录入…", "quiet", "calendar-grid")
        self._clause, self._words = label("", "small"), RichLabel("", "quote")
        self._readings, self._who = RichLabel("", "line"), RichLabel("", "line")
        self._readings_head, self._who_head = label("影响结果的读法", "small"), label("谁录入的", "small")
        self._build()
        self._connect()

    def _build(self) -> None:
        whole = QHBoxLayout(self)
        whole.setContentsMargins(scaled(EDGE), scaled(6), scaled(16), scaled(12))
        whole.setSpacing(scaled(28))
        whole.addLayout(self._form(), 5)
        whole.addLayout(self._reading(), 6)

    def _form(self) -> QVBoxLayout:
        grid, column, buttons = QGridLayout(), QVBoxLayout(), QHBoxLayout()
        grid.setHorizontalSpacing(scaled(10))
        grid.setVerticalSpacing(scaled(5))
        self.vendor.setMaximumWidth(scaled(130))
        rows = (
            ("来源", (self.source,)),
            ("厂商口径", (self.vendor, self._apart)),
            ("免予考核", (self.waived, self._optional)),
            ("证据", (self._files,)),
        )
        for at, (name, parts) in enumerate(rows):
            grid.addWidget(label(name, "small"), at, 0)
            grid.addLayout(_beside(parts), at, 1)
        grid.setColumnStretch(1, 1)
        for one in (self._add, self._by_day):
            buttons.addWidget(one)
        buttons.addStretch(1)
        column.setSpacing(scaled(2))
        column.addLayout(grid)
        column.addWidget(self._error)
        column.addLayout(buttons)
        column.addStretch(1)
        self._shelf = QVBoxLayout(self._files)
        self._shelf.setContentsMargins(0, scaled(2), 0, 0)
        self._shelf.setSpacing(scaled(3))
        return column

    def _reading(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(scaled(3))
        for part in (self._clause, self._words, self._readings_head, self._readings, self._who_head, self._who):
            column.addWidget(part)
        column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        return column

    def _connect(self) -> None:
        self.source.given.connect(self._source_given)
        self.vendor.given.connect(self._vendor_given)
        self.waived.given.connect(self._waived_given)
        self._optional.clicked.connect(self._optional_clicked)
        self._add.clicked.connect(self._add_file)
        self._by_day.clicked.connect(self._days_asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Key.Key_Escape:
            self.left.emit(self._indicator)
        else:
            super().keyPressEvent(event)

    # --- what it shows

    def show_indicator(self, sheet: Sheet, indicator: str, opinion: str, locked: bool) -> None:
        """Another indicator, or the same one after a change."""
        self._sheet, self._indicator, self._opinion = sheet, indicator, opinion
        about = self._about = about_of(self._workspace.book, sheet, indicator, opinion)
        self.source.show_words(about.source)
        self.vendor.show_words("" if about.vendor is None else exact(about.vendor))
        self._apart.setText(about.apart)
        self.waived.show_words(self._aside("waived").text)
        optional = [one for one in sheet.inputs[indicator].fields if one.path == "not_applicable"]
        show_if(self._optional, bool(optional))
        self._optional.setChecked(bool(optional) and self._aside("not_applicable").text == "true")
        self._clause.setText(f"条款 {about.clause}")
        self._words.say(about.words)
        self._show_lines(self._readings_head, self._readings, about.readings)
        self._show_lines(self._who_head, self._who, about.who)
        self._show_files(about)
        self._lock(sheet, locked, about)

    def _lock(self, sheet: Sheet, locked: bool, about: About) -> None:
        for one in (self.source, self.vendor):
            one.setReadOnly(locked or not about.typed)
            one.setToolTip("" if about.typed else "先录入数值，再写来源")
        self.waived.setReadOnly(locked)
        self._optional.setEnabled(not locked)
        self._add.setEnabled(bool(about.typed))
        self._add.setToolTip("" if about.typed else "先录入数值，再附证据")
        inputs = sheet.inputs[self._indicator]
        show_if(self._by_day, inputs.countable or inputs.days is not None)

    def _show_lines(self, head: QWidget, said: RichLabel, lines: tuple[str, ...]) -> None:
        said.say("\n".join(lines))
        for part in (head, said):
            show_if(part, bool(lines))

    def _show_files(self, about: About) -> None:
        while (item := self._shelf.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for one in about.files:
            chip = Chip(f"{one.name}　{_size(one.size)}", "accent", one.id, True, self._files)
            chip.setToolTip("打开")
            chip.activated.connect(self._open_file)
            self._shelf.addWidget(chip)
        if not about.files:
            self._shelf.addWidget(label("还没有证据文件", "small"))

    def _aside(self, path: str) -> Cell:
        assert self._sheet is not None
        block = block_of(self._sheet, self._indicator, self._opinion)
        return next(one for one in block.asides if one.field.path == path)

    # --- what is typed

    def _source_given(self, words: str) -> None:
        self._rewrite(source=words)

    def _vendor_given(self, words: str) -> None:
        found = parsed(words, Format(6, Decimal(0), None, "%"))
        if isinstance(found, Wrong):
            self._error.say("厂商口径：请输入数字")
            self.height_changed.emit()
            return
        self._rewrite(vendor=exact(found))

    def _rewrite(self, source: str | None = None, vendor: str | None = None) -> None:
        """The same values again, with another source or another figure to compare with."""
        about = self._about
        if about is None or not about.typed:
            return
        kept = "" if about.vendor is None else exact(about.vendor)
        self._store(
            Entry(
                self._indicator,
                self._opinion,
                about.typed,
                about.reason,
                about.source if source is None else source,
                kept if vendor is None else vendor,
            )
        )

    def _waived_given(self, words: str) -> None:
        self._store(Entry(self._indicator, self._opinion, {"waived": words or None}))

    def _optional_clicked(self) -> None:
        assert self._sheet is not None
        cell = self._aside("not_applicable")
        assert cell.field.kind == FLAG
        self._store(entry_of(self._sheet, {}, {cell: True if self._optional.isChecked() else None}))

    def _store(self, entry: Entry) -> None:
        taken = self._clerk.write(entry)
        refused = self._clerk.refusal
        self._error.say("" if taken or refused is None else "；".join(one.reason for one in refused.faults))
        if taken:
            for one in (self.source, self.vendor, self.waived):
                one.setModified(False)
        self.height_changed.emit()

    # --- files

    def _add_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选择证据文件")
        if name:
            self.attach(Path(name))

    def attach(self, file: Path) -> None:
        """Puts a file beside the value that was typed first."""
        about, owner, book = self._about, self._workspace.project, self._workspace.book
        if about is None or owner is None or not about.rows:
            return
        project, row = owner.id, about.rows[0]

        def write() -> Changed:
            return attachments.attach(book, project, "kpi_value", row, file.name, file.read_bytes())

        try:
            taken = self._workspace.commit(write)
        except OSError as error:
            self._error.say(f"文件读不出来：{error.strerror or error}")
        else:
            refused = self._clerk.refusal
            self._error.say("" if taken or refused is None else "；".join(one.reason for one in refused.faults))
        self.height_changed.emit()

    def _open_file(self, key: object) -> None:
        url = open_file(self._workspace.book, int(str(key)), self._about.files if self._about else ())
        if url is not None:
            QDesktopServices.openUrl(url)

    def _days_asked(self) -> None:
        self.days_requested.emit(self._indicator)


def _beside(parts: tuple[QWidget, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(scaled(10))
    for one in parts:
        row.addWidget(one, 0 if isinstance(one, Switch) else 1)
    return row


def _size(size: int) -> str:
    return f"{size // 1024} KB" if size >= 1024 else f"{size} 字节"
