"""Signatures of a frozen revision: who, in what role, when, how, and the scan of the paper; the paper counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.ledger.attachments import keep
from app.ledger.book import Book, Source, fetch
from app.ledger.change import Change, Changed
from app.ledger.sealing import CONTRACT
from app.ledger.words import needed, own, refuse
from db.tables.periods import ASSESSMENT, REVISION, SIGNATURE

PICTURE = "picture"
HOW = {"ink": "手写签名", "seal": "盖章", PICTURE: "签名图片（不是可靠的电子签名）"}
PARTY_A, PARTY_B = "甲方", "乙方"
PARTIES = (PARTY_A, PARTY_B)
# A month of fines is signed inside the house: by any two roles, usually these.
HOUSE = ("驻场经理", "话务员代表")


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a revision, in what role, when and how."""

    id: int
    role: str
    signer: str
    signed_on: date
    how: str
    note: str
    scan: int | None


def roles_of(sheet: str) -> tuple[str, ...]:
    """The roles that usually sign a sheet."""
    return PARTIES if sheet == CONTRACT else HOUSE


def sign(
    book: Book,
    project: int,
    revision: int,
    role: str,
    signer: str,
    on: date,
    *,
    how: str,
    note: str = "",
    picture: bytes = b"",
) -> Changed:
    """Records that somebody signed; the paper itself is what counts. A picture is a PNG that was drawn or pasted."""
    if how not in HOW:
        raise refuse("how", how, f"应为其中之一：{'、'.join(HOW)}")
    if bool(picture) != (how == PICTURE):
        raise refuse("picture", HOW[how], "签名图片只在方式为签名图片时附上，也不能缺")
    with book.change("sign", f"{role} {signer} 签认", project) as draft:
        _frozen(draft.change, revision, project)
        values = {"role": needed("role", role), "signer": needed("signer", signer), "signed_on": on, "how": how}
        name = f"签名图片 {signer.strip()}.png"
        kept = keep(draft.change, project, name, picture, "image/png") if picture else None
        draft.change.add(SIGNATURE, revision_id=revision, **values, note=note or None, attachment_id=kept)
    return draft.done


def void_signature(book: Book, project: int, signature: int, reason: str) -> Changed:
    """It was recorded by mistake, or was withdrawn; only while the revision waits for signatures."""
    with book.change("void_signature", "作废签认", project, needed("reason", reason)) as draft:
        row = _of(draft.change, signature, project)
        _frozen(draft.change, row, project)
        draft.change.void(SIGNATURE, signature, reason)
    return draft.done


def attach_scan(
    book: Book, project: int, signature: int, name: str, content: bytes, *, media: str = "", reason: str = ""
) -> Changed:
    """The scan of what was signed: often it comes when the period is sealed already. Another one needs a reason."""
    with book.change("scan_signature", f"附签认扫描件 {name}", project, reason) as draft:
        change = draft.change
        _of(change, signature, project)
        before = change.row(SIGNATURE, signature)["attachment_id"]
        if before is not None and not reason.strip():
            raise refuse("reason", "", "已有扫描件，换一份请写明理由")
        change.set(SIGNATURE, signature, attachment_id=keep(change, project, name, content, media))
    return draft.done


def signatures(source: Source, revision: int) -> tuple[Signature, ...]:
    """Who signed a revision."""
    where = (SIGNATURE.c.revision_id == revision, SIGNATURE.c.voided.is_(None))
    rows = fetch(source, select(SIGNATURE).where(*where).order_by(SIGNATURE.c.id))
    return tuple(
        Signature(one.id, one.role, one.signer, one.signed_on, one.how, one.note or "", one.attachment_id)
        for one in rows
    )


def lacking(sheet: str, signed: Iterable[Signature]) -> str:
    """Who has not signed yet; nothing if a revision may be sealed."""
    roles = {one.role for one in signed}
    if sheet == CONTRACT:
        absent = [one for one in PARTIES if one not in roles]
        return f"还没有{'、'.join(absent)}的签认记录" if absent else ""
    return "" if len(roles) > 1 else f"要有两方的签认记录（如{'、'.join(HOUSE)}），现有 {len(roles)} 方"


def _of(change: Change, signature: int, project: int) -> int:
    """The revision that a standing signature of this project is on."""
    row = own(change, SIGNATURE, signature, project)
    _own_revision(change, row["revision_id"], project)
    return row["revision_id"]


def _own_revision(change: Change, revision: int, project: int) -> str:
    """The state of a revision of this project."""
    row = own(change, REVISION, revision, project)
    own(change, ASSESSMENT, row["assessment_id"], project)
    return row["state"]


def _frozen(change: Change, revision: int, project: int) -> None:
    if _own_revision(change, revision, project) != "frozen":
        raise refuse("revision", revision, "只有已送签的版本可以签认或作废签认")
