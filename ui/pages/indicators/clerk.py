"""Takes what is typed into rows to the ledger: one field, one transaction; a refusal goes back to its field."""

from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Refused
from app.ledger.change import Changed
from app.ledger.refusals import is_passing, passing_words
from ui.kit.number_text import Wrong
from ui.pages.indicators.box import Box
from ui.pages.indicators.cells import Cell
from ui.pages.indicators.drafts import Drafts, Place
from ui.pages.indicators.entry import Entry, Key, entry_of, needs_reason, placed, previewed, taken_back
from ui.pages.indicators.gate import Gate
from ui.pages.indicators.row import LineRow
from ui.pages.indicators.sheet import Sheet
from ui.pages.indicators.states import result_of
from ui.workspace import Workspace

PREVIEW_MS = 120
NOTHING = "没有改变"
WAITS = "{why}：已留在这里，稍后自动保存"


class Clerk(QObject):
    """Listens to the rows of one page. `sheet` is what they show."""

    moved_on = Signal(object)  # a box whose value is stored after its reason was given

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.sheet: Sheet | None = None
        self.drafts = Drafts()
        self._rows: list[LineRow] = []
        self._asking: tuple[LineRow, Box] | None = None
        self._refusal: Refused | None = None
        self._edited: tuple[LineRow, Box] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_MS)
        self._timer.timeout.connect(self._preview)
        workspace.refused.connect(self._heard)
        workspace.waiting_changed.connect(self._waited)

    def begin(self) -> None:
        """Other rows are made; the old ones are gone."""
        self._rows, self._asking, self._edited = [], None, None

    def listen(self, row: LineRow) -> None:
        """Takes care of a row; what was typed into it earlier is put back."""
        self._rows.append(row)
        for _, _, box in row.boxes:
            box.typed.connect(self._typed)
            box.edited.connect(self._changed)
            box.given_up.connect(self._given_up)
            draft = self.drafts.at(self._place(box.cell))
            if draft is not None:
                box.hold(draft.text, draft.error)
        for _, gate in row.gates:
            gate.chosen.connect(self._chosen)
        row.strip.reason_given.connect(self._reasoned)
        row.strip.given_up.connect(self._dropped)
        row.derived_requested.connect(self._take_back)
        row.refresh_strip()

    def resume(self) -> None:
        """The rows show another period: what was typed there and is not stored is put back, the rest is let go."""
        self._close()
        self._timer.stop()
        for row in self._rows:
            for _, _, box in row.boxes:
                draft = self.drafts.at(self._place(box.cell))
                if draft is not None:
                    box.hold(draft.text, draft.error)
                elif box.is_dirty:
                    box.settle()
            row.refresh_strip()

    def write(self, entry: Entry) -> bool:
        """Writes an entry that no box waits for; whether it was taken."""
        return self._store(entry) is not None

    @property
    def refusal(self) -> Refused | None:
        """Why the last write was not taken."""
        return self._refusal

    # --- boxes

    def _typed(self, box: Box) -> None:
        row = _row_of(box)
        if row is None or self.sheet is None:
            return
        if self._asking and self._asking[1] is box:
            # The keyboard is on its way to the reason, or has come back to the field.
            if box.hasFocus():
                row.strip.reason.setFocus()
            return
        entry = self._entry(row, box)
        over = needs_reason([one.cell for one in _siblings(row, box)], entry)
        if over is not None:
            self._ask(row, box, over)
        else:
            self._take(row, box, entry)

    def _entry(self, row: LineRow, box: Box, reason: str = "") -> Entry:
        assert self.sheet is not None
        typed: dict[Cell, Any] = {box.cell: box.value}
        for one in _siblings(row, box):
            if one is not box and one.is_dirty and not isinstance(one.value, Wrong):
                typed[one.cell] = one.value
        cells: dict[Key, Cell] = {one.cell.key: one.cell for _, _, one in row.boxes}
        return entry_of(self.sheet, cells, typed, reason)

    def _take(self, row: LineRow, box: Box, entry: Entry) -> None:
        waiting = [one for one in _siblings(row, box) if one.is_dirty and not isinstance(one.value, Wrong)]
        changed = self._store(entry)
        refused = self._refusal
        if changed is not None or (refused and any(NOTHING in one.reason for one in refused.faults)):
            for one in waiting:
                self.drafts.drop(self._place(one.cell))
                one.settle()
        elif refused is not None:
            self._refuse(row, box, waiting, refused)
        row.show_preview(None)
        row.refresh_strip()

    def _refuse(self, row: LineRow, box: Box, waiting: list[Box], refused: Refused) -> None:
        passing = is_passing(refused)
        cells = [one.cell for one in _siblings(row, box)]
        waits = {box.cell.key: WAITS.format(why=passing_words(refused))}
        said = waits if passing else placed(refused, cells, box.cell.key)
        for one in _siblings(row, box):
            words = said.get(one.cell.key, "")
            if words:
                one.say(words)
            if one in waiting:
                self.drafts.keep(self._place(one.cell), one.text(), words, passing)

    def _store(self, entry: Entry) -> Changed | None:
        assert self.sheet is not None
        self._refusal, sheet, book = None, self.sheet, self._workspace.book

        def write() -> Changed:
            return entry.write(book, sheet)

        return self._workspace.commit(write)

    def _changed(self, box: Box) -> None:
        """While somebody types: the draft is kept, and what it would come to is shown a moment later."""
        row = _row_of(box)
        if row is None:
            return
        self.drafts.keep(self._place(box.cell), box.text(), box.error)
        row.refresh_strip()
        self._edited = row, box
        self._timer.start()

    def _preview(self) -> None:
        if self._edited is None or self.sheet is None:
            return
        row, box = self._edited
        self._edited = None
        if not box.is_dirty or isinstance(box.value, Wrong):
            row.show_preview(None)
            return
        found = previewed(self.sheet, self._entry(row, box))
        row.show_preview(result_of(found) if found else None)

    def _given_up(self, box: Box) -> None:
        row = _row_of(box)
        self.drafts.drop(self._place(box.cell))
        if row is not None:
            if self._asking and self._asking[1] is box:
                self._close()
            row.show_preview(None)
            row.refresh_strip()

    def _chosen(self, gate: Gate, value: bool | None) -> None:
        row = _row_of(gate)
        if row is None or self.sheet is None:
            return
        gate.say("")
        if self._store(entry_of(self.sheet, {}, {gate.cell: value})) is None and self._refusal:
            gate.say("；".join(one.reason for one in self._refusal.faults))
        row.refresh_strip()

    # --- over what the ledger derives

    def _ask(self, row: LineRow, box: Box, over: Cell) -> None:
        self._close()
        self._asking = row, box
        box.waits = True
        row.strip.ask(f"台账统计为 {over.derived}，改写请写明理由：", over.reason)
        row.place()
        self.drafts.keep(self._place(box.cell), box.text(), "")
        if box.hasFocus():
            row.strip.reason.setFocus()

    def _reasoned(self, reason: str) -> None:
        if self._asking is None:
            return
        row, box = self._asking
        self._close()
        self._take(row, box, self._entry(row, box, reason))
        if box.is_dirty:
            box.setFocus()
        else:
            self.moved_on.emit(box)

    def _dropped(self) -> None:
        if self._asking is None:
            return
        _, box = self._asking
        self._close()
        box.revert()
        box.setFocus()

    def _close(self) -> None:
        if self._asking is not None:
            row, box = self._asking
            self._asking, box.waits = None, False
            row.strip.say("")
            row.refresh_strip()

    def _take_back(self, row: LineRow, line: int) -> None:
        if self.sheet is None:
            return
        entry = taken_back(self.sheet, [box.cell for _, at, box in row.boxes if at == line])
        if entry is not None:
            self._store(entry)

    # --- the workspace

    def _heard(self, refused: Refused) -> None:
        self._refusal = refused

    def _waited(self, waiting: int, _words: str) -> None:
        """What the store could not take has been taken: the fields need not keep it any more."""
        if waiting:
            return
        gone = set(self.drafts.drop_passing())
        for row in self._rows:
            for _, _, box in row.boxes:
                if self._place(box.cell) in gone:
                    box.settle()
            row.refresh_strip()

    def _place(self, cell: Cell) -> Place:
        project = self._workspace.project
        return (project.id if project else 0, str(self._workspace.period), *cell.key)


def _row_of(one: Box | Gate) -> LineRow | None:
    found = one.parentWidget()
    return found if isinstance(found, LineRow) else None


def _siblings(row: LineRow, box: Box) -> list[Box]:
    """The boxes that one entry can hold: of the same row and opinion."""
    return [one for _, _, one in row.boxes if one.cell.opinion == box.cell.opinion]
