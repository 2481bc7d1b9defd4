"""A list changes by the smallest signals, and sorts and filters by what its values are."""

import random
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy

from tests.ui.kit.tables.people import (
    CHEN,
    COLUMNS,
    FINES,
    ID,
    LI,
    MAMAITI,
    NAME,
    PEOPLE,
    SCORE,
    SINCE,
    STATE,
    YANG,
    Person,
    crowd,
    model,
)
from ui.kit.tables import ROW_ROLE, SORT_ROLE, Column, TableModel
from ui.kit.tables.model import TONE_ROLE
from ui.kit.tables.steps import come, gone

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Watch:
    """All that a model says of its changes."""

    def __init__(self, watched: TableModel) -> None:
        names = ("dataChanged", "rowsInserted", "rowsRemoved", "layoutChanged", "modelReset")
        self.spies = {name: QSignalSpy(getattr(watched, name)) for name in names}

    def said(self) -> dict[str, list[tuple[int, ...]]]:
        """Signal → its numbers; only those that came."""
        return {
            name: [_numbers(spy.at(at)) for at in range(spy.count())] for name, spy in self.spies.items() if spy.count()
        }


def _numbers(arguments: Sequence[object]) -> tuple[int, ...]:
    found: list[int] = []
    for one in arguments:
        if isinstance(one, QModelIndex) and one.isValid():
            found += [one.row(), one.column()]
        elif isinstance(one, int):
            found.append(one)
    return tuple(found)


def ids(shown: TableModel) -> list[int]:
    return [one.id for one in shown.rows]


def line(shown: TableModel, row: int) -> list[str]:
    return [shown.index(row, at).data() for at in range(len(COLUMNS))]


def test_the_model_keeps_its_word(qtmodeltester) -> None:
    shown = model()
    qtmodeltester.check(shown)
    qtmodeltester.check(TableModel(COLUMNS))


def test_cells_say_their_values_in_the_words_of_their_kind() -> None:
    shown = model()
    assert line(shown, 0) == ["K01", "买买提·艾山", "9.50", "1,234.56", "2025-03-01", "在岗"]
    assert line(shown, 2) == ["K03", "李婧", "", "0.00", "", "离职"]
    assert line(shown, 3)[FINES] == "−20.50"
    assert [shown.headerData(at, Qt.Orientation.Horizontal) for at in (ID, FINES)] == ["工号", "扣罚"]


def test_roles_carry_what_is_behind_the_words() -> None:
    shown = model()
    assert shown.index(0, SCORE).data(SORT_ROLE) == Decimal("9.5")
    assert shown.index(0, FINES).data(SORT_ROLE) == 123456
    assert shown.index(1, NAME).data(SORT_ROLE) == "chensiqi"
    assert shown.index(0, NAME).data(ROW_ROLE) is MAMAITI
    assert shown.index(3, STATE).data(TONE_ROLE) == "bad"
    assert shown.index(3, STATE).data(Qt.ItemDataRole.ToolTipRole) == "现在旷工"


@pytest.mark.parametrize(
    ("column", "order", "expected"),
    [
        (SCORE, UP, [1, 4, 2, 3]),  # 9.5 before 88.25 before 100, and nothing last
        (SCORE, DOWN, [2, 4, 1, 3]),
        (FINES, UP, [4, 3, 2, 1]),
        (SINCE, DOWN, [4, 1, 2, 3]),
        (NAME, UP, [2, 3, 1, 4]),  # by pinyin
        (ID, DOWN, [4, 3, 2, 1]),
        (-1, UP, [1, 2, 3, 4]),
    ],
)
def test_sorting_is_by_value(column: int, order: Qt.SortOrder, expected: list[int]) -> None:
    shown = model()
    shown.sort(column, order)
    assert ids(shown) == expected


@pytest.mark.parametrize("order", [UP, DOWN])
def test_equal_values_stay_as_they_came(order: Qt.SortOrder) -> None:
    shown = model(tuple(replace(one, score=Decimal(1)) for one in PEOPLE))
    shown.sort(SCORE, order)
    assert ids(shown) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("陈", [2]),
        ("csq", [2]),
        ("mmt", [1]),
        ("MMT", [1]),
        ("买买提•艾", [1]),  # another dot
        ("ｋ０３", [3]),
        ("2025 岗", [1]),
        ("1,234", [1]),
        ("没有", []),
        ("  ", [1, 2, 3, 4]),
    ],
)
def test_a_filter_looks_into_words_and_pinyin(text: str, expected: list[int]) -> None:
    shown = model()
    shown.set_filter(text)
    assert ids(shown) == expected
    assert shown.is_filtered == bool(text.strip())


def test_a_column_may_be_left_out_of_the_search() -> None:
    shown = TableModel([replace(one, searched=one.key == "name") for one in COLUMNS])
    shown.set_rows(PEOPLE)
    shown.set_filter("在岗")
    assert not shown.rows


def test_a_changed_row_says_only_what_changed() -> None:
    shown = model()
    watch = Watch(shown)
    shown.set_rows((MAMAITI, replace(CHEN, score=Decimal(7), fines=1), LI, YANG))
    assert watch.said() == {"dataChanged": [(1, SCORE, 1, FINES)]}
    assert line(shown, 1)[SCORE] == "7.00"


def test_a_change_that_is_not_shown_says_nothing_but_is_kept() -> None:
    shown = model()
    watch = Watch(shown)
    shown.set_rows((MAMAITI, replace(CHEN, pinyin=("chen",)), LI, YANG))
    assert not watch.said()
    assert shown.rows[1].pinyin == ("chen",)
    shown.set_filter("csq")
    assert not shown.rows


def test_rows_come_and_go_in_runs() -> None:
    shown = model((MAMAITI, YANG))
    watch = Watch(shown)
    shown.set_rows(PEOPLE)
    assert watch.said() == {"rowsInserted": [(1, 2)]}
    watch = Watch(shown)
    shown.set_rows((CHEN,))
    assert watch.said() == {"rowsRemoved": [(2, 3), (0, 0)]}


def test_the_same_rows_say_nothing() -> None:
    shown = model()
    watch = Watch(shown)
    shown.set_rows(tuple(replace(one) for one in PEOPLE))
    assert not watch.said()


def test_a_row_is_followed_when_it_is_sorted_away() -> None:
    shown = model()
    held = QPersistentModelIndex(shown.index(0, NAME))
    watch = Watch(shown)
    shown.sort(SCORE, DOWN)
    assert list(watch.said()) == ["layoutChanged"]
    assert (held.row(), held.data()) == (2, "买买提·艾山")
    shown.set_rows((replace(MAMAITI, score=Decimal(101)), CHEN, LI, YANG))
    assert (held.row(), held.data()) == (0, "买买提·艾山")


def test_a_change_of_everything_starts_afresh() -> None:
    shown = model(crowd(400))
    watch = Watch(shown)
    shown.set_filter("mmt")
    assert list(watch.said()) == ["modelReset"]
    assert len(shown.rows) == 100
    assert all(one.pinyin == MAMAITI.pinyin for one in shown.rows)


def test_it_says_how_many_there_are() -> None:
    shown = model()
    counted = QSignalSpy(shown.counted)
    shown.set_filter("陈")
    assert counted.at(0) == [1, 4]
    assert (shown.place_of(2), shown.place_of(1), shown.row_at(0), shown.row_at(9)) == (0, -1, CHEN, None)


def test_two_rows_of_one_key_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="same key"):
        model((CHEN, replace(CHEN, name="另一个")))


def test_a_column_may_have_words_of_its_own() -> None:
    column = Column("yes", "合格", "text", lambda one: one.score is not None, words={True: "✓", False: "—"}.__getitem__)
    shown = TableModel([column])
    shown.set_rows(PEOPLE)
    assert [shown.index(row, 0).data() for row in (0, 2)] == ["✓", "—"]


def test_any_change_after_any_other_keeps_the_model_whole() -> None:
    shown = TableModel(COLUMNS)
    tester = QAbstractItemModelTester(shown, QAbstractItemModelTester.FailureReportingMode.Warning)
    chance, every = random.Random(7), crowd(40)
    held: list[tuple[QPersistentModelIndex, int]] = []
    for _ in range(200):
        act = chance.randrange(4)
        if act < 2:
            some = chance.sample(every, chance.randrange(41))
            shown.set_rows([_touched(one, chance) for one in some])
        elif act == 2:
            shown.sort(chance.randrange(-1, 6), chance.choice((UP, DOWN)))
        else:
            shown.set_filter(chance.choice(("", "mmt", "岗", "l")))
        assert all(index.data(ROW_ROLE).id == key for index, key in held if index.isValid())
        held = [(QPersistentModelIndex(shown.index(at, 1)), one.id) for at, one in enumerate(shown.rows)]
    assert tester.model() is shown


def _touched(person: Person, chance: random.Random) -> Person:
    return replace(person, fines=chance.randrange(9)) if chance.random() < 0.3 else person


def test_the_way_from_one_list_to_another() -> None:
    assert gone("abcdef", "bxe") == [(5, 5), (2, 3), (0, 0)]
    assert come("be", "axyb") == [(0, 2)]
