"""The left side: the forms in their groups, a line to find them by, and the way to all of them at once."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from app.forms.registry import Form
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.group_list import GroupList
from ui.kit.labels import label
from ui.kit.theme import scaled
from ui.pages.forms.catalogue import rows_of

WIDTH, NARROWEST = 292, 190


class _Search(QLineEdit):
    """Enter and Down lead into the list, Escape empties."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class FormList(Card):
    """Tells which form is chosen."""

    chosen = Signal(object)  # the form's id, or None
    taken = Signal(object)
    bundle_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._forms: tuple[Form, ...] = ()
        self.search, self.list = _Search(), GroupList()
        self._none = label("没有符合的表单", "muted")
        self.bundle_button = Button("月结包…", icon_name="package")
        self._arrange()
        self._connect()

    def sizeHint(self) -> QSize:
        """Wide enough for a form's purpose; it gives way where the pages beside it get too narrow."""
        return QSize(scaled(WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for its name."""
        return QSize(scaled(NARROWEST), super().minimumSizeHint().height())

    def show_forms(self, found: tuple[Form, ...]) -> None:
        """The forms of a project."""
        self._forms = found
        self._filter()

    def begin(self) -> None:
        """The keyboard stands in the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self) -> None:
        rows = rows_of(self._forms, self.search.text())
        self.list.show_rows(rows)
        self._none.setVisible(not rows)

    def _arrange(self) -> None:
        self.setMaximumWidth(scaled(WIDTH))
        self.search.setPlaceholderText("查找表单：名称、拼音首字母")
        self.search.setAccessibleName("查找表单")
        self.search.setClearButtonEnabled(True)
        self.list.setAccessibleName("表单")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._none.hide()
        self.bundle_button.setToolTip("本期全部表单，一次做成一个合订 PDF 和一个文件夹（Ctrl+B）")
        outside = self.layout()
        assert isinstance(outside, QVBoxLayout)
        outside.setContentsMargins(scaled(10), scaled(10), scaled(10), scaled(10))
        for part, stretch in ((self.search, 0), (self._none, 0), (self.list, 1), (self.bundle_button, 0)):
            self.add(part, stretch)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.search.left.connect(self.begin)
        self.list.left.connect(self.search.setFocus)
        self.list.chosen.connect(self.chosen)
        self.list.taken.connect(self.taken)
        self.bundle_button.clicked.connect(self.bundle_requested)
