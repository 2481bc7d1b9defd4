"""The first start: a demo or a store of one's own, and a first project in four steps."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.ledger import facts, people, projects
from app.ledger.book import Book
from app.ledger.store import open_book
from app.periods import Period
from ui.first.start import StartDialog
from ui.first.steps import BeforeStep, ContractStep, PartiesStep, PeopleStep
from ui.first.wizard import ProjectWizard
from ui.kit.messages import InlineMessage
from ui.workspace import Workspace


@pytest.fixture
def wizard(qtbot: QtBot, empty: Book) -> ProjectWizard:
    made = ProjectWizard(Workspace(empty))
    qtbot.addWidget(made)
    made.show()
    contract = made.steps[0]
    assert isinstance(contract, ContractStep)
    rows = [contract.list.item(at).text() for at in range(contract.list.count())]
    contract.list.setCurrentRow(next(at for at, text in enumerate(rows) if "儋州" in text))
    return made


def told(wizard: ProjectWizard) -> str:
    return wizard.findChild(InlineMessage).accessibleName()  # pyright: ignore[reportOptionalMemberAccess]


def test_four_steps_make_a_project(wizard: ProjectWizard, empty: Book, qtbot: QtBot) -> None:
    wizard.next.click()
    parties = wizard.steps[1]
    assert isinstance(parties, PartiesStep)
    assert (parties.first.text(), parties.last.text()) == ("2025-07-19", "2026-07-18")
    parties.code.setText("DZ")
    wizard.next.click()
    before = wizard.steps[2]
    assert isinstance(before, BeforeStep)
    before.paste.setPlainText("期间\t得分\n2025-07\t81\n2025-08\t79.5\n")
    wizard.next.click()
    crew = wizard.steps[3]
    assert isinstance(crew, PeopleStep)
    crew.paste.setPlainText("工号\t姓名\t班组\nD01\t符小雅\t一班\nD02\t羊振邦\t一班\n")
    with qtbot.waitSignal(wizard.made) as made:
        wizard.next.click()
    project = (made.args or [0])[0]
    assert [one.name for one in people.listed(empty, project)] == ["符小雅", "羊振邦"]
    found = facts.collect(empty, project, Period("month", 2025, 9))
    assert [(one["period"], one["score"]) for one in found.facts["history"]] == [("2025-07", "81"), ("2025-08", "79.5")]


def test_what_is_wrong_is_said_and_nothing_is_written(wizard: ProjectWizard, empty: Book) -> None:
    wizard.next.click()
    parties = wizard.steps[1]
    assert isinstance(parties, PartiesStep)
    parties.code.clear()
    parties.first.setText("去年")
    wizard.next.click()
    assert "项目编号：不能为空" in told(wizard) and "服务开始：去年" in told(wizard)
    assert parties.first.text() == "去年"
    assert projects.listed(empty) == ()


def test_people_with_faults_stay_typed(wizard: ProjectWizard, empty: Book) -> None:
    for _ in range(3):
        wizard.next.click()
    crew = wizard.steps[3]
    assert isinstance(crew, PeopleStep)
    crew.paste.setPlainText("工号\t姓名\n\t王芳\n")
    wizard.next.click()
    assert "第 2 行 工号" in told(wizard)
    assert "王芳" in crew.paste.toPlainText() and projects.listed(empty) == ()


def test_what_the_ledger_would_refuse_leaves_no_half_project(wizard: ProjectWizard, empty: Book, qtbot: QtBot) -> None:
    for _ in range(3):
        wizard.next.click()
    crew = wizard.steps[3]
    assert isinstance(crew, PeopleStep)
    crew.paste.setPlainText("工号\t姓名\nD01\t符小雅\nD01\t羊振邦\n")
    wizard.next.click()
    assert "第 2 人 羊振邦 工号：D01　工号已属于 符小雅" in told(wizard)
    assert projects.listed(empty) == ()
    crew.paste.setPlainText("工号\t姓名\nD01\t符小雅\nD02\t羊振邦\n")
    with qtbot.waitSignal(wizard.made):
        wizard.next.click()
    assert len(projects.listed(empty)) == 1


def test_a_refusal_after_the_first_write_takes_it_back(wizard: ProjectWizard, empty: Book, qtbot: QtBot) -> None:
    wizard.next.click()
    wizard.next.click()
    before = wizard.steps[2]
    assert isinstance(before, BeforeStep)
    before.paste.setPlainText("期间\t得分\n2025-07\t81\n2025-07\t82\n")
    wizard.next.click()
    wizard.next.click()
    assert "已登记过" in told(wizard) and projects.listed(empty) == ()
    wizard.back.click()
    before.paste.setPlainText("期间\t得分\n2025-07\t81\n")
    wizard.next.click()
    with qtbot.waitSignal(wizard.made):
        wizard.next.click()
    assert len(projects.listed(empty)) == 1


def test_another_contract_brings_its_own_name_and_term(wizard: ProjectWizard) -> None:
    contract, parties = wizard.steps[0], wizard.steps[1]
    assert isinstance(contract, ContractStep) and isinstance(parties, PartiesStep)
    wizard.next.click()
    parties.party_a.setText("甲方单位")
    earlier = parties.name.text()
    wizard.back.click()
    rows = [contract.list.item(at).text() for at in range(contract.list.count())]
    contract.list.setCurrentRow(next(at for at, text in enumerate(rows) if "克州" in text))
    wizard.next.click()
    assert parties.name.text() != earlier and "克州" in parties.name.text()
    assert (parties.first.text(), parties.last.text()) == ("2025-01-01", "2025-12-31")
    assert parties.party_a.text() == "甲方单位"


def test_a_number_in_use_and_a_term_that_ends_first_are_said_at_once(wizard: ProjectWizard, empty: Book) -> None:
    wizard.next.click()
    parties = wizard.steps[1]
    assert isinstance(parties, PartiesStep)
    parties.last.setText("2025-01-01")
    wizard.next.click()
    assert "服务结束：2025-01-01　早于服务开始" in told(wizard)


def test_escape_goes_a_step_back(wizard: ProjectWizard, qtbot: QtBot) -> None:
    wizard.next.click()
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.isVisible() and not wizard.back.isEnabled()
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert not wizard.isVisible()


def test_a_store_of_ones_own(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ledger.store.why_not", lambda _: "")
    dialog = StartDialog(tmp_path / "新的" / "台账.hotline")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.new.click()
    book = open_book((chosen.args or [tmp_path])[0], "王经理")
    assert projects.listed(book) == ()
    book.engine.dispose()


def test_a_place_where_no_store_may_lie(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = StartDialog(tmp_path / "台账.hotline")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.new.click()
    message = dialog.findChild(InlineMessage)
    assert message is not None and message.isVisible() and "临时文件夹" in message.accessibleName()
    assert not (tmp_path / "台账.hotline").exists()


def test_the_demo_is_built_with_progress_and_then_opened(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = StartDialog(tmp_path / "台账.hotline")
    qtbot.addWidget(dialog)
    dialog.show()
    with qtbot.waitSignal(dialog.chosen, timeout=240_000) as chosen:
        dialog.demo.click()
    assert (chosen.args or [tmp_path])[0] == tmp_path / "示例.hotline"
    book = open_book((chosen.args or [tmp_path])[0], "王经理")
    assert len(projects.listed(book)) == 5
    book.engine.dispose()
