"""What this computer's user did last: the printer, the folder. Nothing of the ledger."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

PRINTER, FOLDER = "forms/printer", "forms/folder"


def last_printer() -> str:
    """The printer chosen last, or ""."""
    return str(QSettings().value(PRINTER) or "")


def keep_printer(name: str) -> None:
    """Remembers a printer."""
    QSettings().setValue(PRINTER, name)


def last_folder() -> Path:
    """The folder written to last, if it is still there; otherwise the user's documents."""
    kept = str(QSettings().value(FOLDER) or "")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    found = [Path(one) for one in (kept, documents) if one and Path(one).is_dir()]
    return found[0] if found else Path.home()


def keep_folder(folder: Path) -> None:
    """Remembers a folder."""
    QSettings().setValue(FOLDER, str(folder))
