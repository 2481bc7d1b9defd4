"""What stands on every page besides the form: 草稿 beneath it, and at its foot number, digest, code, page, printer."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from app.forms.paper.fonts import SANS, face, unknown
from app.forms.paper.marks import Ground, Mark, Page, Rule, Words, frame_of, mm
from app.forms.paper.typeset import Type
from app.forms.sheet import Document, Sheet, Stamp

SIZE, SMALLEST = 7, 5
LINE = mm(3)
CODE, TOP, AIR = mm(13), mm(23), mm(1)
DRAFT = "草稿"
DRAFT_SIZE, DRAFT_GREY, DRAFT_TURN = 130, 91, 35
MOST_RARE = 8


class Place(NamedTuple):
    """Which page of how many."""

    at: int
    pages: int


def numbered(stamp: Stamp) -> str:
    """What the code says: the number and the whole digest, so that a page can be checked against the ledger."""
    return f"{stamp.number or DRAFT} {stamp.digest}" if stamp.digest else ""


def grouped(digest: str) -> str:
    """The first sixteen signs in fours: enough to compare by eye, the code has them all."""
    return " ".join(digest[at : at + 4] for at in range(0, min(len(digest), 16), 4))


def lines_of(document: Document) -> tuple[str, ...]:
    """The foot's lines: what is not known stays open for a pen."""
    stamp = document.stamp
    number = DRAFT if stamp.draft else f"编号 {stamp.number}{stamp.old}" if stamp.number else ""
    by = stamp.printed_by or "　　　　"
    when = f"{stamp.printed_at:%Y-%m-%d %H:%M}" if stamp.printed_at else "　　　　　　"
    digest = f"摘要 {grouped(stamp.digest)}" if stamp.digest else ""
    head = "　".join(part for part in (f"表单 {document.form}", number) if part)
    return head, digest, f"打印人 {by}　打印时间 {when}"


def foot(document: Document, sheet: Sheet, page: Page, place: Place) -> Iterator[Mark]:
    """The lines under a rule, the page in the middle; the room at the right is the code's."""
    frame = frame_of(sheet.landscape, sheet.letter)
    left, right, top = frame.left, page.width - frame.right, page.height - TOP
    yield Rule(left, top, right, top, 30)
    end = right - CODE - AIR * 3 if document.stamp.digest else right
    said, kind = f"第 {place.at} 页　共 {place.pages} 页", Type(face(SANS), SIZE)
    middle = (left + right - kind.width(said)) // 2
    y = top + LINE + AIR
    rare = unknown(words.text for words in page.words)
    for at, line in enumerate((*lines_of(document), _rare(rare))):
        size, text = _fitted(line, (middle if at == 0 else end) - left - AIR)
        if text.strip():
            yield Words(left, y, text, SANS, size)
        if at == 0:
            yield Words(middle, y, said, SANS, SIZE)
        y += LINE + AIR // 2


def _fitted(line: str, room: int) -> tuple[int, str]:
    """A line in letters that are small enough; what is still too long says that it goes on."""
    for size in range(SIZE, SMALLEST - 1, -1):
        if Type(face(SANS), size).width(line) <= room:
            return size, line
    kind = Type(face(SANS), SMALLEST)
    return SMALLEST, f"{kind.lines(line, room - kind.width('…'))[0]}…"


def _rare(signs: str) -> str:
    """Which characters the boxes on this page stand for."""
    codes = [f"U+{ord(sign):04X}" for sign in signs[:MOST_RARE]]
    more = "等" if len(signs) > MOST_RARE else ""
    return f"□ 代替字库中没有的字：{' '.join(codes)}{more}" if signs else ""


def code(stamp: Stamp, sheet: Sheet) -> tuple[Ground, ...]:
    """The square code in the corner of a sheet's pages; none where there is nothing to check."""
    frame = frame_of(sheet.landscape, sheet.letter)
    text = numbered(stamp)
    return _squares(text, frame.width - frame.right - CODE, frame.height - TOP + AIR * 3 // 2) if text else ()


@lru_cache(64)
def _squares(text: str, left: int, top: int) -> tuple[Ground, ...]:
    """The dark modules, those beside each other as one."""
    rows = modules(text)
    found: list[Ground] = []
    edges = [CODE * at // len(rows) for at in range(len(rows) + 1)]
    for down, row in enumerate(rows):
        across = 0
        for dark, run in groupby(row):
            many = len(list(run))
            if dark:
                x, wide = left + edges[across], edges[across + many] - edges[across]
                found.append(Ground(x, top + edges[down], wide, edges[down + 1] - edges[down], 0))
            across += many
    return tuple(found)


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of a code, dark or light."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget: Any = QrCodeWidget(text, barLevel="M")
    made = widget.qr
    made.make()
    return tuple(tuple(map(bool, row)) for row in made.modules)
