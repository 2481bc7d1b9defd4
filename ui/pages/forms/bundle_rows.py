"""The forms of a 月结包 to tick: in groups, with the months of each, and why some cannot be made."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from app.forms.bundle import Failure, Item
from app.forms.registry import GROUPS
from ui.kit.labels import give_role, label
from ui.kit.theme import scaled
from ui.pages.forms.words import short

ROW = 30


class BundleRows(QScrollArea):
    """What can be made is ticked at first; a tick that was taken away stays away."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: list[tuple[Item, QCheckBox]] = []
        self._notes: dict[tuple[str, str], QLabel] = {}
        self._left_out: set[tuple[str, str]] = set()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)

    @property
    def chosen(self) -> tuple[Item, ...]:
        """The ticked forms."""
        return tuple(item for item, box in self._boxes if box.isChecked() and not item.reason)

    @property
    def boxes(self) -> tuple[tuple[Item, QCheckBox], ...]:
        """Every form with its box."""
        return tuple(self._boxes)

    def show_items(self, items: Sequence[Item]) -> None:
        """Another plan."""
        self._left_out |= {_key(item) for item, box in self._boxes if not item.reason and not box.isChecked()}
        self._left_out -= {_key(item) for item, box in self._boxes if box.isChecked()}
        self._boxes, self._notes = [], {}
        inside = QWidget()
        inside.setProperty("role", "scrolled")
        grid = QGridLayout(inside)
        grid.setContentsMargins(scaled(4), 0, scaled(12), scaled(8))
        grid.setHorizontalSpacing(scaled(24))
        grid.setVerticalSpacing(0)
        for group, title in GROUPS.items():
            self._add_group(grid, title, [one for one in items if one.form.group == group])
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(2, 1)
        old = self.takeWidget()
        if old is not None:
            old.deleteLater()
        self.setWidget(inside)
        self.changed.emit()

    def choose(self, every: bool) -> None:
        """All that can be made, or none."""
        for item, box in self._boxes:
            if not item.reason:
                box.setChecked(every)

    def show_failures(self, failures: Sequence[Failure]) -> None:
        """What could not be made after all."""
        for one in failures:
            note = self._notes.get(_key(one.item))
            if note is not None:
                note.setText(f"{short(one.item.period)}：{one.reason}")
                note.setToolTip(note.text())
                give_role(note, "role", "bad")

    def _add_group(self, grid: QGridLayout, title: str, items: Sequence[Item]) -> None:
        if not items:
            return
        head = label(title, "small")
        head.setFixedHeight(scaled(ROW))
        head.setAlignment(Qt.AlignmentFlag.AlignBottom)
        head.setContentsMargins(0, 0, 0, scaled(4))
        grid.addWidget(head, grid.rowCount(), 0)
        for form in dict.fromkeys(one.id for one in items):
            self._add_form(grid, [one for one in items if one.id == form])

    def _add_form(self, grid: QGridLayout, items: Sequence[Item]) -> None:
        """One row: the form, its months side by side, why one of them cannot be made."""
        at, months = grid.rowCount(), QHBoxLayout()
        months.setSpacing(scaled(14))
        name, note = label(items[0].title), label(reasons_of(items), "small")
        name.setFixedHeight(scaled(ROW))
        note.setToolTip(note.text())
        note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for item in items:
            months.addWidget(self._box(item))
            self._notes[_key(item)] = note
        months.addStretch(1)
        grid.addWidget(name, at, 0)
        grid.addLayout(months, at, 1)
        grid.addWidget(note, at, 2)

    def _box(self, item: Item) -> QCheckBox:
        box = QCheckBox(short(item.period))
        box.setChecked(not item.reason and _key(item) not in self._left_out)
        box.setEnabled(not item.reason)
        box.setAccessibleName(f"{item.title} {short(item.period)}")
        box.setAccessibleDescription(item.reason)
        box.setToolTip(item.reason)
        box.toggled.connect(self.changed)
        self._boxes.append((item, box))
        return box


def reasons_of(items: Sequence[Item]) -> str:
    """Why: once for all months, or beside the month."""
    reasons = {one.reason for one in items}
    if len(reasons) == 1:
        return items[0].reason
    return "；".join(f"{short(one.period)}：{one.reason}" for one in items if one.reason)


def _key(item: Item) -> tuple[str, str]:
    return item.id, str(item.period)
