"""请假申请单 and 年休休假申请表: the request, the contract's notice and papers, who decides, what is used; blanks."""

import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from app.errors import Refused
from app.forms.kinds import annual_leave, leave_request
from app.forms.sheet import Document, Sheet, Text
from app.ledger import leaves, projects, store
from app.ledger.book import Book
from app.ledger.contracts import contract
from tests.forms.conftest import wanted
from tests.forms.grid import covered, pairs, tables, texts, words


@pytest.fixture
def own_book(demo_file: Path, tmp_path: Path) -> Iterator[Book]:
    """A demo that may be written into."""
    book = store.open_book(Path(shutil.copy(demo_file, tmp_path / "请假.hotline")), "王经理")
    yield book
    book.engine.dispose()


def rows(sheet: Sheet) -> dict[str, str]:
    """What stands beside each label."""
    found: dict[str, str] = {}
    for row in texts(tables(sheet)[0]):
        cells = [text for text in row if text is not None]
        found |= dict(zip(cells[::2], cells[1::2], strict=True))
    return found


def pages(document: Document) -> dict[str, Sheet]:
    return {one.name.split(" ")[0]: one for one in document.sheets}


def asked(book: Book, person: int, kind: str, first: date, last: date, when: datetime | None) -> int:
    return leaves.ask(book, projects.find(book, "KZ").id, leaves.Draft(person, kind, first, last, asked_at=when)).id


def test_each_request_of_the_month_has_a_page(demo_book: Book) -> None:
    document = leave_request.store(wanted(demo_book, "KZ", "2025-09"))
    assert list(pages(document)) == ["K13", "K04", "K06"] and document.sheets[0].name == "K13 陈㛃 2025-09-09"
    assert all(covered(one) for sheet in document.sheets for one in tables(sheet))
    found = rows(document.sheets[0])
    assert [found[name] for name in ("申请人", "工号", "班组", "天数")] == ["陈㛃", "K13", "三班", "2 天"]
    assert found["请假时间"] == "2025年9月9日 至 2025年9月10日" and found["申请时间"] == "2025年9月9日 07:10"
    assert found["假别"] == "□ 事假　■ 病假　□ 婚假　□ 丧假　□ 年休" and found["事由"] == "特殊情况：发热"
    leave = leaves.listed(demo_book, projects.find(demo_book, "KZ").id, person=13)[0]
    assert pairs(document.sheets[0])["申请单编号"] == f"KZ-{leave.id}"
    half = rows(pages(document)["K04"])
    assert half["请假时间"] == "2025年9月18日下午" and half["天数"] == "0.5 天"


def test_papers_are_held_against_those_the_contract_asks_for(demo_book: Book) -> None:
    found = rows(pages(leave_request.store(wanted(demo_book, "KZ", "2025-09")))["K13"])
    assert "应附：■ 挂号单　□ 检查报告　■ 发票　□ 病情证明" in found["证明材料"]
    complete = rows(pages(leave_request.store(wanted(demo_book, "KZ", "2025-07")))["K11"])
    assert "□" not in complete["证明材料"] and "检查报告.pdf" in complete["证明材料"]


@pytest.mark.parametrize(
    ("period", "number", "words"),
    [
        ("2025-09", "K13", "应至少提前 3 天，实际当天：不足（特殊情况：发热）。"),
        ("2025-09", "K04", "应至少提前 1 天，实际提前 2 天：符合。"),
        ("2025-09", "K06", "应至少提前 7 天，实际提前 13 天：符合。"),
        ("2025-08", "K12", "应至少提前 3 天，实际提前 1 天：不足，请核实。"),
        ("2025-07", "K03", "应至少提前 1 天，实际提前 2 天：符合。"),
    ],
)
def test_the_notice_of_the_contract_is_held_against_the_dates(
    demo_book: Book, period: str, number: str, words: str
) -> None:
    said = rows(pages(leave_request.store(wanted(demo_book, "KZ", period)))[number])["提前申请"]
    assert said.endswith(words) and "提前" in said.partition("\n")[0] and "请假须知" in said


def test_the_length_says_who_decides(own_book: Book) -> None:
    short = asked(own_book, 1, "personal_leave", date(2025, 11, 3), date(2025, 11, 7), datetime(2025, 10, 20, 9))
    long = asked(own_book, 2, "personal_leave", date(2025, 11, 3), date(2025, 11, 8), None)
    found = rows(leave_request.store(wanted(own_book, "KZ", "2025-11", short)).sheets[0])
    assert "本次 5 天，由班长批准" in found["班长意见"] and "台账登记：待批" in found["班长意见"]
    assert "本次天数不需要" in found["上级部门意见"]
    found = rows(leave_request.store(wanted(own_book, "KZ", "2025-11", long)).sheets[0])
    assert "本次 6 天，由上级部门批准" in found["上级部门意见"] and "台账登记" not in found["班长意见"]
    assert "申请时间未录入，未能核对" in found["提前申请"] and found["申请时间"] == ""


def test_what_was_decided_is_named(demo_book: Book) -> None:
    found = pages(leave_request.store(wanted(demo_book, "KZ", "2025-08")))
    assert "台账登记：未批准，阿依努尔·吐尔逊，2025年8月22日" in rows(found["K12"])["班长意见"]
    assert "台账登记：已批准，阿依努尔·吐尔逊，2025年8月25日" in rows(found["K08"])["班长意见"]


def test_days_beyond_a_limit_are_said_to_cost(demo_book: Book) -> None:
    found = rows(pages(leave_request.store(wanted(demo_book, "KZ", "2025-09")))["K06"])
    assert "婚假申请 4 天，可休 3 天，本次计 3 天" in found["合同规定"] and "每天 82.75 元" in found["合同规定"]


def test_what_was_taken_back_is_not_printed_with_the_month(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    leave = leaves.listed(own_book, project, person=4)[0]
    leaves.cancel(own_book, project, leave.id, "提前返岗")
    assert "K04" not in pages(leave_request.store(wanted(own_book, "KZ", "2025-09")))
    alone = leave_request.store(wanted(own_book, "KZ", "2025-09", leave.id)).sheets[0]
    assert "已销假" in rows(alone)["班长意见"]


def test_a_month_without_requests_gives_one_blank_form(demo_book: Book) -> None:
    for kind in (leave_request, annual_leave):
        document = kind.store(wanted(demo_book, "KZ", "2025-12"))
        assert len(document.sheets) == 1 and covered(tables(document.sheets[0])[0])
        found = rows(document.sheets[0])
        assert {found[name] for name in ("申请人", "工号", "班组", "岗位", "申请时间", "提前申请")} == {""}
        assert found["天数"].strip() == "天" and "■" not in str(found)
        below = words(document.sheets[0])
        known = contract(demo_book.shelf, "kezhou-2025").conduct
        assert known
        notice = next(one for one in known.data["caution"] if one["kind"] == "notice")
        assert all(tier["words"] in below for tier in notice["tiers"])
        assert all(one["words"] in below for one in known.data["approval"])


def test_leave_with_conditions_has_a_form_of_its_own(demo_book: Book) -> None:
    assert "K02" not in pages(leave_request.store(wanted(demo_book, "KZ", "2025-08")))
    document = annual_leave.store(wanted(demo_book, "KZ", "2025-08"))
    assert list(pages(document)) == ["K02"]
    found = rows(document.sheets[0])
    assert [found[name] for name in ("可休天数", "已休", "批准后剩余")] == ["5 天", "0 天", "0 天"]
    # On line since 2025-01-01: no year in August. Asked on 7 July for 11 August.
    said = found["休假条件"].split("\n")
    assert said[0].startswith("不符合（2025-08-11 时上线未满 1 年") and "五月份上岗员工" in said[0]
    assert [one.partition("　")[0] for one in said[1:]] == ["符合"] * 3


def test_what_was_used_before_is_counted(own_book: Book) -> None:
    first = asked(own_book, 2, "annual_leave", date(2025, 11, 10), date(2025, 11, 11), datetime(2025, 11, 3, 9))
    found = rows(annual_leave.store(wanted(own_book, "KZ", "2025-11", first)).sheets[0])
    assert [found[name] for name in ("已休", "批准后剩余")] == ["5 天", "0 天（超出 2 天）"]
    said = found["休假条件"].split("\n")
    assert said[-1].startswith("不符合（2025-11-10 起的假于 2025-11-03 提出，不足提前 1 个月")
    assert "超出 2 天另计" in found["本次"]


def test_a_request_already_taken_is_not_counted_against_itself(own_book: Book) -> None:
    project = projects.find(own_book, "KZ").id
    waiting = leaves.listed(own_book, project, person=10)[0]
    before = rows(annual_leave.store(wanted(own_book, "KZ", "2025-10")).sheets[0])
    leaves.approve(own_book, project, waiting.id, "阿依努尔·吐尔逊", date(2025, 9, 22))
    after = rows(annual_leave.store(wanted(own_book, "KZ", "2025-10")).sheets[0])
    assert before["已休"] == after["已休"] == "0 天" and after["批准后剩余"] == "0 天"
    assert "待批" in before["班长意见"] and "已批准" in after["班长意见"]


def test_a_contract_without_rules_has_the_kinds_that_can_be_marked(demo_book: Book) -> None:
    document = leave_request.store(wanted(demo_book, "BS", "2025-09"))
    found = rows(document.sheets[0])
    assert "■ 病假" in found["假别"] and "□ 工伤" in found["假别"] and found["提前申请"] == ""
    assert "已批准" in found["班组长意见"] and "合同规定" not in found and words(document.sheets[0]) == ""


def test_an_unknown_request_is_refused(demo_book: Book) -> None:
    with pytest.raises(Refused, match="没有这份请假申请"):
        leave_request.store(wanted(demo_book, "KZ", "2025-09", 99999))


def test_blank_forms_of_different_kinds_and_projects_have_digests_of_their_own(demo_book: Book) -> None:
    made = [kind.store(wanted(demo_book, "KZ", "2025-12")) for kind in (leave_request, annual_leave)]
    made.append(leave_request.store(wanted(demo_book, "JY", "2026-12")))
    assert len({one.stamp.digest for one in made}) == 3 and not any(one.stamp.draft for one in made)


def test_a_clause_stands_once_among_the_rules(demo_book: Book) -> None:
    sheet = leave_request.store(wanted(demo_book, "KZ", "2025-09")).sheets[0]
    below = next(one.text for one in sheet.blocks if isinstance(one, Text))
    assert [row[:2] for row in below.split("\n")] == ["请假", "1.", "2.", "3.", "4."]
    assert below.count("五天以上须由上级部门批准") == 1
