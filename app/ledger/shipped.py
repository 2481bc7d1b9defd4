"""The migrations that came with this program, and a store raised through all of them."""

from dataclasses import replace
from pathlib import Path

from app.errors import Fault, Refused
from app.ledger.refusals import told
from db.migrate import SHIPPED, create_store, open_store


def migrations() -> tuple[str, ...]:
    """Their names, the oldest first; the last one is the version that this program works with."""
    return tuple(sorted(file.stem for file in (SHIPPED.folder / "versions").glob("[0-9]*_*.py")))


def raised(path: Path) -> tuple[str, str]:
    """A new store of the oldest version, then brought up to this one as a user's is; both versions."""
    names = migrations()
    if not names:
        raise Refused([Fault("versions", path.name, "程序里没有迁移脚本，不能新建台账")])
    first = names[0].split("_")[0]
    with told():
        create_store(path, line=replace(SHIPPED, current=first)).dispose()
        open_store(path).dispose()
    return first, SHIPPED.current
