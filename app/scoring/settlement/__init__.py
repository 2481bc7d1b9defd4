"""Kinds of settlement: the base of a period, what its score takes off, and the other contract items."""

from app.scoring.settlement.parse import parse_settling
from app.scoring.settlement.settle import Charge, Settlement, Settling, settle

__all__ = ["Charge", "Settlement", "Settling", "parse_settling", "settle"]
