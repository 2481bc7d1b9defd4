"""What is done to incidents, each asked for by a word: the question first, then one write of the clerk."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.ledger.incident_moves import OUTCOMES
from app.ledger.incident_rows import Row
from app.ledger.incidents import APPEALED, FINAL, NEXT, RECORDED, VERIFIED, WITHDRAWN, Draft
from ui.kit.picker import PickerPopup
from ui.kit.picker_list import PickerRow
from ui.pages.incidents import dialog, happening, reason
from ui.pages.incidents.clerk import Clerk
from ui.pages.incidents.columns import status_words
from ui.pages.incidents.desk import Desk
from ui.pages.incidents.dialog import Filed
from ui.pages.incidents.files import File, from_clipboard, read_files
from ui.pages.incidents.happening import Several
from ui.pages.incidents.reason import Question
from ui.pages.indicators.files import open_file

if TYPE_CHECKING:
    from ui.pages.incidents.page import Page

MISTAKES = ("登记有误", "重复登记", "核实后不属实")


class Deeds(QObject):
    """Works on the rows that are selected in the page's register."""

    def __init__(self, page: "Page", desk: Desk, clerk: Clerk) -> None:
        super().__init__(page)
        self._page, self._desk, self._clerk = page, desk, clerk
        self._popup: PickerPopup | None = None
        self._by_word = {
            "verify": self.verify, "final": self.settle, "appeal": self.appeal, "answer": self.answer,
            "amend": self.amend, "waive": self.waive, "withdraw": self.withdraw, "more": self.more,
            "join": self.join, "part": self.part,
        }  # fmt: skip

    def do(self, word: str) -> None:
        """A deed by its word."""
        self._by_word[word]()

    def _rows(self) -> list[Row]:
        """The selected rows that may still be changed."""
        return [one for one in self._page.card.selected() if not one.locked]

    def _row(self) -> Row | None:
        """The one that is selected; says why nothing can be done to it."""
        row = self._page.card.current()
        if row is not None and row.locked:
            self._page.say_trouble(f"{row.locked}，只能查看")
            return None
        return row

    # --- new ones

    def quick(self, draft: Draft, verified: bool) -> None:
        """From the quick line, which is emptied only when it is stored."""
        key = self._clerk.log(draft, (), verified, self._told(draft))
        if key is not None or self._clerk.kept:
            self._page.quick.clear()
        if key is not None:
            self._page.show_logged(key, draft.day)

    def begin(self) -> None:
        """The whole dialog, empty."""
        self.full(None)

    def full(self, draft: Draft | None) -> None:
        """The whole dialog; it comes back with the reason where the ledger refuses."""
        if self._page.is_locked:
            return
        filed = dialog.ask(self._page, self._desk, Filed(draft) if draft else None)
        while filed is not None:
            key = self._clerk.log(filed.draft, filed.files, filed.verified, self._told(filed.draft))
            if key is not None or self._clerk.kept:
                self._page.quick.clear()
                if key is not None:
                    self._page.show_logged(key, filed.draft.day)
                return
            filed = dialog.ask(self._page, self._desk, filed, refusal=self._clerk.refusal)

    def several(self) -> None:
        """Several of one happening."""
        if not self._page.is_locked:
            self._log_several(None, None, 2, "")

    def more(self) -> None:
        """One more consequence of the happening of the selected one."""
        row, story = self._row(), self._page.detail.story
        if row is not None and story is not None:
            about = f"与 **{row.name}**（{row.day.month}月{row.day.day}日）同一件事："
            self._log_several(row.id, Several(story.happening or row.words, ()), 1, about)

    def _log_several(self, beside: int | None, initial: Several | None, least: int, about: str) -> None:
        several = happening.ask(self._page, self._desk, initial, least, about)
        while several is not None:
            key = self._clerk.log_several(several, beside)
            if key is not None:
                self._page.show_logged(key, several.drafts[-1].day)
            if key is not None or self._clerk.kept:
                return
            several = happening.ask(self._page, self._desk, several, least, self._clerk.refusal)

    def _told(self, draft: Draft) -> str:
        name = next((one.name for one in self._desk.clauses() if one.id == draft.item), draft.item)
        who = next((one.name for one in self._desk.people() if one.id == draft.person), "")
        return "　".join(one for one in (name, who, f"{draft.day.month}月{draft.day.day}日") if one)

    # --- on their way

    def step(self) -> None:
        """Space: the next status of what is selected; where a decision is needed it is asked for."""
        rows = self._rows()
        if len(rows) > 1:
            (self.verify if any(one.status == RECORDED for one in rows) else self.settle)()
        elif rows and rows[0].status == APPEALED:
            self.answer()
        elif rows:
            {RECORDED: self.verify, VERIFIED: self.settle}.get(rows[0].status, self._nowhere)()
        else:
            self._row()

    def _nowhere(self) -> None:
        row = self._page.card.current()
        if row is not None:
            way = "已定案；要改只能申诉" if row.status == FINAL else f"已{status_words(row.status)}，没有下一步"
            self._page.say(way, False)

    def verify(self) -> None:
        """All that wait for it."""
        keys = [one.id for one in self._rows() if one.status == RECORDED]
        if keys:
            self._clerk.move(keys, VERIFIED, on=self._desk.workspace.today())

    def settle(self) -> None:
        """All that are verified."""
        keys = [one.id for one in self._rows() if one.status == VERIFIED]
        if keys:
            self._clerk.move(keys, FINAL, on=self._desk.workspace.today())

    def appeal(self) -> None:
        """Somebody objects."""
        row = self._row()
        if row is None or APPEALED not in NEXT[row.status]:
            return
        asked = Question(
            "申诉", f"**{row.name}** {row.who}：谁提出、什么理由？申诉期间仍然计入，有结果再定。", "提出申诉",
            self._desk.workspace.today(), label="申诉理由",
        )  # fmt: skip
        found = reason.ask(self._page, asked)
        if found is not None:
            self._clerk.move([row.id], APPEALED, found.reason, found.day)

    def answer(self) -> None:
        """What came of the appeal."""
        row = self._row()
        if row is None or row.status != APPEALED:
            return
        today = self._desk.workspace.today()
        asked = Question(
            "申诉结果", f"**{row.name}** {row.who}", "记下结果", today, outcomes=tuple(OUTCOMES.items()), label="说明",
        )  # fmt: skip
        found = reason.ask(self._page, asked)
        if found is not None:
            self._clerk.answer(row.id, found.outcome, found.reason, found.day or today)

    def withdraw(self) -> None:
        """Out of everything, with a reason."""
        rows = [one for one in self._rows() if WITHDRAWN in NEXT[one.status]]
        if not rows:
            if self._row() is not None:
                self._nowhere()
            return
        what = f"**{rows[0].name}** {rows[0].who}" if len(rows) == 1 else f"选中的 **{len(rows)}** 件"
        asked = Question(
            "撤销事项", f"撤销{what}？撤销后不计入得分与扣罚，登记仍在册。", "撤销",
            self._desk.workspace.today(), hints=MISTAKES, danger=True,
        )  # fmt: skip
        found = reason.ask(self._page, asked)
        if found is not None:
            self._clerk.move([one.id for one in rows], WITHDRAWN, found.reason, found.day)

    def waive(self) -> None:
        """Somebody is let off."""
        row = self._row()
        if row is None or row.waived or row.status == WITHDRAWN:
            return
        asked = Question("免予追究", f"**{row.name}** {row.who}：不予追究，事项仍在册，不计扣罚与得分。", "免予追究")
        found = reason.ask(self._page, asked)
        if found is not None:
            self._clerk.waive(row.id, found.reason)

    def amend(self) -> None:
        """A correction with its reason."""
        row = self._row()
        if row is None:
            return
        if row.status in (FINAL, WITHDRAWN):
            self._nowhere()
            return
        one = self._desk.incident(row.id)
        filed = dialog.ask(self._page, self._desk, Filed(one.draft), one)
        while filed is not None:
            if self._clerk.amend(row.id, filed.draft, filed.reason) is not None:
                self._page.show_logged(row.id, filed.draft.day)
                return
            if not self._clerk.refusal:  # nothing was different, or the store will take it later
                return
            filed = dialog.ask(self._page, self._desk, filed, one, self._clerk.refusal)

    # --- what belongs together

    def join(self) -> None:
        """All selected; or the one selected with another that is picked."""
        rows = self._rows()
        if len(rows) > 1:
            self._join([one.id for one in rows], rows[0].words)
        elif rows:
            self._popup = PickerPopup(self._find_others, "选同一件事的另一项", self._page)
            self._popup.picked.connect(self._other_picked)
            self._popup.dismissed.connect(self._popup.deleteLater)
            self._popup.open_centred()

    def _find_others(self, typed: str) -> Sequence[PickerRow]:
        """The same day and the same person first."""
        mine = self._page.card.current()
        if mine is None:
            return ()
        words = typed.strip().lower()
        rows = [one for one in self._page.card.rows if one.id != mine.id and one.status != WITHDRAWN]
        rows = [one for one in rows if not words or words in f"{one.name}{one.who}{one.pinyin}{one.words}".lower()]
        rows.sort(key=lambda one: (abs((one.day - mine.day).days), one.person != mine.person))
        return [PickerRow(one.id, one.name, f"{one.who}　{one.words}".strip(), f"{one.day.month}/{one.day.day}")
                for one in rows[:40]]  # fmt: skip

    def _other_picked(self, key: object) -> None:
        mine, popup = self._page.card.current(), self._popup
        self._popup = None
        if popup is not None:
            popup.deleteLater()
        if mine is not None and isinstance(key, int):
            story = self._desk.story(mine.id)
            other = self._desk.story(key)
            together = [mine.id, key, *(one.id for one in (*story.kin, *other.kin))]
            self._join(together, story.happening or other.happening or mine.words)

    def _join(self, keys: Sequence[int], words: str) -> None:
        asked = Question(
            "关联", "这几项出自同一件事；关联后互相可见，不改变各自的扣罚与得分。", "关联", must=False,
            label="这件事", given=words,
        )  # fmt: skip
        found = reason.ask(self._page, asked)
        if found is not None:
            self._clerk.join(list(dict.fromkeys(keys)), found.reason)

    def part(self) -> None:
        """It has nothing to do with the others."""
        row = self._row()
        if row is None or not row.linked:
            return
        asked = Question("解除关联", f"**{row.name}** 与其他后果不是同一件事。", "解除关联")
        found = reason.ask(self._page, asked)
        if found is not None:
            self._clerk.part(row.id, found.reason)

    # --- evidence

    def choose_files(self) -> None:
        """Ctrl+E."""
        if self._row() is not None:
            names, _ = QFileDialog.getOpenFileNames(self._page, "选择证据文件")
            self.add_paths([Path(one) for one in names])

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Files beside the selected one."""
        self._attach(*read_files(paths))

    def drop_on(self, row: Row, paths: Sequence[Path]) -> None:
        """Files dropped on a row, which is selected by it."""
        self._page.card.go_to(row.id)
        self.add_paths(paths)

    def paste(self) -> None:
        """Ctrl+V."""
        self._attach(*from_clipboard(self._desk.workspace.book.clock()))

    def _attach(self, files: Sequence[File], wrong: str) -> None:
        row = self._row()
        if row is not None and files:
            self._clerk.attach(row.id, files)
        if wrong:
            self._page.say_trouble(wrong)

    def open_file(self, key: object) -> None:
        """A copy for reading, in the program that shows such files."""
        story = self._page.detail.story
        url = open_file(self._desk.workspace.book, int(str(key)), story.files if story else ())
        if url is not None:
            QDesktopServices.openUrl(url)

    def remove_file(self, key: object) -> None:
        """Taken away with a reason; it stays in the history."""
        row, story = self._row(), self._page.detail.story
        known = next((one for one in story.files if one.id == key), None) if story else None
        if row is None or known is None:
            return
        asked = Question("取下证据", f"取下 **{known.name}**？文件仍留在历史里。", "取下", danger=True)
        found = reason.ask(self._page, asked)
        if found is not None:
            self._clerk.detach(row.id, known.id, found.reason)
