"""KPI values: one row a field of an indicator's input, for a period or for a day, self or reviewed."""

from db.tables.base import day, looked_up, noun, number, text, unique_while_valid, word

# `since` is the day, or the first day of the period; a daily value has an empty period. kind: number, flag, word.
# A row with `reason` overrides what the ledger derives; `derived` is what it derived when the value was typed.
KPI_VALUE = noun(
    "kpi_value",
    word("indicator"),
    word("field"),
    word("opinion"),
    word("period"),
    day("since"),
    word("kind"),
    number("number"),
    text("word"),
    number("derived"),
    text("reason"),
    word("source", optional=True),
    number("vendor"),
    days=("since",),
    silent=("derived", "reason", "source", "vendor"),
)
looked_up(KPI_VALUE, "project_id", "since")
unique_while_valid(KPI_VALUE, "project_id", "indicator", "field", "opinion", "since", "period")
