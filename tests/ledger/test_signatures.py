"""Signatures: of one's own project, by both sides, voided while it is open, with the scan of the paper."""

from datetime import date

import pytest

from app.ledger import attachments, periods, signatures
from app.ledger.book import Book
from app.ledger.sealing import CONDUCT_SHEET, CONTRACT
from app.periods import Period
from app.workdays import read_calendar
from tests.ledger.floor import JULY, Q3, refused

OCTOBER = date(2025, 10, 9)
SEPTEMBER = Period("month", 2025, 9)


def frozen(book: Book, project: int, sheet: str = CONTRACT, period: Period = Q3) -> int:
    periods.freeze(book, project, sheet, period, despite="测试")
    current = periods.standing(book, project, sheet, period).current
    assert current is not None
    return current.id


def signed(book: Book, project: int, revision: int, role: str) -> int:
    return signatures.sign(book, project, revision, role, "张三", OCTOBER, how="ink").id


def test_another_projects_revision_is_not_signed(book: Book, kezhou: int, danzhou: int) -> None:
    revision = frozen(book, kezhou)
    with refused(book, "revision", "没有这条记录"):
        signed(book, danzhou, revision, "甲方")
    assert signatures.signatures(book, revision) == ()


def test_a_signature_is_voided_and_counts_no_more(book: Book, kezhou: int, danzhou: int) -> None:
    revision = frozen(book, kezhou)
    first = signed(book, kezhou, revision, "甲方")
    signed(book, kezhou, revision, "乙方")
    with refused(book, "reason"):
        signatures.void_signature(book, kezhou, first, " ")
    with refused(book, "signature", "没有这条记录"):
        signatures.void_signature(book, danzhou, first, "不是我的")
    signatures.void_signature(book, kezhou, first, "登记错了")
    assert [one.role for one in signatures.signatures(book, revision)] == ["乙方"]
    with refused(book, "KZ-2025-Q3-K01", "还没有甲方"):
        periods.seal(book, kezhou, CONTRACT, Q3)
    with refused(book, "signature", "已作废"):
        signatures.void_signature(book, kezhou, first, "再次")


def test_a_scan_comes_later_and_another_needs_a_reason(book: Book, kezhou: int) -> None:
    revision = frozen(book, kezhou)
    first = signed(book, kezhou, revision, "甲方")
    signed(book, kezhou, revision, "乙方")
    periods.seal(book, kezhou, CONTRACT, Q3)
    with refused(book, "revision", "只有已送签"):
        signatures.void_signature(book, kezhou, first, "太晚")
    signatures.attach_scan(book, kezhou, first, "签字页.pdf", b"%PDF-1")
    scan = signatures.signatures(book, revision)[0].scan
    assert scan is not None and attachments.content(book, scan) == b"%PDF-1"
    assert attachments.find(book, kezhou, scan).name == "签字页.pdf"
    with refused(book, "reason", "已有扫描件"):
        signatures.attach_scan(book, kezhou, first, "另一份.pdf", b"%PDF-2")
    signatures.attach_scan(book, kezhou, first, "另一份.pdf", b"%PDF-2", reason="前一份缺页")
    assert signatures.signatures(book, revision)[0].scan != scan
    with refused(book, "content"):
        signatures.attach_scan(book, kezhou, first, "空.pdf", b"", reason="空")


def test_a_month_of_fines_needs_two_roles(book: Book, kezhou: int) -> None:
    revision = frozen(book, kezhou, CONDUCT_SHEET, JULY)
    signed(book, kezhou, revision, "驻场经理")
    signed(book, kezhou, revision, "驻场经理")
    with refused(book, "KZ-2025-07-X01", "两方"):
        periods.seal(book, kezhou, CONDUCT_SHEET, JULY)
    signed(book, kezhou, revision, "话务员代表")
    periods.seal(book, kezhou, CONDUCT_SHEET, JULY)


def test_silence_accepts_only_when_its_time_is_over(book: Book, danzhou: int) -> None:
    frozen(book, danzhou, CONTRACT, SEPTEMBER)

    def sealed(today: date) -> None:
        periods.seal(book, danzhou, CONTRACT, SEPTEMBER, unsigned="异议期满未提异议", today=today)

    with refused(book, "unsigned", "没有登记送达"):
        sealed(date(2025, 10, 30))
    periods.deliver(book, danzhou, CONTRACT, SEPTEMBER, date(2025, 9, 26), read_calendar())  # until 10 October
    with refused(book, "unsigned", "还没有届满"):
        sealed(date(2025, 10, 10))
    periods.object_to(book, danzhou, CONTRACT, SEPTEMBER, date(2025, 10, 9), "接通率口径")
    with refused(book, "unsigned", "已有异议"):
        sealed(date(2025, 10, 11))
    periods.withdraw(book, danzhou, CONTRACT, SEPTEMBER, "改口径")
    frozen(book, danzhou, CONTRACT, SEPTEMBER)
    periods.deliver(book, danzhou, CONTRACT, SEPTEMBER, date(2025, 9, 26), read_calendar())
    sealed(date(2025, 10, 11))
    assert periods.standing(book, danzhou, CONTRACT, SEPTEMBER).state == "sealed"


@pytest.mark.parametrize(
    ("sheet", "period", "place"),
    [
        ("nonsense", Q3, "sheet"),
        (CONTRACT, JULY, "period"),
        (CONDUCT_SHEET, Q3, "period"),
        (CONTRACT, Period("quarter", 2031, 1), "period"),
    ],
)
def test_there_is_no_such_period(book: Book, kezhou: int, sheet: str, period: Period, place: str) -> None:
    for move in (periods.self_assess, periods.review):
        with refused(book, place):
            move(book, kezhou, sheet, period)
    with refused(book, place):
        periods.freeze(book, kezhou, sheet, period, despite="测试")
    with refused(book, place):
        periods.seal(book, kezhou, sheet, period, unsigned="测试")


def test_a_contract_without_conduct_rules_has_no_such_sheet(book: Book, danzhou: int) -> None:
    with refused(book, "sheet", "没有员工行为规范"):
        periods.freeze(book, danzhou, CONDUCT_SHEET, SEPTEMBER, despite="测试")


def test_a_picture_of_a_signature_is_kept_and_named_as_one(book: Book, kezhou: int) -> None:
    revision = frozen(book, kezhou)
    for how, picture in (("ink", b"png"), ("picture", b"")):
        with refused(book, "picture"):
            signatures.sign(book, kezhou, revision, "甲方", "张三", OCTOBER, how=how, picture=picture)
    signatures.sign(book, kezhou, revision, "甲方", "张三", OCTOBER, how="picture", picture=b"png")
    (one,) = signatures.signatures(book, revision)
    assert one.scan is not None and attachments.content(book, one.scan) == b"png"
    assert attachments.find(book, kezhou, one.scan).name == "签名图片 张三.png"
    assert "图片" in signatures.HOW[one.how] and "不是可靠的电子签名" in signatures.HOW[one.how]


def test_the_receipt_is_told_until_another_version_is_sent(book: Book, kezhou: int) -> None:
    frozen(book, kezhou)
    periods.deliver(book, kezhou, CONTRACT, Q3, OCTOBER, read_calendar(), receipt="张科当面签收")
    assert periods.receipt_of(book, periods.standing(book, kezhou, CONTRACT, Q3)) == "张科当面签收"
    periods.deliver(book, kezhou, CONTRACT, Q3, date(2025, 10, 10), read_calendar(), receipt="改：邮寄 EMS 1 号")
    assert periods.receipt_of(book, periods.standing(book, kezhou, CONTRACT, Q3)) == "改：邮寄 EMS 1 号"
    periods.withdraw(book, kezhou, CONTRACT, Q3, "补录")
    frozen(book, kezhou)
    assert periods.receipt_of(book, periods.standing(book, kezhou, CONTRACT, Q3)) == ""


def test_the_scan_of_a_receipt_lies_beside_the_period(book: Book, kezhou: int) -> None:
    frozen(book, kezhou)
    current = periods.standing(book, kezhou, CONTRACT, Q3)
    assert current.id is not None and current.current is not None
    attachments.attach(
        book, kezhou, "assessment", current.id, "回执.pdf", b"%PDF", note=f"回执 {current.current.number}"
    )
    (one,) = attachments.of(book, "assessment", current.id)
    assert (one.name, one.note) == ("回执.pdf", "回执 KZ-2025-Q3-K01")
