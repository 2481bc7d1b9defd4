"""The line over a preview: which page of how many, and how large."""

from PySide6.QtGui import QAction, QActionGroup, QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from ui.kit.buttons import Button, IconButton
from ui.kit.labels import label
from ui.kit.paper_layout import PAGE, WIDTH, Zoom
from ui.kit.paper_view import PaperView
from ui.kit.theme import scaled

SIZES = (50, 75, 100, 125, 150, 200, 300)
FIELD, ZOOM = 44, 104


class PaperBar(QWidget):
    """Belongs to one view and shows what that says."""

    def __init__(self, view: PaperView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._before, self._after = IconButton("chevron-left", "上一页"), IconButton("chevron-right", "下一页")
        self.field, self._of = QLineEdit(), label("", "muted")
        self._less, self._more = IconButton("minus", "缩小（Ctrl+-）"), IconButton("plus", "放大（Ctrl++）")
        self.size_button = Button("")
        self._menu = QMenu(self)
        self._group = QActionGroup(self)
        self._fill()
        self._lay_out()
        self._connect()
        self.show_page(view.page, view.pages)
        self.show_zoom()

    def show_page(self, page: int, pages: int) -> None:
        """Where the view is."""
        self.field.setText(str(page) if page else "")
        self._of.setText(f"/ {pages} 页" if pages else "")
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < pages)
        self.setEnabled(pages > 0)

    def show_zoom(self) -> None:
        """How large it is."""
        zoom = self._view.zoom
        self.size_button.setText({WIDTH: "适合宽度", PAGE: "整页"}.get(str(zoom), f"{self._view.percent}%"))
        self.size_button.setToolTip(f"{self._view.percent}%（Ctrl+滚轮缩放，Ctrl+0 适合宽度）")
        for action in self._group.actions():
            action.setChecked(action.data() == zoom)

    def _fill(self) -> None:
        choices: list[tuple[str, Zoom]] = [("适合宽度", WIDTH), ("整页", PAGE)]
        for words, zoom in choices + [(f"{size}%", size) for size in SIZES]:
            if zoom == SIZES[0]:
                self._menu.addSeparator()
            action = self._menu.addAction(words)
            action.setData(zoom)
            action.setCheckable(True)
            self._group.addAction(action)

    def _lay_out(self) -> None:
        self.size_button.setMenu(self._menu)
        self.size_button.setMinimumWidth(scaled(ZOOM))
        self.size_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.size_button.setAccessibleName("显示比例")
        self.field.setFixedWidth(scaled(FIELD))
        self.field.setAlignment(self.field.alignment().AlignCenter)
        self.field.setValidator(QIntValidator(1, 99999, self.field))
        self.field.setAccessibleName("页码")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(4))
        for one in (self._before, self.field, self._of, self._after):
            row.addWidget(one)
        row.addSpacing(scaled(10))
        for one in (self._less, self.size_button, self._more):
            row.addWidget(one)

    def _connect(self) -> None:
        view = self._view
        view.page_changed.connect(self.show_page)
        view.zoom_changed.connect(self.show_zoom)
        self._before.clicked.connect(self._go_back)
        self._after.clicked.connect(self._go_on)
        self.field.returnPressed.connect(self._jump)
        self._less.clicked.connect(self._shrink)
        self._more.clicked.connect(self._grow)
        self._menu.triggered.connect(self._choose)

    def _go_back(self) -> None:
        self._view.go_to(self._view.page - 1)

    def _go_on(self) -> None:
        self._view.go_to(self._view.page + 1)

    def _jump(self) -> None:
        self._view.go_to(int(self.field.text()))
        self._view.setFocus()

    def _shrink(self) -> None:
        self._view.step_zoom(-1)

    def _grow(self) -> None:
        self._view.step_zoom(1)

    def _choose(self, action: QAction) -> None:
        self._view.set_zoom(action.data())
