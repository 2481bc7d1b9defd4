"""`python -m bench`: every row against what it is measured against, in one run; agreement first, then time."""

import os
import sys

from bench.fines_rows import AGREEING as CREWS
from bench.fines_rows import agree_on_crews, fines_rows
from bench.form_rows import form_rows
from bench.ledger_rows import ledger_rows
from bench.month_rows import AGREEING as MONTHS
from bench.month_rows import agree_on_months, month_rows
from bench.table import Disagreement, Row, lines, save


def window_rows(notes: list[str]) -> list[Row]:
    """The rows that need Qt, drawn where nobody looks."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from bench.frozen_rows import frozen_rows
    from bench.grid_rows import grid_rows
    from bench.live_rows import live_rows

    return [*grid_rows(), *live_rows(), *frozen_rows(notes)]


def main() -> int:
    """Prints the table and writes it down; slow is no failure, disagreement is."""
    try:
        agree_on_months()
        agree_on_crews()
    except Disagreement as disagreement:
        sys.stderr.write(f"DISAGREE: {disagreement}\n")
        return 1
    notes = [f"hand-written: agrees on {2 * MONTHS} months and {CREWS} crews, to the fen and the last digit"]
    rows = [*month_rows(notes), *fines_rows(), *ledger_rows(), *form_rows(notes), *window_rows(notes)]
    sys.stdout.write(lines(rows) + "\n".join(notes) + "\n")
    save(rows, notes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
