"""A process to be killed: does one thing to a store, and says when it begins and when it is done."""

import sys
from pathlib import Path

from db.backup import back_up, restore
from db.engine import open_engine, writing
from db.keys import DEFAULT_KEY, Key
from db.migrate import Line, create_store, open_store
from db.rekey import rekey

OTHER = Key(b"\x07" * 32)


def act(what: str, folder: Path, line: Path) -> None:
    """One of the things that must survive a kill."""
    store = folder / "a.db"
    if what == "backup":
        back_up(store, folder / "b.db")
    elif what == "restore":
        restore(folder / "b.db", store)
    elif what == "migration":
        open_store(store, line=Line(line, "0002")).dispose()
    elif what == "rekey":
        rekey(store, DEFAULT_KEY, OTHER)
    elif what == "creation":
        create_store(folder / "new.db", line=Line(line, "0002")).dispose()
    else:
        commit(store)


def commit(store: Path) -> None:
    """Write without end, each entry told once it is saved."""
    engine = open_engine(store)
    number = 100_000
    while True:
        number += 2
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO mark(id, person_id) VALUES (?, 1)", (number,))
            connection.exec_driver_sql("INSERT INTO mark(id, person_id) VALUES (?, 1)", (number + 1,))
        print(number, flush=True)


if __name__ == "__main__":
    # Alembic's import would be most of the time in which the kill may fall.
    import alembic.operations
    import alembic.runtime.migration
    import alembic.script  # noqa: F401

    print("go", flush=True)
    act(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    print("done", flush=True)
