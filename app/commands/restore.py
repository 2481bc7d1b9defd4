"""`restore FILE STORE`: puts a verified backup in a store's place; `--drill` only tries it out."""

from argparse import Namespace
from pathlib import Path

from app.commands.common import BAD, OK, complain, write
from app.errors import Fault
from app.ledger.safety import put_back, rehearse


def run(arguments: Namespace) -> int:
    """The command."""
    backup, store = Path(arguments.file), Path(arguments.store)
    if not arguments.drill:
        done = put_back(backup, store)
        write({"store": store.name, "kept": done.kept.name if done.kept else None})
        return OK
    tried = rehearse(backup, store)
    if not tried.passed:
        names = "、".join(tried.differing) or "没有备份说明，无从比对"
        complain([Fault("drill", backup.name, f"演练未通过：{names}")])
        return BAD
    write({"drill": "passed", "tables": len(tried.tables)})
    return OK
