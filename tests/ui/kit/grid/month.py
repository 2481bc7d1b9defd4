"""500 people and the days of a month, for pictures."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt

from ui.kit.grid import LOOK_ROLE, Cell, Code, GridModel, Look, Problem
from ui.kit.grid.cells import Index
from ui.kit.grid.looks import FAILED, GOOD, MARKED, MUTED, WARNED

NAMES = ("古丽巴哈尔·艾山", "阿不都热依木·吐尔逊", "马晓燕", "努尔艾力·买买提", "陈思琪", "巴哈尔古丽·玉山", "李婧")
CODES = (
    Code("白", "B", words="08–16"),
    Code("中", "Z", words="16–24"),
    Code("夜", "Y", MARKED, "00–08"),
    Code("休", "X", MUTED),
    Code("迟", "C", WARNED, "迟到"),
    Code("病", "D", Look("warn", "warn_soft"), "病假"),
    Code("年", "N", GOOD, "年休"),
    Code("旷", "K", FAILED, "旷工"),
)
DAYS = "一二三四五六日"
PATTERN = "白白中白休休夜白中白白休休夜迟中白年休病中白"
SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
FIRST, LAST, ROWS = 3, 33, 500
TITLES = ("工号", "姓名", "班组")
TOTALS = ("出勤", "迟到", "请假", "旷工")
NOWHERE = QModelIndex()
READABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class Month(GridModel):
    """Number, name and team; thirty-one days; totals."""

    def __init__(self) -> None:
        super().__init__()
        self._rows = [self._row(at) for at in range(ROWS)]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else ROWS

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else LAST + 1 + len(TOTALS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == LOOK_ROLE and index.column() in (0, 2):
            return MUTED
        if role == LOOK_ROLE and index.column() == LAST + 4 and index.data() != "0":
            return Look("bad")
        return self._rows[index.row()][index.column()] if role in SHOWN else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if self.is_day(section):
            day = section - FIRST
            if role == LOOK_ROLE:
                return Look("muted", "soft") if day % 7 > 4 else None
            return f"{day + 1}\n{DAYS[day % 7]}" if role == Qt.ItemDataRole.DisplayRole else None
        title = TITLES[section] if section < FIRST else TOTALS[section - LAST - 1]
        return title if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return READABLE | Qt.ItemFlag.ItemIsEditable if self.is_day(index.column()) else READABLE

    def set_cells(self, cells: Sequence[Cell]) -> list[Problem]:
        for row, column, text in cells:
            self._rows[row][column] = text
        self.announce(cells)
        return []

    def is_day(self, column: int) -> bool:
        """Whether a column is a day."""
        return FIRST <= column <= LAST

    def width(self, column: int) -> int:
        """As on the page."""
        return 22 if self.is_day(column) else (52, 150, 52)[column] if column < FIRST else 56

    def _row(self, at: int) -> list[str]:
        days = [PATTERN[(at * 5 + day * 3 + at * day) % len(PATTERN)] if day < 22 else "" for day in range(31)]
        if at % 9 == 3:
            days[11] = "旷"
        totals = [str(sum(one in "白中夜" and one != "" for one in days)), str(days.count("迟")), "0.5"]
        return [f"K{at + 1:02}", NAMES[at % 7], f"{'一二三'[at % 3]}班", *days, *totals, str(days.count("旷"))]
