"""What is typed into a day is read, and what is copied out of it is read again as the same."""

import pytest

from app.ledger.day_text import Said, read_day, spoken_day, write_day

READ = [
    ("", ()),
    ("1", (Said("day", "present"),)),
    ("√", (Said("day", "present"),)),
    ("✓", (Said("day", "present"),)),
    ("出勤", (Said("day", "present"),)),
    ("夜", (Said("day", "night"),)),
    ("夜班迟到", (Said("day", "night"), Said("day", "late"))),
    ("√迟30分", (Said("day", "present"), Said("day", "late", 30))),
    ("迟+√", (Said("day", "late"), Said("day", "present"))),
    ("√ 迟到 12分钟、早退5分", (Said("day", "present"), Said("day", "late", 12), Said("day", "early_leave", 5))),
    ("ｃ３０", (Said("day", "late", 30),)),
    ("√/事", (Said("am", "present"), Said("pm", "personal_leave"))),
    ("/事", (Said("pm", "personal_leave"),)),
    ("病/", (Said("am", "sick_leave"),)),
    (
        "√迟10分/事+加",
        (Said("am", "present"), Said("am", "late", 10), Said("pm", "personal_leave"), Said("day", "overtime")),
    ),
    ("上午出勤 下午事假", (Said("am", "present"), Said("pm", "personal_leave"))),
    ("K", (Said("day", "absenteeism"),)),
    ("私自换班、代班", (Said("day", "unauthorised_swap"),)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "means"), READ)
def test_what_a_text_means(text: str, means: tuple[Said, ...]) -> None:
    assert read_day(text) == means


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("早", "没有“早”这种标记"),
        ("√早", "没有“早”这种标记"),
        ("√/事/病", "只能有一个"),
        ("事30分", "事假不记分钟"),
        ("迟9999分", "0 到 1440"),
        ("30分", "“30分”前面要有迟到、早退这样的标记"),
    ],
)
def test_why_a_text_means_nothing(text: str, words: str) -> None:
    found = read_day(text)
    assert isinstance(found, str)
    assert words in found


@pytest.mark.parametrize("text", ["", "√", "√迟30分", "夜迟退", "√/事", "/病", "病/", "√迟10分/事+加", "旷", "公差"])
def test_what_is_copied_is_read_again_as_the_same(text: str) -> None:
    said = read_day(text)
    assert isinstance(said, tuple)
    assert set(read_day(write_day(said))) == set(said)


def test_written_and_spoken() -> None:
    said = (Said("day", "late", 30), Said("day", "present"))
    assert write_day(said) == "√迟30分"
    assert spoken_day(said) == "迟到 30 分钟、出勤"
    assert spoken_day((Said("am", "present"), Said("pm", "personal_leave"))) == "上午 出勤、下午 事假"
