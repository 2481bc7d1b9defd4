"""What the program knows and does. No Qt here."""

__version__ = "0.1.0"
