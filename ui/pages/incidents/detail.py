"""The pane at the right: one incident whole, with what can be done to it; or what is selected together."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ledger.incident_needs import KINDS
from app.ledger.incident_rows import Row
from app.ledger.incident_story import Story
from app.ledger.incidents import APPEALED, FINAL, NEXT, RECORDED, VERIFIED, WITHDRAWN
from app.ledger.words import shown_day
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chip import Chip
from ui.kit.labels import RichLabel, label, show_if
from ui.kit.side_panel import Line
from ui.kit.theme import Tone, scaled
from ui.pages.incidents.columns import KIND_TONES, STATUS_TONES, status_words
from ui.pages.incidents.shelf import Proof, Shelf
from ui.pages.incidents.told import Part, kin_told, parts_of, plain, several_told, steps_told

WIDTH = 288
# What each status offers: the next step first.
STEPS = {
    RECORDED: (("verify", "核实"),),
    VERIFIED: (("final", "定案"), ("appeal", "申诉…")),
    APPEALED: (("answer", "申诉结果…"),),
    FINAL: (("appeal", "申诉…"),),
    WITHDRAWN: (),
}
TIPS = {
    "verify": "核实后计入得分与扣罚（空格）",
    "final": "定案后只能申诉，不能再改（空格）",
    "appeal": "本人或甲方提出异议",
    "answer": "维持、免予追究，或撤销（空格）",
    "amend": "更正内容，写明理由（F2）",
    "waive": "不予追究，事项仍在册",
    "withdraw": "撤销这件事项，写明理由（Delete）",
}


class DetailPane(Card):
    """Shows; what is asked for goes to the page by `asked` and a word."""

    asked = Signal(str)
    link_activated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.story: Story | None = None
        self.setFixedWidth(scaled(WIDTH))
        self._head, self._about = RichLabel(), label("", "small")
        self._chips, self._deeds, self._more = QWidget(), QWidget(), QWidget()
        self._area, self.shelf = QScrollArea(), Shelf()
        self._inside = QWidget()
        self._buttons: dict[str, Button] = {}
        self._lay_out_pane()

    # --- what is shown

    def show_nothing(self, words: Sequence[str]) -> None:
        """Nobody is selected: how one begins."""
        self.story = None
        self._say_head("事项", "")
        self._show_chips([])
        self._show_deeds([], [])
        self._fill([Part("怎样用", tuple(Line(one) for one in words))], None)

    def show_several(self, rows: list[Row]) -> None:
        """Several are selected: what can be done to all of them."""
        self.story = None
        self._say_head(f"选中 {len(rows)} 件", "")
        self._show_chips([])
        free = [one for one in rows if not one.locked]
        verify = sum(one.status == RECORDED for one in free)
        final = sum(one.status == VERIFIED for one in free)
        first = [("verify", f"核实 {verify} 件")] if verify else []
        first += [("final", f"定案 {final} 件")] if final else []
        second = [("join", "互相关联…")] if len(free) == len(rows) else []
        second += [("withdraw", "撤销…")] if any(WITHDRAWN in NEXT[one.status] for one in free) else []
        self._show_deeds(first, second)
        self._fill([several_told(rows)], None)

    def show_story(self, row: Row, story: Story) -> None:
        """One incident."""
        self.story = story
        who = "　".join(one for one in (row.who, row.team, shown_day(row.day)) if one)
        self._say_head(row.name, who)
        chips: list[tuple[str, Tone]] = [(KINDS[row.kind], KIND_TONES.get(row.kind, Tone.NEUTRAL))]
        chips.append((status_words(row.status), STATUS_TONES.get(row.status, Tone.NEUTRAL)))
        chips += [("情节严重", Tone.BAD)] if row.severe else []
        chips += [(row.locked, Tone.ACCENT)] if row.locked else []
        self._show_chips(chips)
        self._show_deeds(*self._offered(row, story))
        found = [*parts_of(row, story)]
        kin = kin_told(story)
        self._fill([*found, *([kin] if kin else [])], story, row)

    def _offered(self, row: Row, story: Story) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        if row.locked:
            return [], []
        first = list(STEPS[row.status])
        second: list[tuple[str, str]] = []
        if row.status not in (FINAL, WITHDRAWN):
            first.append(("amend", "更正…"))
        if row.status != WITHDRAWN and story.needs is not None and story.needs.waiver and not row.waived:
            second.append(("waive", "免予追究…"))
        if WITHDRAWN in NEXT[row.status]:
            second.append(("withdraw", "撤销…"))
        return first, second

    # --- parts

    def _say_head(self, name: str, about: str) -> None:
        self._head.say(f"**{plain(name)}**")
        self._about.setText(about)
        show_if(self._about, bool(about))
        self.setAccessibleName(f"{name} {about}")

    def _show_chips(self, chips: Sequence[tuple[str, Tone]]) -> None:
        row = _emptied(self._chips)
        for words, tone in chips:
            row.addWidget(Chip(words, tone))
        row.addStretch(1)
        show_if(self._chips, bool(chips))

    def _show_deeds(self, first: Sequence[tuple[str, str]], second: Sequence[tuple[str, str]]) -> None:
        self._buttons.clear()
        for room, deeds, tones in (
            (self._deeds, first, ("primary", "plain")),
            (self._more, second, ("quiet", "quiet")),
        ):
            row = _emptied(room)
            for at, (key, words) in enumerate(deeds):
                row.addWidget(self._button(key, words, tones[min(at, 1)]))
            row.addStretch(1)
            show_if(room, bool(deeds))

    def _button(self, key: str, words: str, tone: str) -> Button:
        made = self._buttons[key] = Button(words, tone)
        made.setProperty("deed", key)
        made.setToolTip(TIPS.get(key, ""))
        made.clicked.connect(self._pressed)
        return made

    def button(self, key: str) -> Button | None:
        """A deed that is offered now."""
        return self._buttons.get(key)

    def _pressed(self) -> None:
        sender = self.sender()
        if isinstance(sender, Button):
            self.asked.emit(str(sender.property("deed")))

    def _fill(self, parts: Sequence[Part], story: Story | None, row: Row | None = None) -> None:
        """A new column; the shelf is kept, because the page listens to it."""
        place = self._area.verticalScrollBar().value()
        self.shelf.hide()
        self.shelf.setParent(self)
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._inside = QWidget()
        self._inside.setProperty("role", "scrolled")
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, scaled(2), scaled(8), 0)
        column.setSpacing(scaled(12))
        for one in parts:
            column.addLayout(self._section(one))
        if story is not None and row is not None:
            if story.kin or not row.locked:
                column.addLayout(self._kin_deeds(story, row))
            column.addLayout(self._files(story, row))
            column.addLayout(self._section(steps_told(story.steps)))
        column.addStretch(1)
        self._area.setWidget(self._inside)
        self._area.verticalScrollBar().setValue(place)

    def _section(self, part: Part) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(scaled(3))
        column.addWidget(label(part.heading, "muted"))
        for line in part.lines:
            said = RichLabel(line.words, line.kind.value)
            said.linkActivated.connect(self.link_activated)
            column.addWidget(said)
        return column

    def _kin_deeds(self, story: Story, row: Row) -> QVBoxLayout:
        column, deeds = QVBoxLayout(), QHBoxLayout()
        column.setSpacing(scaled(3))
        if not story.kin:
            column.addWidget(label("同一事件", "muted"))
        offered = [] if row.locked else [("more", "再记一项…"), ("join", "关联已有…")]
        offered += [("part", "解除…")] if story.kin and not row.locked else []
        for key, words in offered:
            deeds.addWidget(self._button(key, words, "quiet"))
        deeds.addStretch(1)
        column.addLayout(deeds)
        return column

    def _files(self, story: Story, row: Row) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(scaled(4))
        column.addWidget(label("证据", "muted"))
        proofs = [Proof(one.id, one.name, one.size) for one in story.files]
        self.shelf.setParent(self._inside)
        self.shelf.show_files(proofs, story.needs.proofs if story.needs else (), not row.locked)
        column.addWidget(self.shelf)
        self.shelf.show()
        return column

    def _lay_out_pane(self) -> None:
        for room in (self._chips, self._deeds, self._more):
            row = QHBoxLayout(room)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(scaled(6))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setMinimumHeight(scaled(120))
        for part in (self._head, self._about, self._chips, self._deeds, self._more):
            self.add(part)
        self.add(self._area, 1)


def _emptied(room: QWidget) -> QHBoxLayout:
    row = room.layout()
    assert isinstance(row, QHBoxLayout)
    while (item := row.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()
    return row
