"""The tables, one module a noun."""

from db.tables import (
    attendance,
    conduct,
    history,
    incidents,
    indicators,
    obligations,
    office,
    people,
    periods,
    projects,
    training,
)
from db.tables.base import metadata

__all__ = [
    "attendance",
    "conduct",
    "history",
    "incidents",
    "indicators",
    "metadata",
    "obligations",
    "office",
    "people",
    "periods",
    "projects",
    "training",
]
