"""One of two processes that write into one store: tells each entry that was saved, and each refusal."""

import sys
import time
from pathlib import Path
from random import Random

from app.errors import Refused
from app.ledger import incidents, indicators
from app.ledger.book import Book
from app.ledger.incidents import Draft
from app.ledger.refusals import is_passing
from tests.faults.scene import Q3, july, kezhou, opened


def write(book: Book, project: int, number: int) -> int:
    """One write that can be told from all others; the same field is fought over at every third."""
    if number % 3 == 0:
        mine = {"hits": number, "total": 10_000 + (book.user == "甲")}
        return indicators.record(book, project, "callback_rate", mine, Q3, reason="两人同记").entry
    return incidents.log(book, project, [Draft("praise", july(1 + number % 28), words=f"{book.user}{number}")]).entry


def main(store: Path, user: str, writes: int, busy_ms: int) -> None:
    """Writes until all writes are saved, with a breath between them: SQLite lets no one in who waits for a loop."""
    book = opened(store, user, busy_ms=busy_ms)
    project = kezhou(book)
    print("ready", flush=True)
    sys.stdin.readline()
    drawn = Random(user)
    for number in range(1, writes + 1):
        time.sleep(drawn.random() / 200)
        while True:
            try:
                print(f"saved {write(book, project, number)}", flush=True)
                break
            except Refused as refused:
                print(f"refused {is_passing(refused)} {refused.faults[0].reason}", flush=True)
    book.engine.dispose()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
