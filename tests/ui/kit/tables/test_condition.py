"""A list narrowed by a condition besides its words: the rows are still there, and an empty result says so."""

from dataclasses import dataclass

from ui.kit.tables import Column, TableModel, TableView


@dataclass(frozen=True)
class Thing:
    id: int
    name: str


COLUMNS = (Column("name", "名称", "text", lambda row: row.name),)
THINGS = (Thing(1, "一班"), Thing(2, "二班"), Thing(3, "一组"))


def test_condition_and_words_together(qtmodeltester) -> None:
    model = TableModel(COLUMNS)
    model.set_rows(THINGS)
    model.set_condition(lambda row: row.id < 3)
    assert [row.id for row in model.rows] == [1, 2] and model.is_filtered
    model.set_filter("一")
    assert [row.id for row in model.rows] == [1] and model.every_row == THINGS
    qtmodeltester.check(model)
    model.set_condition(None)
    assert [row.id for row in model.rows] == [1, 3]


def test_what_a_condition_leaves_out_is_unfound_and_not_missing(qtbot) -> None:
    model, view = TableModel(COLUMNS), TableView()
    qtbot.addWidget(view)
    view.setModel(model)
    model.set_rows(THINGS)
    model.set_condition(lambda row: row.id > 9)
    view.show()
    assert view._unfound and view._unfound.isVisible() and view._empty is None
