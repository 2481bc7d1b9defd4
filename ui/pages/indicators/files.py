"""An evidence file on its way to the program that shows it: a copy in the temporary folder, to be read only."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl

from app.ledger import attachments
from app.ledger.attachments import Attachment
from app.ledger.book import Book


def open_file(book: Book, attachment: int, known: Sequence[Attachment]) -> QUrl | None:
    """Where a copy lies now; None if the file is not one of those that are shown."""
    found = next((one for one in known if one.id == attachment), None)
    if found is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="hotline-"))
    file = folder / Path(found.name).name
    file.write_bytes(attachments.content(book, attachment))
    file.chmod(0o400)
    return QUrl.fromLocalFile(str(file))
