"""The whole dialog of an incident, for a new one and for a correction; nothing is written in here."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from app.ledger.effects import Effect
from app.ledger.incidents import STATUS, Draft, Incident
from ui.kit.buttons import Button
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.messages import FieldError, InlineMessage
from ui.kit.theme import Tone, scaled
from ui.pages.incidents.desk import Desk
from ui.pages.incidents.files import File, from_clipboard, read_files
from ui.pages.incidents.form import PLACES, IncidentForm
from ui.pages.incidents.shelf import Proof, Shelf
from ui.pages.incidents.table import paths_of

WIDTH, HEIGHT, ASIDE = 860, 560, 270
PAUSE_MS = 120


@dataclass(frozen=True)
class Filed:
    """What was filled in: a draft, its files, why it is corrected, and whether it is verified at once."""

    draft: Draft
    files: tuple[File, ...] = ()
    reason: str = ""
    verified: bool = False


class IncidentDialog(QDialog):
    """Fields at the left, what follows from them at the right."""

    def __init__(
        self, parent: QWidget, desk: Desk, initial: Filed | None, amended: Incident | None, refusal: str = ""
    ) -> None:
        super().__init__(parent)
        self._desk, self._amended, self._verified = desk, amended, False
        self._files: list[File] = list(initial.files) if initial else []
        self._effect: Effect | None = None
        self.setWindowTitle("更正事项" if amended else "登记事项")
        self.setAcceptDrops(True)
        self.form, self.shelf = IncidentForm(desk), Shelf()
        self.told, self.clause = RichLabel("", "line"), RichLabel("", "quote")
        self._clause_head = label("条款", "muted")
        self.why, self.why_error = QLineEdit(initial.reason if initial else ""), FieldError()
        self.refusal = InlineMessage(Tone.BAD, refusal)
        self.go, self.verify, self.back = Button("登记", "primary"), Button("登记并核实"), Button("取消")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._opening = QTimer(self)
        self._opening.setSingleShot(True)
        self._opening.setInterval(0)
        self._lay_out()
        self._connect()
        show_if(self.refusal, bool(refusal))
        self.form.show_draft(initial.draft if initial else None)
        self._show_files()
        self.look()

    @property
    def filed(self) -> Filed | None:
        """What stands there."""
        draft = self.form.draft()
        if draft is None:
            return None
        return Filed(draft, tuple(self._files), self.why.text().strip(), self._verified)

    # --- while it is filled in

    def look(self) -> None:
        """What would follow now."""
        self._timer.stop()
        draft, needs = self.form.draft(), self.form.needs
        self._effect = self._desk.foretell_instead(draft, self._amended) if draft is not None else None
        for part in (self.clause, self._clause_head):
            show_if(part, bool(needs and (needs.words or needs.clause)))
        if needs is not None:
            self.clause.say(
                "\n".join(one for one in (f"**{needs.clause}**" if needs.clause else "", needs.words) if one)
            )
        self.told.say("\n".join(self._told()))
        self._show_files()

    def _told(self) -> list[str]:
        effect = self._effect
        if effect is None:
            return ["选好条款后，这里说明会带来什么。"]
        if effect.faults:
            return list(effect.faults)
        told = [f"**{one}**" if effect.costs and at == 0 else one for at, one in enumerate(effect.lines)]
        for one in effect.similar:
            words = one.words.replace("**", "＊＊").replace("](", "］（") or "没有说明"
            told.append(f"**当天已登记同一条款：**{words}（{STATUS[one.status]}），请确认不是重复")
        return told or ["没有扣罚，也不改变得分"]

    def _changed(self) -> None:
        self.form.say({})
        self._timer.start()

    def _show_files(self) -> None:
        needs = self.form.needs
        proofs = [Proof(at, name, len(content)) for at, (name, content) in enumerate(self._files)]
        self.shelf.show_files(proofs, needs.proofs if needs else (), self._amended is None)

    # --- files

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keeps files until it is logged."""
        self._keep(*read_files(paths))

    def _keep(self, found: Sequence[File], wrong: str) -> None:
        there = {content for _, content in self._files}
        self._files += [one for one in found if one[1] not in there]
        self.refusal.say(Tone.WARN, wrong)
        show_if(self.refusal, bool(wrong))
        self._show_files()

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "选择证据文件")
        self.add_files([Path(one) for one in names])

    def _paste(self) -> None:
        self._keep(*from_clipboard(self._desk.workspace.book.clock()))

    def _remove_file(self, key: object) -> None:
        if isinstance(key, int):
            del self._files[key]
            self._show_files()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files anywhere on the dialog."""
        if event.mimeData().hasUrls() and self._amended is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are kept."""
        event.acceptProposedAction()
        self.add_files(paths_of(event))

    # --- the end

    def _log(self) -> None:
        self._try(False)

    def _log_verified(self) -> None:
        if not self.verify.isHidden():
            self._try(True)
        else:
            self._try(False)

    def _try(self, verified: bool) -> None:
        self._verified = verified
        self.form.commit_numbers()
        faults = self.form.faults()
        self.look()
        for one in self._effect.wrong if self._effect else ():
            place = one.path.rpartition(".")[2]
            faults.setdefault(PLACES.get(place, place), one.reason)
        self.form.say(faults)
        unplaced = [words for place, words in faults.items() if place not in self.form.places]
        self.refusal.say(Tone.BAD, "；".join(unplaced))
        show_if(self.refusal, bool(unplaced))
        reasonless = self._amended is not None and not self.why.text().strip()
        self.why_error.say("更正要写明理由" if reasonless else "")
        if faults:
            self.form.first_wrong(faults)
        elif reasonless:
            self.why.setFocus()
        else:
            self.accept()

    # --- building

    def _lay_out(self) -> None:
        whole, column = QHBoxLayout(), QVBoxLayout(self)
        whole.setSpacing(scaled(20))
        whole.addLayout(self._typed_side(), 1)
        whole.addWidget(self._told_side())
        column.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        column.setSpacing(scaled(12))
        column.addWidget(self.refusal)
        column.addLayout(whole, 1)
        column.addLayout(self._buttons())
        self.resize(scaled(WIDTH), scaled(HEIGHT))

    def _typed_side(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(scaled(8))
        left.addWidget(_scrolled(self.form), 1)
        if self._amended is not None:
            left.addWidget(label("更正的理由", "muted"))
            left.addWidget(self.why)
            left.addWidget(self.why_error)
            self.go.setText("保存更正")
            self.verify.hide()
        return left

    def _told_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(scaled(ASIDE))
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(scaled(6))
        for part in (label("会带来", "muted"), self.told, self._clause_head, self.clause):
            right.addWidget(part)
        if self._amended is None:
            right.addWidget(label("证据", "muted"))
            right.addWidget(self.shelf)
        right.addStretch(1)
        return side

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(label("Ctrl+Enter 登记并核实　Esc 取消" if self._amended is None else "", "small"))
        buttons.addStretch(1)
        for one in (self.back, self.verify, self.go):
            buttons.addWidget(one)
        self.go.setDefault(True)
        return buttons

    def _connect(self) -> None:
        self.form.changed.connect(self._changed)
        self._timer.timeout.connect(self.look)
        self._opening.timeout.connect(self.form.open_items)
        self.go.clicked.connect(self._log)
        self.verify.clicked.connect(self._log_verified)
        self.back.clicked.connect(self.reject)
        self.shelf.choosing.connect(self._choose_files)
        self.shelf.pasting.connect(self._paste)
        self.shelf.dropped.connect(self.add_files)
        self.shelf.removing.connect(self._remove_file)
        for keys, slot in (("Ctrl+Return", self._log_verified), ("Ctrl+Enter", self._log_verified),
                           ("Ctrl+E", self._choose_files)):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def showEvent(self, event: object) -> None:
        """The keyboard begins where something is missing."""
        super().showEvent(event)  # pyright: ignore[reportArgumentType]
        first = self.form.item if self.form.needs is None else self.form.person
        if first.isVisibleTo(self):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.form.needs is None:
            self._opening.start()


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside = QWidget()
    inside.setProperty("role", "scrolled")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, scaled(8), 0)
    column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    return area


def ask(
    parent: QWidget, desk: Desk, initial: Filed | None = None, amended: Incident | None = None, refusal: str = ""
) -> Filed | None:
    """A new incident, or a correction of one; None if nothing is to be done."""
    dialog = IncidentDialog(parent, desk, initial, amended, refusal)
    try:
        return dialog.filed if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
