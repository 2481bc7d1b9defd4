"""Checks a printed page: do its number and digest belong to a revision of this store, and does that one stand?"""

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy import select

from app.ledger import periods
from app.ledger.book import Book, fetch
from app.ledger.projects import find as find_project
from app.ledger.sealing import SHEETS, revision_digest
from app.periods import Period
from db.tables.periods import ASSESSMENT, REVISION

MATCHES, SUPERSEDED, ALTERED, UNKNOWN, UNREADABLE = "matches", "superseded", "altered", "unknown", "unreadable"
LEAST = 8  # as many figures of a digest as are printed when it is shortened
_HEX = re.compile(r"[0-9a-f]+")
# What the foot says around both, and the strokes that an input method writes for a hyphen.
_SAID, _DASHES = re.compile(r"编号|摘要|\(.*?\)|[:,;]"), re.compile("[‐‑‒–—―−]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a page is; `sheet`, `period` and `number` name the revision it shows, where there is one."""

    kind: str
    words: str
    number: str = ""
    sheet: str = ""
    period: Period | None = None

    @property
    def good(self) -> bool:
        """Whether the page shows what stands."""
        return self.kind == MATCHES


def check(book: Book, project: int, text: str) -> Verdict:
    """A page by what its foot says: number and digest as typed, in groups, or as the code has them."""
    number, digest = parted(text)
    if not number or len(digest) < LEAST or not _HEX.fullmatch(digest):
        return Verdict(UNREADABLE, f"请键入编号和至少 {LEAST} 位摘要，中间空一格，或扫描页脚的二维码")
    joined = REVISION.join(ASSESSMENT, REVISION.c.assessment_id == ASSESSMENT.c.id)
    columns = (REVISION.c.id, REVISION.c.number, REVISION.c.digest, ASSESSMENT.c.sheet, ASSESSMENT.c.period)
    with book.read() as connection:
        owner = find_project(connection, project)
        where = (ASSESSMENT.c.project_id == project, REVISION.c.voided.is_(None), ASSESSMENT.c.voided.is_(None))
        rows = fetch(connection, select(*columns, REVISION.c.version).select_from(joined).where(*where))
        found = next((one for one in rows if one.number.upper() == number), None)
        if found is None:
            return _stranger([str(one.number) for one in rows if one.digest.startswith(digest)], owner.name)
        period = Period.parse(found.period)
        place = (found.number, found.sheet, period)
        if not found.digest.startswith(digest):
            return Verdict(
                ALTERED, f"编号 {found.number} 存在，但摘要不符：这一页不是从这个版本打印的，或被改动过", *place
            )
        texts = periods.texts_of(connection, found.id)
        if revision_digest(found.number, found.sheet, found.period, found.version, texts) != found.digest:
            return Verdict(ALTERED, f"台账里 {found.number} 的内容与它自己的摘要不符，请核验台账并取回备份", *place)
        current = periods.standing(connection, project, found.sheet, period) if period else None
    return _standing(found.id, place, current)


def _standing(revision: int, place: tuple[str, str, Period | None], current: periods.Standing | None) -> Verdict:
    number, sheet, period = place
    what = f"{period} {SHEETS[sheet]}"
    last = current.current if current else None
    if current is None or last is None or last.id != revision:
        other = last.number if last else ""
        return Verdict(SUPERSEDED, f"{number} 是{what}的旧版本，已被 {other} 取代", *place)
    if not current.locked:
        return Verdict(
            SUPERSEDED, f"{number} {periods.STATES[current.state]}，{what}还没有新的送签版本，这一页已不作数", *place
        )
    return Verdict(MATCHES, f"相符：{what}，{number}，{periods.STATES[current.state]}", *place)


def _stranger(alike: list[str], name: str) -> Verdict:
    if alike:
        words = f"摘要属于 {alike[0]}，但页上的编号不是它：编号键入有误，或这一页被改动过"
        return Verdict(ALTERED, words, alike[0])
    return Verdict(UNKNOWN, f"{name}的台账里没有这个编号和摘要：草稿、别的项目的表，或台账曾被退回到更早的备份")


def parted(text: str) -> tuple[str, str]:
    """The number, and the digest without its gaps; full-width letters, any case and the foot's own words are taken."""
    plain = _DASHES.sub("-", _SAID.sub(" ", unicodedata.normalize("NFKC", text)))
    words = plain.split()
    if not words:
        return "", ""
    return words[0].upper(), "".join(words[1:]).casefold()
