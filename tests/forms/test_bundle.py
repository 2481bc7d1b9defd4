"""月结包: all forms of a period in one go, also when some of them, or the disk, fail."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.errors import Fault, Refused
from app.forms.bundle import EACH, NOTHING, Item, make, plan
from app.forms.files import Stopped, Unwritten
from app.forms.registry import FLOOR, MONTH, PERIOD, Form, Wanted, forms
from app.forms.sheet import Document, Sheet, Stamp, Text
from app.ledger import projects
from app.ledger.book import Book
from app.periods import Period
from tests.forms.conftest import wanted
from tests.forms.disk import small_disk
from tests.forms.everything import everything

PERIODS = {"DZ": "2025-09", "YZ": "2025-Q3", "JY": "2026-01", "KZ": "2025-Q3", "BS": "2025-09"}


def simple(given: Wanted) -> Document:
    return Document("simple", "简表", "简表", (Sheet("简表", "简表", (Text(f"期间 {given.period}"),)),), Stamp())


def refusing(_given: Wanted) -> Document:
    raise Refused([Fault("facts", "", "本期尚未录入考勤"), Fault("facts", "", "也未录入事件")])


def mistaken(_given: Wanted) -> Document:
    raise KeyError("team")


def empty(_given: Wanted) -> Document:
    return Document("empty", "空", "空", ())


def unrenderable(_given: Wanted) -> Document:
    return Document("bad", "坏", "坏", (Sheet("坏", "坏", (Text("x", "no such style"),)),))


def items(book: Book, *made: tuple[str, Callable[[Wanted], Document]]) -> list[Item]:
    given = wanted(book, "KZ", "2025-09")
    return [
        Item(Form(f"f{at}", title, FLOOR, MONTH, "", from_store=how), given, given.period)
        for at, (title, how) in enumerate(made)
    ]


def pages(path: Path) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as found:
        return [page.get_textpage().get_text_bounded() for page in found]


def outline(path: Path) -> list[str]:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as found:
        return [str(one.get_title()) for one in found.get_toc()]


@pytest.mark.parametrize("code", PERIODS)
def test_a_plan_has_every_form_of_the_contract_for_its_span(demo_book: Book, code: str) -> None:
    owner = projects.find(demo_book, code)
    given = wanted(demo_book, code, PERIODS[code])
    period = given.period
    found = plan(demo_book, owner, period)
    used = [one for one in forms() if one.fits(owner.scheme, given.contract.conduct is not None) and one.from_store]
    assert list(dict.fromkeys(one.id for one in found)) == [one.id for one in used]
    for form in used:
        periods = [one.period for one in found if one.id == form.id]
        assert periods == (list(period.months) if form.span == MONTH else [period])
    assert all(one.of == period for one in found)
    assert any(not one.reason for one in found)


def test_a_period_of_the_wrong_kind_says_so_at_the_contracts_own_forms(demo_book: Book) -> None:
    found = plan(demo_book, projects.find(demo_book, "KZ"), Period("month", 2025, 9))
    own = [one for one in found if one.form.span == PERIOD]
    assert own and all("应按季度" in one.reason for one in own)


def test_a_plan_tells_and_can_be_stopped(demo_book: Book) -> None:
    seen: list[tuple[str, int, int]] = []
    owner = projects.find(demo_book, "KZ")
    found = plan(demo_book, owner, Period("month", 2025, 9), lambda *one: seen.append(one))
    assert [one[:2] for one in seen] == [(item.title, at) for at, item in enumerate(found)]
    with pytest.raises(Stopped):
        plan(demo_book, owner, Period("month", 2025, 9), None, lambda: True)


def test_everything_is_made_and_named(demo_book: Book, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    chosen = items(demo_book, ("简表", simple), ("全部/各样：表", lambda _given: everything()))
    made = make(chosen, tmp_path, lambda *one: seen.append(one))
    name = f"{chosen[0].wanted.project.name} 2025-09 月结包 草稿"
    assert made.folder == tmp_path / name and made.pdf == made.folder / f"{name}.pdf" and made.failures == ()
    assert [one.name for one in made.files] == [
        "01 简表 2025-09.pdf",
        "01 简表 2025-09.xlsx",
        "02 全部／各样：表 2025-09.pdf",
        "02 全部／各样：表 2025-09.xlsx",
    ]
    assert list(tmp_path.iterdir()) == [made.folder]
    assert sorted((made.folder / EACH).iterdir()) == list(made.files)
    single = [text for one in made.files if one.suffix == ".pdf" for text in pages(one)]
    assert len(pages(made.pdf)) == len(single)
    assert any("简表" in one for one in outline(made.pdf)) and any("考核" in one for one in outline(made.pdf))
    assert load_workbook(made.files[1]).sheetnames == ["简表"]
    assert seen == [("简表", 0, 3), ("全部/各样：表", 1, 3), ("合订为一个 PDF", 2, 3)]


def test_a_form_that_fails_is_named_and_the_rest_is_made(demo_book: Book, tmp_path: Path) -> None:
    chosen = items(
        demo_book,
        ("缺", refusing),
        ("错", mistaken),
        ("空", empty),
        ("好", simple),
        ("坏", unrenderable),
        ("好", simple),
    )
    made = make(chosen, tmp_path)
    assert [one.name for one in made.files] == [
        f"{number} 好 2025-09.{ending}" for number in ("04", "06") for ending in ("pdf", "xlsx")
    ]
    assert [one.item.title for one in made.failures] == ["缺", "错", "空", "坏"]
    assert str(made.failures[0]) == "缺（2025-09）：本期尚未录入考勤；也未录入事件"
    assert made.failures[1].reason.startswith("程序出错（KeyError）")
    assert made.failures[2].reason == NOTHING
    assert "no such style" in made.failures[3].reason


def test_where_nothing_can_be_made_nothing_is_written(demo_book: Book, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="本期尚未录入考勤"):
        make(items(demo_book, ("缺", refusing)), tmp_path)
    with pytest.raises(Refused, match="没有选中"):
        make([], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_never_touched(demo_book: Book, tmp_path: Path) -> None:
    chosen = items(demo_book, ("简表", simple))
    first = make(chosen, tmp_path)
    (first.folder / EACH / "我的批注.txt").write_text("别动", "utf-8")
    second = make(chosen, tmp_path)
    assert second.folder.name == f"{first.folder.name} (2)" and second.pdf.is_file()
    assert (first.folder / EACH / "我的批注.txt").read_text("utf-8") == "别动" and first.pdf.is_file()


@pytest.mark.parametrize("looks", range(12))
def test_a_stop_at_any_moment_leaves_nothing(demo_book: Book, tmp_path: Path, looks: int) -> None:
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > looks

    with pytest.raises(Stopped):
        make(items(demo_book, ("一", simple), ("二", simple), ("三", simple)), tmp_path, None, stopped)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(demo_book: Book, tmp_path: Path) -> None:
    chosen = items(demo_book, ("简表", simple))
    with pytest.raises(Unwritten, match="文件夹不存在") as caught:
        make(chosen, tmp_path / "没有")
    assert caught.value.faults[0].value == str(tmp_path / "没有")
    (tmp_path / "文件").touch()
    with pytest.raises(Unwritten, match="这不是文件夹"):
        make(chosen, tmp_path / "文件")


def test_a_full_disk_stops_the_whole_and_names_the_folder(demo_book: Book, tmp_path: Path) -> None:
    with small_disk(tmp_path) as disk:
        chosen = items(demo_book, *[(f"表{at}", lambda _given: everything()) for at in range(9)])
        with pytest.raises(Unwritten, match="磁盘空间不足") as caught:
            make(chosen, disk)
        assert caught.value.faults[0].value == str(disk)
        assert list(disk.iterdir()) == []
