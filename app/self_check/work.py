"""What the program is for, done once: worked cases recomputed, a store raised and verified, forms made and reopened."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cases import read_cases, run_case
from app.errors import Fault, Refused
from app.library import SCHEMES, scheme_ids
from app.self_check.item import DEMO, USER, Ground, Item, Wrong, required, told

if TYPE_CHECKING:
    from app.ledger.book import Book

STORE = "新建 100% 台账.hotline"


def cases(_ground: Ground) -> str:
    """Every worked case of every contract."""
    faults: list[str] = []
    done = 0
    for name in scheme_ids():
        try:
            done += _agreeing(name, faults)
        except Exception as error:
            faults += [f"{name}：{line}" for line in told(error)]
    required(faults)
    return f"{len(scheme_ids())} 份合同的 {done} 个算例与手算一致"


def _agreeing(name: str, faults: list[str]) -> int:
    unread: list[Fault] = []
    found = read_cases(SCHEMES / name, unread)
    if unread:
        raise Refused(unread)
    for case in found:
        faults += [f"{name}“{case.name}”：{one}" for one in run_case(name, SCHEMES, case)]
    return len(found)


def store(ground: Ground) -> str:
    """A store of the oldest version, brought up to this one, written to, backed up, the backup tried out."""
    from app.ledger import office, safety
    from app.ledger.shipped import raised
    from app.ledger.store import open_book

    path = ground.folder / STORE
    first, last = raised(path)
    book = open_book(path, USER)
    try:
        office.set_setting(book, "self_check", "自检 100%")
        if office.settings(book)["self_check"] != "自检 100%":
            raise Wrong(["写入的内容读回来不同"])
        _sound(book)
        copy = path.with_name(f"备份 {path.name}")
        safety.save_copy(book, copy)
    finally:
        book.engine.dispose()
    safety.rehearse(copy, path)
    return f"由版本 {first} 升到 {last}，写入、核验、备份、恢复演练；位置含中文、空格和 %"


def _sound(book: "Book") -> None:
    from app.ledger.verify import verify

    required(f"{one.place}：{one.words}" for one in verify(book))


def demo(ground: Ground) -> str:
    """The demo's store: every kind of entry is written once."""
    from app.demo.build import build
    from app.demo.summary import summary

    book = build(ground.folder / DEMO, step=_quiet)
    try:
        found = summary(book)
    finally:
        book.engine.dispose()
    return f"{len(found['projects'])} 个项目，{found['entries']} 笔记录"


def _quiet(_words: str) -> None:
    """A check says what it found, not how far it is."""


def forms(ground: Ground) -> str:
    """Every form as PDF and as a workbook, both opened again."""
    from app.forms.registry import forms as known
    from app.ledger.store import open_book

    book = open_book(ground.demo, USER, read_only=True)
    faults: list[str] = []
    pages = 0
    try:
        for at, form in enumerate(known()):
            try:
                pages += _printed(book, form.id, ground.folder / f"表 {at}")
            except Exception as error:
                faults += [f"{form.title}（{form.id}）：{line}" for line in told(error)]
    finally:
        book.engine.dispose()
    required(faults)
    return f"{len(known())} 种，PDF 共 {pages} 页，Excel 工作簿都能重新打开"


def _printed(book: "Book", name: str, stem: Path) -> int:
    """The pages of a form's PDF; of the project and period that has something to print."""
    from app.forms.output import PDF, XLSX, save
    from app.self_check.printing import documents

    reasons: list[str] = []
    document = next(documents(book, name, reasons), None)
    if document is None:
        raise Wrong(reasons or ["示例台账里没有项目用到"])
    for ending in (PDF, XLSX):
        save(document, stem.with_suffix(ending))
    return _reopened(stem.with_suffix(PDF), stem.with_suffix(XLSX))


def _reopened(pdf: Path, workbook: Path) -> int:
    import pypdfium2  # pyright: ignore[reportMissingTypeStubs]
    from openpyxl import load_workbook

    reader: Any = pypdfium2
    with reader.PdfDocument(pdf) as opened:
        texts: list[str] = [page.get_textpage().get_text_bounded() for page in opened]
    required(_blank(texts))
    book = load_workbook(workbook, read_only=True)
    if not book.sheetnames:
        raise Wrong(["工作簿里没有工作表"])
    book.close()
    return len(texts)


def _blank(texts: list[str]) -> Iterator[str]:
    if not texts:
        yield "PDF 没有页"
    for at, text in enumerate(texts, 1):
        if not text.strip():
            yield f"PDF 第 {at} 页没有文字"


ITEMS = (Item("算例", cases), Item("新建与升级", store), Item("示例台账", demo), Item("出表", forms))
