"""The demo: a ledger for trying out, played day by day from scripts that are data."""
