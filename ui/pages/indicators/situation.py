"""The line over the table: what the period says beside its indicators (headcount, force majeure, day of assessment)."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ledger.facts import paths
from app.ledger.indicator_checks import CONTEXT
from app.ledger.indicators import SELF, Typed
from app.ledger.inputs import DAY, PERCENT, WORD, Field, context_inputs
from app.ledger.origins import DERIVED, Origin
from ui.kit.labels import give_role, label
from ui.kit.number_text import Wrong
from ui.kit.theme import scaled, tokens_of
from ui.pages.indicators.box_words import read, wrong_words
from ui.pages.indicators.clerk import Clerk
from ui.pages.indicators.details import WordField
from ui.pages.indicators.entry import Entry
from ui.pages.indicators.sheet import Sheet
from ui.pages.indicators.strip import Strip
from ui.pages.indicators.style import sheet_of

WIDTHS = {WORD: 190, DAY: 124}
NUMBER_WIDTH = 66
HINTS = {WORD: "没有则留空；写明即适用", DAY: "如 2025-10-08"}
SPOKEN_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True, slots=True)
class Odd:
    """Why a text was not taken."""

    words: str


class SituationField(QWidget):
    """A name and what stands in it; where the ledger counts, its figure is shown until somebody writes over it."""

    given = Signal(object, str)  # this field, the text

    def __init__(self, field: Field, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = field
        self.origin: Origin | None = None
        self.line = WordField(HINTS.get(field.kind, "未录入"), field.label)
        self.line.setFixedWidth(scaled(WIDTHS.get(field.kind, NUMBER_WIDTH)))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(6))
        row.addWidget(label(field.label, "small"))
        row.addWidget(self.line)
        self.line.given.connect(self._given)

    def show_value(self, text: str, origin: Origin | None, locked: bool) -> None:
        """Another value, and where it comes from."""
        self.origin = origin
        self.line.show_words(f"{text}%" if text and self.field.kind == PERCENT else text)
        self.line.setReadOnly(locked)
        give_role(self.line, "origin", "found" if self.is_derived else "own")
        told = "由台账统计；可以改写，须写明理由" if self.is_derived else ""
        if origin is not None and origin.overrides:
            told = f"台账统计为 {origin.derived}，已改写：{origin.reason}"
        self.line.setToolTip(f"{self.field.label}\n{told}".strip())

    @property
    def is_derived(self) -> bool:
        """Whether what is shown was counted by the ledger."""
        return self.origin is not None and self.origin.kind == DERIVED

    @property
    def needs_reason(self) -> bool:
        """Whether a typed value would stand over a counted one."""
        return self.is_derived or (self.origin is not None and self.origin.overrides)

    def _given(self, text: str) -> None:
        self.given.emit(self, text)


class Situation(QWidget):
    """All of them in a line, and under it what is wrong or what a change needs."""

    def __init__(self, clerk: Clerk) -> None:
        super().__init__()
        self._clerk, self._opinion = clerk, SELF
        self._shape: object = None
        self._asking: tuple[SituationField, Typed] | None = None
        self.fields: dict[str, SituationField] = {}
        self.strip = Strip(self)
        self._inside = QWidget(self)
        self._row = QHBoxLayout(self._inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(18))
        self._row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(2), 0, 0, 0)
        whole.setSpacing(scaled(4))
        whole.addWidget(self._inside)
        whole.addWidget(self.strip)
        self.strip.reason_given.connect(self._reasoned)
        self.strip.given_up.connect(self._dropped)
        self._inside.setStyleSheet(sheet_of(tokens_of(self)))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme, other greys for what the ledger counted."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_inside"):
            self._inside.setStyleSheet(sheet_of(tokens_of(self)))

    def show_sheet(self, sheet: Sheet, opinion: str, locked: bool) -> None:
        """Another period, or the same one after a change."""
        self._opinion = opinion
        wanted = context_inputs(sheet.known, sheet.rules.context, sheet.period, sheet.owner.term)
        if (wanted, sheet.owner.id, sheet.period) != self._shape:
            self._shape = (wanted, sheet.owner.id, sheet.period)
            self._rebuild(wanted)
        collected = sheet.collected[opinion]
        values = paths(collected.facts)
        for path, field in self.fields.items():
            name = f"{CONTEXT}.{path}"
            field.show_value(str(values.get(name, "")), collected.origins.get(name), locked)

    def _rebuild(self, wanted: tuple[Field, ...]) -> None:
        self._close()
        for old in self.fields.values():
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields = {one.path: SituationField(one, self._inside) for one in wanted}
        for at, field in enumerate(self.fields.values()):
            field.given.connect(self._given)
            self._row.insertWidget(at, field)
            field.show()

    # --- what is typed

    def _given(self, field: SituationField, text: str) -> None:
        value = _value_of(text, field.field)
        if isinstance(value, Odd):
            self.strip.say(f"{field.field.label}：{value.words}")
        elif value is not None and field.needs_reason:
            self._asking = field, value
            counted = field.origin.derived if field.origin and field.origin.overrides else field.line.stored
            self.strip.ask(f"{field.field.label}台账统计为 {counted}，改写请写明理由：", "")
            self.strip.reason.setFocus()
        else:
            self._store(field, value)

    def _store(self, field: SituationField, value: Typed, reason: str = "") -> None:
        field.line.setModified(False)
        taken = self._clerk.write(Entry(CONTEXT, self._opinion, {field.field.path: value}, reason))
        refused = self._clerk.refusal
        if taken or refused is None:
            self.strip.say("")
        else:
            field.line.setModified(True)
            self.strip.say(f"{field.field.label}：" + "；".join(one.reason for one in refused.faults))

    def _reasoned(self, reason: str) -> None:
        if self._asking is not None:
            field, value = self._asking
            self._close()
            self._store(field, value, reason)
            field.line.setFocus()

    def _dropped(self) -> None:
        if self._asking is not None:
            field, _ = self._asking
            self._close()
            field.line.revert()
            field.line.setFocus()

    def _close(self) -> None:
        self._asking = None
        self.strip.say("")


def _value_of(text: str, field: Field) -> Typed | Odd:
    """What a text stands for, or what is wrong with it. Nothing takes the value back."""
    if not text:
        return None
    if field.kind == WORD:
        return text
    if field.kind == DAY:
        return _day_of(text)
    found = read(text, field)
    if isinstance(found, Wrong):
        return Odd(wrong_words(found))
    return found if isinstance(found, Decimal) else None


def _day_of(text: str) -> str | Odd:
    found = SPOKEN_DAY.fullmatch(text.strip())
    if found is None:
        return Odd("应为日期，如 2025-10-08")
    try:
        return str(date(*map(int, found.groups())))
    except ValueError:
        return Odd("没有这一天")
