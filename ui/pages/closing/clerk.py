"""What the page writes: every deed asks what it needs, then one write; what is refused is said in the page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Refused
from app.ledger import adjustments, attachments, incident_moves, incidents, periods, safety, signatures
from app.ledger.change import Changed
from app.ledger.periods import Standing
from app.ledger.readiness import Need
from app.ledger.sealing import CONTRACT
from app.periods import Period
from app.workdays import read_calendar
from ui.pages.closing import adjusting, signing, way
from ui.pages.closing.items import ItemDesk
from ui.pages.closing.paper_check import BackupVerdict
from ui.pages.incidents import reason
from ui.pages.incidents.reason import Answer, Question
from ui.workspace import Workspace

BACKUPS = "备份 (*.hotline *.json);;所有文件 (*)"
SCANS = "扫描件 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;所有文件 (*)"


class Clerk(QObject):
    """`standing`, `needs` and `absent` are what the page shows."""

    said = Signal(str)  # why something was refused; empty when all is well
    compared = Signal(object)  # BackupVerdict

    def __init__(self, workspace: Workspace, over: QWidget) -> None:
        super().__init__(over)
        self._workspace, self._over = workspace, over
        self.standing: Standing | None = None
        self.needs: tuple[Need, ...] = ()
        self.open: tuple[str, ...] = ()  # steps of a month of fines
        self.absent, self.signed = "", frozenset[str]()
        self._refusals: list[Refused] = []
        workspace.refused.connect(self._heard)

    def do(self, deed: str) -> bool:
        """A deed of the walk."""
        found = {
            way.SELF: self._own, way.REVIEW: self._review, way.FREEZE: self._freeze, way.DELIVER: self._deliver,
            way.OBJECT: self._object, way.SIGN: self._sign, way.SEAL: self._seal, way.WITHDRAW: self._withdraw,
            way.REOPEN: self._reopen, way.RECEIPT: self._receipt,
        }  # fmt: skip
        return found[deed]() if deed in found and self.standing is not None else False

    @property
    def _place(self) -> tuple[str, Period]:
        assert self.standing is not None
        return self.standing.sheet, self.standing.period

    def _write(self, write: Callable[[int], Changed]) -> bool:
        owner = self._workspace.project
        if owner is None:
            return False
        self._refusals.clear()
        done = self._workspace.commit(lambda: write(owner.id)) is not None
        self.said.emit(self._told())
        return done

    def _told(self) -> str:
        return "；".join(dict.fromkeys(one.reason for each in self._refusals for one in each.faults))

    def _heard(self, refused: Refused) -> None:
        self._refusals.append(refused)

    def _reason(self, title: str, words: str, button: str, *hints: str, day: date | None = None) -> Answer | None:
        return reason.ask(self._over, Question(title, words, button, day=day, hints=hints))

    # --- the way

    def _own(self) -> bool:
        return self._write(lambda project: periods.self_assess(self._workspace.book, project, *self._place))

    def _review(self) -> bool:
        return self._write(lambda project: periods.review(self._workspace.book, project, *self._place))

    def _freeze(self) -> bool:
        despite, again = "", ""
        lacking = [*(one.told for one in self.needs), *self.open]
        if lacking:
            told = "\n".join(f"· {way.plain(one)}" for one in lacking[:8])
            answer = self._reason("带缺项送签", f"还有 {len(lacking)} 项没有处理：\n{told}", "仍要送签")
            if answer is None:
                return False
            despite = answer.reason
        elif self.standing is not None and self.standing.revisions:
            answer = self._reason("再次送签", "这是新的版本；与上一版的差异会列在差异对照表上。", "送签")
            if answer is None:
                return False
            again = answer.reason
        book = self._workspace.book
        return self._write(lambda project: periods.freeze(book, project, *self._place, despite=despite, reason=again))

    def _deliver(self) -> bool:
        words = "从这一天的次日起按合同的工作日计算异议期。"
        asked = Question(
            "登记送达", words, "登记", day=self._workspace.today(), must=False, label="回执",
            hints=("当面签收", "邮寄签收", "系统回执"),
        )  # fmt: skip
        answer = reason.ask(self._over, asked)
        if answer is None or answer.day is None:
            return False
        day, calendar, book, told = answer.day, read_calendar(), self._workspace.book, answer.reason
        return self._write(lambda project: periods.deliver(book, project, *self._place, day, calendar, receipt=told))

    def _receipt(self) -> bool:
        """The scan of the receipt, beside the period; it names the revision it is for."""
        now = self.standing
        file = self._chosen("附回执扫描件")
        if now is None or now.id is None or now.current is None or file is None:
            return False
        key, note, book = now.id, f"回执 {now.current.number}", self._workspace.book
        return self._write(lambda project: attachments.attach(book, project, "assessment", key, *file, note=note))

    def _object(self) -> bool:
        answer = self._reason("登记异议", "异议写明哪一项、为什么。", "登记", day=self._workspace.today())
        if answer is None or answer.day is None:
            return False
        day, words, book = answer.day, answer.reason, self._workspace.book
        return self._write(lambda project: periods.object_to(book, project, *self._place, day, words))

    def _seal(self) -> bool:
        unsigned = ""
        if self.absent:
            answer = self._reason("没有全部签认就定稿", f"{self.absent}。", "定稿", "异议期满未提异议")
            if answer is None:
                return False
            unsigned = answer.reason
        book, today = self._workspace.book, self._workspace.today()
        return self._write(lambda project: periods.seal(book, project, *self._place, unsigned=unsigned, today=today))

    def _withdraw(self) -> bool:
        words = "撤回后数据可以再改，已登记的送达与异议清空；这一版照样留存可查。"
        answer = self._reason("撤回送签", words, "撤回")
        if answer is None:
            return False
        book = self._workspace.book
        return self._write(lambda project: periods.withdraw(book, project, *self._place, answer.reason))

    def _reopen(self) -> bool:
        words = "重新打开已定稿的期间；旧版本照样可查可印，新版本会列出每处差异。"
        answer = self._reason("重新打开", words, "重新打开")
        if answer is None:
            return False
        book = self._workspace.book
        return self._write(lambda project: periods.reopen(book, project, *self._place, answer.reason))

    # --- signatures

    def _sign(self) -> bool:
        current = self.standing.current if self.standing else None
        if current is None or self.standing is None:
            return False
        # Whoever has not signed yet comes first.
        roles = sorted(signatures.roles_of(self.standing.sheet), key=lambda one: one in self.signed)
        found = signing.ask(self._over, roles, self._workspace.today())
        if found is None:
            return False
        book, given = self._workspace.book, (found.role, found.signer, found.on)
        more = {"how": found.how, "note": found.note}
        return self._write(
            lambda project: signatures.sign(book, project, current.id, *given, **more, picture=found.picture)
        )

    def unsign(self, signature: int) -> bool:
        """Voids a signature."""
        answer = self._reason("作废签认", "登记错了，或签认被收回。", "作废")
        if answer is None:
            return False
        book = self._workspace.book
        return self._write(lambda project: signatures.void_signature(book, project, signature, answer.reason))

    def scan(self, signature: int, has_one: bool) -> bool:
        """Attaches the scan of what was signed."""
        found = self._chosen("附签认扫描件")
        if found is None:
            return False
        why, (file, content) = "", found
        if has_one:
            answer = self._reason("换扫描件", "原来的扫描件仍留在历史里。", "换")
            if answer is None:
                return False
            why = answer.reason
        book = self._workspace.book
        return self._write(lambda project: signatures.attach_scan(book, project, signature, file, content, reason=why))

    def _chosen(self, title: str) -> tuple[str, bytes] | None:
        """A file that the user picks, with its content."""
        name, _ = QFileDialog.getOpenFileName(self._over, title, "", SCANS)
        if not name:
            return None
        try:
            return Path(name).name, Path(name).read_bytes()
        except OSError as error:
            self.said.emit(f"读不出文件 {Path(name).name}：{error.strerror}")
            return None

    # --- the ledger beside a backup

    def check_backup(self) -> None:
        """Whether the ledger still holds all that a backup's note saw."""
        name, _ = QFileDialog.getOpenFileName(self._over, "选一份备份", "", BACKUPS)
        if not name:
            return
        book = self._workspace.book
        try:
            note = safety.noted(Path(name))
            found = safety.is_ahead(book, note), safety.missing_since(book, note), len(safety.revisions_in(note))
        except Refused as refused:
            self.said.emit("；".join(one.reason for one in refused.faults))
            return
        entry = note.extra.get(safety.ENTRY, "?")
        self.compared.emit(BackupVerdict(Path(name).name, note.moment, entry, *found))

    # --- items of the contract

    def log_item(self) -> bool:
        """Enters an item of the contract, as the page 事件 does; it comes back with the reason where it is refused."""
        from ui.pages.incidents import dialog

        if self.standing is None:
            return False
        desk, book = ItemDesk(self._workspace, self.standing.period), self._workspace.book
        filed = dialog.ask(self._over, desk)
        while filed is not None:
            given, status = filed, incidents.VERIFIED if filed.verified else incidents.RECORDED
            done = self._write(
                lambda project, given=given, status=status: incident_moves.file(
                    book, project, given.draft, given.files, status=status
                )
            )
            if done or not self._refusals:
                return done
            filed = dialog.ask(self._over, desk, filed, refusal=self._told())
        return False

    # --- corrections

    def adjust(self, people: tuple[tuple[int, str], ...]) -> bool:
        """Enters a correction that takes effect in the shown period."""
        if self.standing is None:
            return False
        sheet, period = self._place
        owner = self._workspace.project
        earlier = [one for one in reversed(period.earlier(12)) if owner and owner.term.days_in(one)]
        if not earlier:
            self.said.emit("这是合同的第一期，没有更早的期间可以更正")
            return False
        last = min(period.last, owner.term.last or period.last) if owner else period.last
        on = min(max(self._workspace.today(), owner.term.start_in(period) if owner else period.first), last)
        found = adjusting.ask(self._over, earlier, people if sheet != CONTRACT else (), on)
        if found is None:
            return False
        book, given = self._workspace.book, (found.on, found.about, found.fen, found.reason)
        return self._write(lambda project: adjustments.adjust(book, project, sheet, *given, person=found.person))

    def void_adjustment(self, adjustment: int) -> bool:
        """Takes a correction back."""
        answer = self._reason("作废更正", "登记错了的更正可以作废，历史里仍看得到。", "作废")
        if answer is None:
            return False
        book = self._workspace.book
        return self._write(lambda project: adjustments.void(book, project, adjustment, answer.reason))
