"""The one question before printing: which printer, which pages, how many."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.kit.buttons import Button
from ui.kit.labels import label
from ui.kit.messages import FieldError
from ui.kit.switches import Switch
from ui.kit.theme import scaled
from ui.pages.forms.printing import PrintWish

ALL, THIS, SOME = range(3)
WIDTH, MOST_COPIES = 420, 99


class PrintDialog(QDialog):
    """Nothing is printed in here; `wish` is what was chosen."""

    def __init__(self, parent: QWidget, title: str, printers: tuple[str, ...], initial: PrintWish, page: int) -> None:
        super().__init__(parent)
        self._pages, self._page, self._colour = initial.last, page, initial.colour
        self.setWindowTitle("打印")
        self.setMinimumWidth(scaled(WIDTH))
        self.printer, self.copies = QComboBox(), QSpinBox()
        self.span = QButtonGroup(self)
        self.pages = QLineEdit()
        self.colour, self.two_sided = Switch("彩色", initial.colour), Switch("双面", initial.two_sided)
        self.error = FieldError()
        self.go, self.back = Button("打印", "primary", "printer"), Button("取消")
        self.printer.addItems(list(printers))
        self.printer.setCurrentText(initial.printer)
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setValue(initial.copies)
        self._lay_out(title)
        self._connect()

    @property
    def wish(self) -> PrintWish | None:
        """What was chosen; None while the pages do not make sense."""
        span = self._span()
        if span is None:
            return None
        return PrintWish(
            self.printer.currentText(),
            *span,
            copies=self.copies.value(),
            colour=self.colour.isChecked(),
            two_sided=self.two_sided.isChecked(),
        )

    def _span(self) -> tuple[int, int] | None:
        if self.span.checkedId() == ALL:
            return 1, self._pages
        if self.span.checkedId() == THIS:
            return self._page, self._page
        return read_span(self.pages.text(), self._pages)

    def _say(self) -> None:
        wrong = self._span() is None
        self.error.say(f"请写第几页到第几页，如 1-{self._pages}；共 {self._pages} 页" if wrong else "")
        self.go.setEnabled(not wrong)
        # The window follows what it says; a line that is cut off helps nobody.
        self.adjustSize()

    def _typed(self) -> None:
        self.span.button(SOME).setChecked(True)
        self._say()

    def _lay_out(self, title: str) -> None:
        rows = QFormLayout()
        rows.setHorizontalSpacing(scaled(16))
        rows.setVerticalSpacing(scaled(12))
        rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.addRow(label("打印机", "muted"), self.printer)
        rows.addRow(label("页", "muted"), self._choices())
        rows.addRow("", self.error)
        copies = QHBoxLayout()
        copies.setSpacing(scaled(18))
        for one in (self.copies, self.two_sided, self.colour):
            copies.addWidget(one)
        copies.addStretch(1)
        rows.addRow(label("份数", "muted"), copies)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for one in (self.back, self.go):
            buttons.addWidget(one)
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(16))
        heading = label(title, "title")
        heading.setWordWrap(True)
        column.addWidget(heading)
        column.addLayout(rows)
        column.addLayout(buttons)

    def _choices(self) -> QWidget:
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        for key, words in ((ALL, f"全部 {self._pages} 页"), (THIS, f"当前第 {self._page} 页"), (SOME, "从—到")):
            button = QRadioButton(words)
            self.span.addButton(button, key)
            row.addWidget(button)
        self.span.button(ALL).setChecked(True)
        self.pages.setPlaceholderText(f"1-{self._pages}")
        self.pages.setFixedWidth(scaled(72))
        self.pages.setAccessibleName("从第几页到第几页")
        row.addWidget(self.pages)
        row.addStretch(1)
        if self._pages == 1:
            for key in (THIS, SOME):
                self.span.button(key).hide()
            self.pages.hide()
        return inside

    def _connect(self) -> None:
        self.span.idClicked.connect(self._chosen)
        self.pages.textEdited.connect(self._typed)
        self.go.clicked.connect(self.accept)
        self.back.clicked.connect(self.reject)

    def _chosen(self, key: int) -> None:
        if key == SOME:
            self.pages.setFocus()
        self._say()


def read_span(text: str, pages: int) -> tuple[int, int] | None:
    """`2-5`, `2—5`, `2` or `2-` as pages from 1; full-width figures count too."""
    cleaned = text.replace(" ", "").replace("　", "")
    for dash in "－—–~～至到":
        cleaned = cleaned.replace(dash, "-")
    first, dash, last = cleaned.partition("-")
    last = last or (str(pages) if dash else first)
    if not (first.isdecimal() and last.isdecimal()):
        return None
    found = (int(first), int(last))
    return found if 1 <= found[0] <= found[1] <= pages else None


def ask(parent: QWidget, title: str, printers: tuple[str, ...], initial: PrintWish, page: int) -> PrintWish | None:
    """What the user wants on paper, or None."""
    dialog = PrintDialog(parent, title, printers, initial, page)
    try:
        return dialog.wish if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
