"""Invented tables in two versions, and stores made of them."""

import os
import random
from pathlib import Path

from db.driver import connect
from db.engine import writing
from db.keys import DEFAULT_KEY, Key
from db.migrate import Line, create_store

TRIALS = int(os.environ.get("HOTLINE_TRIALS", "10"))
PAGE = 4096

FIRST = """
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_table(
        "mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_mark_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
    )
"""
SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("team", sa.Text(), server_default="一组", nullable=False))
"""
THIRD = """
from alembic import op

revision = "0003"
down_revision = "0002"
{extra}

def upgrade():
    op.execute("{statement}")
"""


def lay_line(folder: Path, *scripts: str) -> Line:
    """A folder of migrations, and the line of it."""
    versions = folder / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(scripts, 1):
        (versions / f"{number:04d}_step.py").write_text(text, "utf-8")
    return Line(folder, f"{len(scripts):04d}")


def third(statement: str, extra: str = "") -> str:
    """A third step of one statement."""
    return THIRD.format(statement=statement, extra=extra)


def fill(path: Path, line: Line, rows: int = 500, key: Key = DEFAULT_KEY) -> Path:
    """A store with people and marks, the same for the same arguments."""
    drawn = random.Random(rows)
    engine = create_store(path, key, line=line)
    with writing(engine) as connection:
        people = [(number, f"人{number}") for number in range(1, 21)]
        connection.exec_driver_sql("INSERT INTO person(id, name) VALUES (?, ?)", people)
        marks = [(number, drawn.randrange(1, 21), f"{drawn.randbytes(40).hex()}") for number in range(1, rows + 1)]
        connection.exec_driver_sql("INSERT INTO mark(id, person_id, note) VALUES (?, ?, ?)", marks)
    engine.dispose()
    return path


def rows(path: Path, key: Key = DEFAULT_KEY) -> int:
    """How many marks a store holds."""
    link = connect(path, key)
    try:
        return int(link.execute("SELECT count(*) FROM mark").fetchone()[0])
    finally:
        link.close()
