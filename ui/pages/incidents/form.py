"""The form of one incident: each clause shows what its contract needs, and nothing else."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from app.exact import told_money
from app.ledger.incident_needs import NEEDED, NO, Needs, price_told
from app.ledger.incidents import Draft
from app.private_numbers import masked, numbers_in
from ui.kit.date_field import DateField
from ui.kit.labels import RichLabel, give_role, label, show_if
from ui.kit.messages import FieldError, InlineMessage
from ui.kit.number_field import NumberField
from ui.kit.number_text import Format
from ui.kit.switches import Switch
from ui.kit.theme import Tone, scaled
from ui.pages.incidents.desk import Desk
from ui.pages.incidents.fields import PickField, TimeField, beside, stacked, timed
from ui.pages.incidents.told import plain

SOURCES = ("", "来电", "质检抽查", "甲方通报", "平台工单", "现场检查", "班长报告")
NUMBER, WORDS_HIGH = 110, 58
# Where a fault of the ledger belongs on the form.
PLACES = {"date": "day", "leader_amount": "joint", "called_at": "times", "reported_at": "times"}


@dataclass(frozen=True)
class Shown:
    """A row of the form: its caption, its fields, what is wrong with it."""

    caption: QWidget
    fields: QWidget
    error: FieldError


class IncidentForm(QWidget):
    """Fields by clause; `changed` whenever the draft may be another one."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.needs: Needs | None = None
        self.item = PickField(desk.find_clauses, "选条款：名称、拼音或首字母", False)
        self.person = PickField(desk.find_people, "选人员：姓名、首字母或工号", True)
        self.day = DateField()
        self.quantity, self.unit = NumberField(Format(None, Decimal(0))), label("次", "muted")
        self.severe = Switch("情节严重")
        self.joint, self.fen = NumberField(Format(2, Decimal(0))), NumberField(Format(2, Decimal(0)))
        self.joint_range, self.fen_note = label("", "small"), label("元，按实际发生", "small")
        self.reason = QLineEdit()
        self.called, self.reported = TimeField(), TimeField()
        self.limit = RichLabel("", "line")
        self.source, self.words = QComboBox(), QPlainTextEdit()
        self.caution = InlineMessage(Tone.WARN)
        self.waiving, self.waived = Switch("免予追究"), QLineEdit()
        self._rows: dict[str, Shown] = {}
        self._form = QFormLayout(self)
        self._build()
        self._connect()
        self._shape()

    # --- the draft

    def show_draft(self, draft: Draft | None) -> None:
        """Fills the fields."""
        given = draft or Draft("", self._desk.today())
        self._show_item(given.item)
        self._show_person(given.person)
        self.day.setDate(QDate(given.day.year, given.day.month, given.day.day))
        self.quantity.show_value(Decimal(given.quantity))
        self.severe.setChecked(given.severe)
        self.fen.show_value(None if given.fen is None else Decimal(given.fen) / 100)
        self.joint.show_value(None if given.joint_fen is None else Decimal(given.joint_fen) / 100)
        self.reason.setText(given.amount_reason)
        self.called.show_value(given.called_at.time() if given.called_at else None)
        self.reported.show_value(given.reported_at.time() if given.reported_at else None)
        self.source.setCurrentText(given.source)
        self.words.setPlainText(given.words)
        self.waiving.setChecked(bool(given.waived))
        self.waived.setText(given.waived)
        self._shape()

    def draft(self) -> Draft | None:
        """What stands there, without what the clause does not need; None while there is no clause."""
        needs = self.needs
        if needs is None:
            return None
        day = self._day()
        called, reported = self._times(day) if needs.timed else (None, None)
        joint = needs.joint is not None and self.severe.isChecked()
        quantity = self.quantity.value if needs.quantity else None
        return Draft(
            needs.item, day,
            self.person.key if needs.person != NO and isinstance(self.person.key, int) else None,
            Decimal(1) if quantity is None else quantity,
            bool(needs.severe) and self.severe.isChecked(),
            _fen(self.fen) if needs.amount else None,
            self.reason.text().strip() if needs.amount or joint else "",
            _fen(self.joint) if joint else None,
            self.waived.text().strip() if needs.waiver and self.waiving.isChecked() else "",
            called, reported,
            self.source.currentText().strip() if needs.source else "",
            self.words.toPlainText().strip(),
        )  # fmt: skip

    def faults(self) -> dict[str, str]:
        """What is missing or no number, by place; the ledger's own faults come on top."""
        needs, found = self.needs, dict[str, str]()
        if needs is None:
            return {"item": "请选条款"}
        if needs.person == NEEDED and self.person.key is None:
            found["person"] = "这一条要写明是谁"
        for place, field in (("quantity", self.quantity), ("fen", self.fen), ("joint", self.joint)):
            if field.error and not self._rows[place].fields.isHidden():
                found[place] = field.error
        if needs.amount and not found.get("fen") and self.fen.value is not None and not self.reason.text().strip():
            found["reason"] = "写明金额的依据"
        if needs.joint and self.severe.isChecked() and self._joint_unusual() and not self.reason.text().strip():
            found["reason"] = "不取下限要写明理由"
        if needs.timed and (self.called.wrong or self.reported.wrong):
            found["times"] = "时间写成 14:05"
        if needs.waiver and self.waiving.isChecked() and not self.waived.text().strip():
            found["waived"] = "免予追究要写明理由"
        return found

    @property
    def places(self) -> tuple[str, ...]:
        """The rows that are shown: where an error can stand."""
        return tuple(place for place, row in self._rows.items() if not row.fields.isHidden())

    def commit_numbers(self) -> None:
        """Takes what is typed in a field that was not left yet."""
        for field in (self.quantity, self.fen, self.joint):
            field.commit()

    def say(self, faults: dict[str, str]) -> None:
        """Errors beside their fields."""
        for place, row in self._rows.items():
            row.error.say(faults.get(place, ""))
            self._form.setRowVisible(row.error, place in faults)
        for place, field in (("item", self.item), ("person", self.person)):
            give_role(field, "state", "error" if place in faults else "")

    def open_items(self) -> None:
        """The list of clauses at once: nothing else can be said before."""
        self.item.open()

    def first_wrong(self, faults: dict[str, str]) -> None:
        """The keyboard goes to the first field that is wrong."""
        fields = {"item": self.item, "person": self.person, "day": self.day, "quantity": self.quantity,
                  "joint": self.joint, "fen": self.fen, "reason": self.reason, "times": self.called,
                  "waived": self.waived}  # fmt: skip
        found = next((field for place, field in fields.items() if place in faults), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what depends on what

    def _show_item(self, item: object) -> None:
        self.needs = self._desk.needs(str(item)) if item else None
        self.item.show_key(item or None, self.needs.name if self.needs else "")

    def _show_person(self, person: object) -> None:
        found = next((one for one in self._desk.people() if one.id == person), None)
        self.person.show_key(found.id if found else None, f"{found.name}　{found.staff_number}" if found else "")

    def _picked_item(self, item: object) -> None:
        self._show_item(item)
        self._touched()

    def _picked_person(self, person: object) -> None:
        self._show_person(person)
        self._touched()

    def _touched(self, *_what: object) -> None:
        self._shape()
        self.changed.emit()

    def _shape(self) -> None:
        """Only the rows that this clause needs."""
        needs = self.needs
        severe = bool(needs and needs.severe)
        joint = needs.joint if needs and severe and self.severe.isChecked() else None
        shown = {
            "item": True,
            "day": True,
            "words": needs is not None,
            "person": needs is not None and needs.person != NO,
            "quantity": needs is not None and needs.quantity,
            "severe": severe,
            "joint": joint is not None,
            "fen": needs is not None and needs.amount,
            "reason": needs is not None and (needs.amount or joint is not None),
            "times": needs is not None and needs.timed,
            "source": needs is not None and needs.source,
            "waived": needs is not None and needs.waiver,
        }
        for place, wanted in shown.items():
            self._show_row(place, wanted)
        if needs is not None:
            self._word(needs)
        if joint is not None:
            self.joint_range.setText(f"元，{told_money(joint.low)}–{told_money(joint.high)}，不填按下限")
        show_if(self.waived, self.waiving.isChecked())
        self._show_limit()
        self._show_caution()

    def _word(self, needs: Needs) -> None:
        self.unit.setText("　".join(one for one in (needs.unit, price_told(needs)) if one))
        self.severe.setText(needs.severe)
        self.severe.updateGeometry()
        self.person.set_optional(needs.person != NEEDED)
        self.item.setToolTip(f"{needs.clause}\n{needs.words}" if needs.words else needs.clause)
        self.reason.setPlaceholderText("金额的依据" if needs.amount else "为什么取这个数")

    def _show_row(self, place: str, wanted: bool) -> None:
        self._form.setRowVisible(self._rows[place].fields, wanted)
        if not wanted:
            self._rows[place].error.say("")
            self._form.setRowVisible(self._rows[place].error, False)
        else:
            self._form.setRowVisible(self._rows[place].error, bool(self._rows[place].error.words))

    def _show_limit(self) -> None:
        """What the contract's clock says of the times."""
        needs = self.needs
        if needs is None or not needs.timed:
            return
        told = [clock.told(*self._times(self._day())) for clock in needs.clocks]
        self.limit.say(
            "\n".join(f"**{words}**" if late else words for words, late in told) or "合同没有写时限，登记备查"
        )
        give_role(self.limit, "role", "warn" if any(late for _, late in told) else "line")

    def _show_caution(self) -> None:
        found = numbers_in(self.words.toPlainText())
        self.caution.setVisible(bool(found))
        if found:
            self.caution.say(
                Tone.WARN, f"像是电话或证件号码：{plain('、'.join(found))}。来电人信息不必写进台账。", "遮住"
            )

    def _mask(self) -> None:
        self.words.setPlainText(masked(self.words.toPlainText()))

    def _joint_unusual(self) -> bool:
        joint = self.needs.joint if self.needs else None
        return joint is not None and self.joint.value is not None and _fen(self.joint) != joint.usual

    def _day(self) -> date:
        found = self.day.date()
        return date(found.year(), found.month(), found.day())

    def _times(self, day: date) -> tuple[datetime | None, datetime | None]:
        """A report before the call was made after midnight."""
        called, reported = self.called.value, self.reported.value
        later = day + timedelta(days=1) if called and reported and reported < called else day
        return _at(day, called), _at(later, reported)

    # --- building

    def _build(self) -> None:
        form = self._form
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(scaled(14))
        form.setVerticalSpacing(scaled(8))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (self.quantity, self.joint, self.fen, self.called, self.reported):
            field.setFixedWidth(scaled(NUMBER))
        self.source.setEditable(True)
        self.source.addItems(list(SOURCES))
        self.words.setFixedHeight(scaled(WORDS_HIGH))
        self.words.setTabChangesFocus(True)
        self.words.setPlaceholderText("发生了什么；不写来电人的姓名、电话、证件号")
        self.waived.setPlaceholderText("免予追究的理由")
        self.caution.hide()
        self._row("item", "事项", self.item)
        self._row("person", "人员", self.person)
        self._row("day", "日期", self.day)
        self._row("quantity", "数量", beside(self.quantity, self.unit))
        self._row("severe", "情节", self.severe)
        self._row("joint", "班长连带", beside(self.joint, self.joint_range))
        self._row("fen", "金额", beside(self.fen, self.fen_note))
        self._row("reason", "金额依据", self.reason)
        self._row("times", "来电 / 上报", timed(self.called, self.reported, self.limit))
        self._row("source", "来源", self.source)
        self._row("words", "说明", stacked(self.words, self.caution))
        self._row("waived", "免予追究", beside(self.waiving, self.waived, stretch=self.waived))

    def _row(self, place: str, caption: str, fields: QWidget) -> None:
        error = FieldError()
        name = label(caption, "muted")
        self._rows[place] = Shown(name, fields, error)
        self._form.addRow(name, fields)
        self._form.addRow("", error)
        for one in (fields, *fields.findChildren(QWidget)):
            if isinstance(one, QLineEdit | QPlainTextEdit | QComboBox | PickField | Switch | DateField):
                one.setAccessibleName(one.accessibleName() or caption)

    def _connect(self) -> None:
        self.item.picked.connect(self._picked_item)
        self.person.picked.connect(self._picked_person)
        self.day.dateChanged.connect(self._touched)
        self.severe.toggled.connect(self._touched)
        self.waiving.toggled.connect(self._waiving)
        for field in (self.quantity, self.fen, self.joint):
            field.value_changed.connect(self._touched)
        for line in (self.reason, self.waived):
            line.textEdited.connect(self._touched)
        for time_field in (self.called, self.reported):
            time_field.changed.connect(self._touched)
        self.words.textChanged.connect(self._touched)
        self.caution.action_requested.connect(self._mask)

    def _waiving(self, on: bool) -> None:
        self._touched()
        if on and self.isVisible():
            self.waived.setFocus()


def _fen(field: NumberField) -> int | None:
    return None if field.value is None else int(field.value * 100)


def _at(day: date, at: time | None) -> datetime | None:
    return datetime.combine(day, at) if at else None
