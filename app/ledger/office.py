"""Users and settings of a store."""

from dataclasses import dataclass

from sqlalchemy import select

from app.ledger.book import Book, Source, fetch
from app.ledger.change import Changed
from app.ledger.words import needed, own, refuse
from db.tables.office import SETTING, USER

MANAGER, REVIEWER, VIEWER = "manager", "reviewer", "viewer"
ROLES = {MANAGER: "驻场经理", REVIEWER: "复核人", VIEWER: "只读"}
SHORTEST = 8


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who works with this store."""

    id: int
    name: str
    display: str
    role: str
    locked: bool
    active: bool


def add_user(book: Book, name: str, display: str, role: str, password: str = "") -> Changed:
    """A user; without a password anybody at this PC may work under the name."""
    if role not in ROLES:
        raise refuse("role", role, f"应为其中之一：{'、'.join(ROLES)}")
    with book.change("add_user", f"新增用户 {display}") as draft:
        hashed = _hashed(password) if password else None
        draft.change.add(USER, name=needed("name", name), display=display, role=role, password=hashed, active=True)
    return draft.done


def set_password(book: Book, user: int, password: str) -> Changed:
    """Another password."""
    with book.change("set_password", "修改用户密码") as draft:
        draft.change.set_from(USER, own(draft.change, USER, user, 0), password=_hashed(password))
    return draft.done


def dismiss_user(book: Book, user: int, reason: str) -> Changed:
    """A user who no longer works here."""
    with book.change("dismiss_user", "停用用户", reason=needed("reason", reason)) as draft:
        draft.change.set_from(USER, own(draft.change, USER, user, 0), active=False)
    return draft.done


def _hashed(password: str) -> str:
    from argon2 import PasswordHasher

    if len(password) < SHORTEST:
        raise refuse("password", "（略）", f"密码至少 {SHORTEST} 位")
    return PasswordHasher().hash(password)


def admits(source: Source, name: str, password: str) -> bool:
    """Whether the password is the user's."""
    from argon2 import PasswordHasher
    from argon2.exceptions import VerificationError

    where = (USER.c.name == name, USER.c.active.is_(True), USER.c.voided.is_(None))
    rows = fetch(source, select(USER.c.password).where(*where))
    if not rows:
        return False
    if rows[0].password is None:
        return True
    try:
        return PasswordHasher().verify(rows[0].password, password)
    except VerificationError:
        return False


def users(source: Source) -> tuple[User, ...]:
    """The users."""
    rows = fetch(source, select(USER).where(USER.c.voided.is_(None)).order_by(USER.c.id))
    return tuple(User(one.id, one.name, one.display, one.role, one.password is not None, one.active) for one in rows)


def set_setting(book: Book, key: str, value: str) -> Changed:
    """A setting of this store."""
    with book.change("set_setting", f"设置 {key}") as draft:
        where = (SETTING.c.key == key, SETTING.c.voided.is_(None))
        found = fetch(draft.change.connection, select(SETTING.c.id).where(*where))
        if found:
            draft.change.set(SETTING, found[0].id, word=value)
        else:
            draft.change.add(SETTING, key=needed("key", key), word=value)
    return draft.done


def settings(source: Source) -> dict[str, str]:
    """All settings."""
    rows = fetch(source, select(SETTING.c.key, SETTING.c.word).where(SETTING.c.voided.is_(None)))
    return {row.key: row.word or "" for row in rows}
