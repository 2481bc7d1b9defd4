"""Saving forms: the ending of the name says as what."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, TypeAlias

from app.errors import Fault, Refused
from app.forms.files import Stopped, check_place, written
from app.forms.sheet import Document

Step: TypeAlias = Callable[[str, int, int], None]
Stop: TypeAlias = Callable[[], bool]
PDF, XLSX = ".pdf", ".xlsx"
KINDS = {PDF: "PDF 文件", XLSX: "Excel 工作簿"}


def save(
    documents: Document | Sequence[Document], path: Path, step: Step | None = None, stopped: Stop | None = None
) -> int:
    """Writes forms into one PDF or one workbook, whole or not at all; how many pages or sheets it has."""
    ending = path.suffix.lower()
    if ending not in KINDS:
        known = "、".join(f"{name}（{one}）" for one, name in KINDS.items())
        raise Refused([Fault("ending", path.name, f"只能保存为 {known}，请改文件名的后缀")])
    wanted = (documents,) if isinstance(documents, Document) else tuple(documents)
    if not any(one.sheets for one in wanted):
        raise Refused([Fault("document", path.name, "没有可保存的内容")])
    check_place(path)
    if ending == XLSX:
        from app.forms.xlsx import render_all as render
    else:
        from app.forms.pdf import render

    def write(out: BinaryIO) -> int:
        try:
            made = render(wanted, out, step, stopped)
        except Exception as error:
            if stopped and stopped():
                raise Stopped from error
            raise
        if stopped and stopped():
            raise Stopped
        return made

    return written(path, write)
