"""The store: tables, engine, migrations, backup, integrity. Imports nothing of ours."""
