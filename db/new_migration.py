"""For developers: `python -m db.new_migration NAME` writes the migration from the shipped line to the tables."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, MetaData
from sqlalchemy.types import TypeDecorator

from db.engine import open_engine, reading
from db.migrate import SHIPPED, Line, create_store

# What the ledger notes about a table is no part of the schema.
_INFO = re.compile(r"\n    info=\{.*\}$", re.MULTILINE)
_TEXT = '''"""{words}."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = {before!r}


def upgrade() -> None:
    {body}
'''


def main(words: Sequence[str]) -> int:
    """Write the next migration; it is read, corrected and committed by a person, who then raises CURRENT."""
    from db.tables import metadata

    if len(words) != 1 or not re.fullmatch(r"[a-z0-9_]+", words[0]):
        sys.stderr.write("python -m db.new_migration name_in_small_letters\n")
        return 2
    file = new_migration(words[0], metadata)
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", str(file)], check=False)
    sys.stdout.write(f"{file}\n")
    return 0


def new_migration(name: str, metadata: MetaData, line: Line = SHIPPED) -> Path:
    """The file that brings the newest version of a line to the tables of a metadata."""
    known = sorted(file.name[:4] for file in (line.folder / "versions").glob("[0-9]*_*.py"))
    before = known[-1] if known else None
    number = f"{int(before or '0') + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        body = _difference(_newest(Path(folder) / "newest.db", line, before), metadata)
    file = line.folder / "versions" / f"{number}_{name}.py"
    file.write_text(_TEXT.format(words=name, number=number, before=before, body=_INFO.sub("", body)), encoding="utf-8")
    return file


def _newest(path: Path, line: Line, before: str | None) -> Engine:
    return create_store(path, line=Line(line.folder, before)) if before else open_engine(path, create=True)


def _difference(engine: Engine, metadata: MetaData) -> str:
    options = {"render_as_batch": True, "sqlalchemy_module_prefix": "sa.", "alembic_module_prefix": "op."}
    try:
        with reading(engine) as connection:
            context = MigrationContext.configure(connection, opts={**options, "render_item": _plain_type})
            upgrade = produce_migrations(context, metadata).upgrade_ops
            assert upgrade is not None
            return render_python_code(upgrade, render_as_batch=True, render_item=_plain_type, migration_context=context)
    finally:
        engine.dispose()


def _plain_type(kind: str, found: Any, _context: Any) -> str | Literal[False]:
    # A migration names what is stored: it must not change when a type of ours does.
    return f"sa.{found.impl_instance!r}" if kind == "type" and isinstance(found, TypeDecorator) else False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
