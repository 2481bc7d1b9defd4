"""Users and settings of a store."""

import pytest

from app.ledger import history, office
from app.ledger.book import Book
from app.ledger.undo import Undo
from tests.ledger.floor import head, refused

PASSWORD = "热线12345考核"


def test_a_user_without_a_password_is_anybody_at_this_pc(book: Book) -> None:
    office.add_user(book, "wang", "王经理", "manager")
    assert office.admits(book, "wang", "")
    assert [(one.name, one.locked, one.active) for one in office.users(book)] == [("wang", False, True)]


def test_a_password_admits_its_user_only(book: Book) -> None:
    office.add_user(book, "wang", "王经理", "manager", PASSWORD)
    assert [office.admits(book, name, word) for name, word in (("wang", PASSWORD), ("wang", ""), ("li", PASSWORD))] == [
        True,
        False,
        False,
    ]
    assert office.users(book)[0].locked


def test_a_password_is_nowhere_to_be_read(book: Book) -> None:
    office.add_user(book, "wang", "王经理", "manager", PASSWORD)
    told = [str(image) for image in history.images(book, head(book))]
    assert not any(PASSWORD in text for text in (*told, history.find(book, head(book)).words))


def test_another_password_replaces_the_first(book: Book) -> None:
    key = office.add_user(book, "wang", "王经理", "manager", PASSWORD).id
    office.set_password(book, key, "另一个足够长的密码")
    assert (office.admits(book, "wang", PASSWORD), office.admits(book, "wang", "另一个足够长的密码")) == (False, True)
    with refused(book, "password"):
        office.set_password(book, key, "short")
    with refused(book, "account"):
        office.set_password(book, 99, PASSWORD)


def test_somebody_dismissed_is_admitted_no_more(book: Book) -> None:
    undo = Undo(book)
    key = office.add_user(book, "wang", "王经理", "manager").id
    with refused(book, "reason"):
        office.dismiss_user(book, key, " ")
    office.dismiss_user(book, key, "离职")
    assert (office.admits(book, "wang", ""), office.users(book)[0].active) == (False, False)
    undo.undo()
    assert office.admits(book, "wang", "")


@pytest.mark.parametrize(
    ("name", "role", "password", "place"),
    [("li", "owner", "", "role"), (" ", "viewer", "", "name"), ("li", "viewer", "1234567", "password")],
)
def test_a_faulty_user_is_refused(book: Book, name: str, role: str, password: str, place: str) -> None:
    with refused(book, place):
        office.add_user(book, name, "李复核", role, password)
    assert office.users(book) == ()


def test_a_name_is_used_once(book: Book) -> None:
    office.add_user(book, "wang", "王经理", "manager")
    with refused(book, "add_user", "已有相同"):
        office.add_user(book, "wang", "王二", "viewer")


def test_a_setting_is_set_and_set_again(book: Book) -> None:
    undo = Undo(book)
    office.set_setting(book, "print.margin", "28")
    office.set_setting(book, "print.margin", "30")
    assert office.settings(book) == {"print.margin": "30"}
    undo.undo()
    assert office.settings(book) == {"print.margin": "28"}
    undo.undo()
    assert office.settings(book) == {}
    with refused(book, "key"):
        office.set_setting(book, "", "30")
