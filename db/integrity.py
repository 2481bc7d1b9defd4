"""The examination of a store: every page authentic, the structure sound, no reference into the void."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from db import driver
from db.errors import StoreRefused, translated
from db.files import side
from db.keys import DEFAULT_KEY, Key
from db.pages import PAGE

if TYPE_CHECKING:
    from sqlite3 import Connection as Link

_SHOWN = 5
# These say that the store could not be examined now, not that something is wrong with it.
_PASSING = ("busy", "full", "io", "read_only", "pragma")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a store: a code for the program, words for the user."""

    code: str
    words: str


def check(path: Path, key: Key = DEFAULT_KEY, *, deep: bool = True) -> tuple[Finding, ...]:
    """All that is wrong with a store, nothing if it is sound; not `deep`, only its pages are read, not their order."""
    found = [*_strays(path)]
    try:
        link = driver.connect(path, key)
    except StoreRefused as refused:
        if refused.code in _PASSING:
            raise
        return (*found, Finding(refused.code, refused.reason))
    try:
        found += examined(link, path, deep=deep)
    finally:
        link.close()
    return tuple(found)


def journal_left(path: Path) -> bool:
    """Whether the last program ended in the middle of a transaction; opening the store takes that one back.

    A journal may also stay after that: of a program killed before it had changed anything. The next write removes it.
    """
    journal = side(path, "-journal")
    return journal.exists() and journal.stat().st_size > 0


def examined(link: "Link", path: Path, *, deep: bool = True) -> tuple[Finding, ...]:
    """What is wrong inside a store that could be opened."""
    try:
        # A lock is held throughout: pages are read past SQLite, and nobody may write them meanwhile.
        link.execute("BEGIN")
        try:
            link.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return (*_size(link, path), *_pages(link), *(_structure(link) if deep else ()))
        finally:
            link.rollback()
    except driver.module.Error as error:
        refused = translated(error, path)
        if refused.code in _PASSING:
            raise refused from error
        return (Finding(refused.code, refused.reason),)


def require_sound(link: "Link", path: Path) -> None:
    """Refuse a store in which something is wrong."""
    found = examined(link, path)
    if found:
        raise StoreRefused("damaged", path, found[0].words)


def _strays(path: Path) -> tuple[Finding, ...]:
    # This program never writes these: another one has opened the store.
    names = [name.name for ending in ("-wal", "-shm") if (name := side(path, ending)).exists()]
    return tuple(Finding("stray", f"台账旁有不属于本程序的文件“{name}”，可能被其他软件改动过") for name in names)


def _size(link: "Link", path: Path) -> tuple[Finding, ...]:
    pages, size = int(link.execute("PRAGMA page_count").fetchone()[0]), path.stat().st_size
    if pages * PAGE == size:
        return ()
    return (Finding("size", f"文件应为 {pages * PAGE} 字节，实为 {size} 字节"),)


def _pages(link: "Link") -> tuple[Finding, ...]:
    return _told("page", "有数据页被改动", _answers(link, "cipher_integrity_check"))


def _structure(link: "Link") -> tuple[Finding, ...]:
    answers = [one for one in _answers(link, "integrity_check") if one != "ok"]
    return (*_told("structure", "内部结构有误", answers), *_told("reference", "有记录指向不存在的内容", orphans(link)))


def orphans(link: "Link") -> list[str]:
    """Rows whose foreign key points nowhere, as `table row → parent`."""
    rows = link.execute("PRAGMA foreign_key_check").fetchall()
    return [f"{table} {row} → {parent}" for table, row, parent, _ in rows]


def _answers(link: "Link", pragma: str) -> list[str]:
    return [str(cast("object", row[0])) for row in link.execute(f"PRAGMA {pragma}")]


def _told(code: str, words: str, answers: list[str]) -> tuple[Finding, ...]:
    if not answers:
        return ()
    more = f" 等 {len(answers)} 处" if len(answers) > _SHOWN else ""
    return (Finding(code, f"{words}：{'；'.join(answers[:_SHOWN])}{more}"),)
