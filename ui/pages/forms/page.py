"""表单: every form of the open period, shown as it prints; print, PDF, Excel, and all of them in one go."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from app.errors import Refused
from app.forms.output import PDF, XLSX
from app.forms.registry import Form
from app.ledger import periods
from app.ledger.book import Book
from app.ledger.change import Changed
from app.ledger.sealing import CONTRACT
from app.periods import Period
from ui.kit.empty import EmptyState
from ui.kit.paper_layout import WIDTH
from ui.kit.theme import scaled
from ui.pages.forms.bundle_panel import BundlePanel
from ui.pages.forms.catalogue import forms_of, months_of, named_form, reader_of, usual_month, wanted_of
from ui.pages.forms.desk import Desk
from ui.pages.forms.form_list import FormList
from ui.pages.forms.making import Made, Maker
from ui.pages.forms.preview import Preview
from ui.pages.forms.shelf import Shelf
from ui.workspace import Workspace

EDGE, GAP = 16, 12
# Arrows that are held down pass over forms without making each.
CHOOSE_MS = 90


class Page(QWidget):
    """Wires list, preview and panel; the maker makes, the desk prints and saves."""

    why_requested = Signal(object)
    go_requested = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._forms: dict[str, Form] = {}
        self._form: Form | None = None
        self._month: Period | None = None
        self._made: Made | None = None
        self._reader: Book | None = None
        self._stale = True
        self._then = ""
        self._asked: tuple[str, Period | None, int] | None = None
        self._revision = 0  # an earlier one that is looked at; 0: what stands
        words = "项目是一份正在执行的合同：选合同、填双方与期限、粘贴人员名单即可开始。"
        self._empty = EmptyState("document", "还没有项目", words, "新建项目")
        self._broken = EmptyState("warning", "表单列不出来")
        self.list, self.preview, self.bundle = FormList(), Preview(), BundlePanel(workspace)
        self.maker, self._shelf = Maker(self), Shelf(self)
        self.desk = Desk(self.preview, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CHOOSE_MS)
        self._build()
        self._connect()
        self._connect_keys()
        self._show_layer()

    def _build(self) -> None:
        self._main = QWidget()
        row = QHBoxLayout(self._main)
        row.setContentsMargins(scaled(EDGE), scaled(EDGE - 2), scaled(EDGE), scaled(EDGE - 2))
        row.setSpacing(scaled(GAP))
        row.addWidget(self.list)
        row.addWidget(self.preview, 1)
        self._layers = QStackedLayout(self)
        for layer in (self._main, self._empty, self._broken, self.bundle):
            self._layers.addWidget(layer)

    def _connect(self) -> None:
        self._workspace.changed.connect(self._heard)
        self._workspace.period_changed.connect(self._moved)
        self._workspace.project_changed.connect(self._moved)
        self._empty.action_requested.connect(self._new_project)
        self.list.chosen.connect(self._choose)
        self.list.taken.connect(self._read)
        self.list.bundle_requested.connect(self.open_bundle)
        self.bundle.left.connect(self._close_bundle)
        self._soon.timeout.connect(self.make)
        self._shelf.ready.connect(self.refresh)
        self._shelf.refused.connect(self._unlisted)
        self.preview.month_chosen.connect(self._choose_month)
        self.preview.view.left.connect(self.list.begin)
        self.preview.print_button.clicked.connect(self.print)
        self.preview.pdf_button.clicked.connect(self.save_pdf)
        self.preview.xlsx_button.clicked.connect(self.save_xlsx)
        self.preview.open_button.clicked.connect(self.desk.open_outside)
        self.maker.progressed.connect(self.preview.busy.report)
        self.maker.made.connect(self._show_made)
        self.maker.refused.connect(self._show_refused)
        self.maker.broke.connect(self._show_broken)
        self.preview.busy.cancel_requested.connect(self._give_up)
        self.desk.busy_changed.connect(self._hold)

    def _connect_keys(self) -> None:
        keys = {"Ctrl+P": self.print, "Ctrl+S": self.save_pdf, "Ctrl+Shift+S": self.save_xlsx, "Ctrl+F": self._find}
        keys |= {"Ctrl+B": self.open_bundle, "Ctrl++": self._larger, "Ctrl+=": self._larger}
        keys |= {"Ctrl+-": self._smaller, "Ctrl+0": self._fit}
        for words, slot in keys.items():
            shortcut = QShortcut(QKeySequence(words), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- the live loop

    def _heard(self, _changed: Changed) -> None:
        self._catch_up()

    def _catch_up(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _moved(self) -> None:
        """Another period or project: the same form of that, if it has one."""
        self._month, self._revision = None, 0
        self._close_bundle()
        self._catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """A page that was hidden while things changed catches up; the keyboard stands in the list."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        if self._layers.currentWidget() is self._main:
            self.list.begin()

    def refresh(self) -> None:
        """The forms of the open project; the chosen one is made anew."""
        self._stale = False
        self._show_layer()
        if self._workspace.project is None:
            return
        if not self._shelf.holds(self._workspace.book.shelf):
            self.preview.show_waiting()
            return
        found = forms_of(self._workspace)
        self._forms = {one.id: one for one in found}
        self._form = self._forms.get(self._form.id) if self._form else None
        self.list.show_forms(found)
        if self._form is not None:
            self.make_anew()
        if self._layers.currentWidget() is self.bundle:
            self.bundle.refresh()
        self._go_asked()

    def _unlisted(self, refused: Refused) -> None:
        self._broken.say("表单列不出来", "\n".join(str(fault) for fault in refused.faults[:6]))
        self._layers.setCurrentWidget(self._broken)

    def _show_layer(self) -> None:
        if self._workspace.project is None:
            self._layers.setCurrentWidget(self._empty)
        elif self._layers.currentWidget() is not self.bundle:
            self._layers.setCurrentWidget(self._main)

    # --- choosing and making

    def show_form(self, form: str, month: str = "", revision: str = "") -> None:
        """Goes to a form, wherever it is asked from; while the forms are still being listed, as soon as they are.
        Without an id it is the contract's own table; of an earlier revision it is shown as it was frozen then."""
        self._asked = form, Period.parse(month), int(revision or 0)
        self._close_bundle()
        self._go_asked()

    def _go_asked(self) -> None:
        form = named_form(self._forms.values(), self._asked[0]) if self._asked and not self._stale else None
        if self._asked is None or form is None:
            return
        (_, month, revision), self._asked = self._asked, None
        self._month = month or self._month
        self.list.search.clear()
        self.list.list.choose(form.id)
        self._revision = revision
        if self._form is form:
            self.make_anew()

    def _choose(self, key: object) -> None:
        self._form = self._forms.get(str(key))
        self._then, self._revision = "", 0
        if self._form is None:
            self.maker.drop()
            self.desk.take(None)
            self.preview.show_form("", (), None)
            self.preview.show_nothing("没有选中表单", "换几个字查找，或清除查找。")
            return
        self._settle_month()
        self.preview.set_ready(False)
        self.desk.take(None)
        self._soon.start()

    def _settle_month(self) -> None:
        months = months_of(self._form, self._workspace.period) if self._form else ()
        if months and self._month not in months:
            self._month = usual_month(months, self._workspace.today())
        self.preview.show_form(self._form.title if self._form else "", months, self._month if months else None)

    def _choose_month(self, text: str) -> None:
        self._month = Period.parse(text)
        self.make_anew()

    @property
    def span(self) -> Period:
        """What the chosen form is made for: the open period, or a month of it."""
        months = months_of(self._form, self._workspace.period) if self._form else ()
        return self._month if months and self._month else self._workspace.period

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is made, drawn, printed or saved now."""
        view = self.preview.view
        making = self._soon.isActive() or self._shelf.is_busy
        busy = making or self.maker.is_busy or self.desk.is_busy or self.bundle.is_busy
        return not busy and (view.is_drawn or not view.isVisible())

    def make_anew(self) -> None:
        """The same form again, as things stand now."""
        if self._form is not None:
            self._settle_month()
            self.make()

    def make(self) -> None:
        """Makes the chosen form; its pages come when they are ready."""
        self._soon.stop()
        self._reader = reader_of(self._workspace.book, self._reader)
        wanted = wanted_of(self._workspace, self.span, self._reader)
        if self._form is not None and wanted is not None:
            self.preview.show_waiting()
            self.desk.take(None)
            self.maker.ask(self._form, replace(wanted, revision=self._revision))

    def _show_made(self, made: Made) -> None:
        before, self._made = self._made, made
        alike = before is not None and (before.form, before.wanted.project) == (made.form, made.wanted.project)
        owner = made.wanted.project
        standing = periods.standing(self._workspace.book, owner.id, CONTRACT, self._workspace.period)
        self.preview.show_made(made, standing, alike)
        self.preview.say_old(made.document.stamp)
        self.desk.take(made)
        then, self._then = self._then, ""
        if then:
            getattr(self, then)()

    def _show_refused(self, refused: Refused) -> None:
        self._made, self._then = None, ""
        self.preview.show_refused(refused)

    def _show_broken(self, error: Exception) -> None:
        self._made, self._then = None, ""
        self.preview.show_nothing("生成这张表时程序出错", "已保存的内容不受影响。可以先看别的表单。")
        raise error

    def _give_up(self) -> None:
        self.maker.drop()
        self._made, self._then = None, ""
        self.preview.show_nothing("已取消", "选中这张表按 Enter，重新生成。")

    # --- hands

    def _read(self, _key: object) -> None:
        if self._soon.isActive() or not self.preview.view.pages:
            self.make_anew()
        self.preview.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def print(self) -> None:
        """Prints what is shown, or what is just being made."""
        if self._is_ready("print"):
            self.desk.print()

    def save_pdf(self) -> None:
        """Saves what is shown."""
        if self._is_ready("save_pdf"):
            self.desk.save_as(PDF)

    def save_xlsx(self) -> None:
        """The same as a workbook."""
        if self._is_ready("save_xlsx"):
            self.desk.save_as(XLSX)

    def _is_ready(self, deed: str) -> bool:
        """Whether the chosen form is there; if it is still on its way, the deed follows it."""
        if self._layers.currentWidget() is not self._main or self.desk.is_busy:
            return False
        if self._soon.isActive() or self.maker.is_busy:
            self._then = deed
            return False
        return self.preview.view.pages > 0

    def _hold(self, busy: bool) -> None:
        self.preview.set_ready(not busy and not self.maker.is_busy and self.preview.view.pages > 0)

    def _find(self) -> None:
        self.list.search.setFocus()
        self.list.search.selectAll()

    def _larger(self) -> None:
        self.preview.view.step_zoom(1)

    def _smaller(self) -> None:
        self.preview.view.step_zoom(-1)

    def _fit(self) -> None:
        self.preview.view.set_zoom(WIDTH)

    # --- all of them

    def open_bundle(self) -> None:
        """月结包."""
        if self._layers.currentWidget() is self._main:
            self._layers.setCurrentWidget(self.bundle)
            self.bundle.begin()

    def make_bundle(self) -> None:
        """月结包 at once: everything that can be made, into the folder of the last time."""
        self.open_bundle()
        self.bundle.make_all()

    def _close_bundle(self) -> None:
        if self._layers.currentWidget() is self.bundle and not self.bundle.is_busy:
            self._layers.setCurrentWidget(self._main)
            self.list.begin()

    def _new_project(self) -> None:
        self.go_requested.emit("do:project")
