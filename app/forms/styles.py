"""The looks a cell or a paragraph may have, by name; both renderers read this one table."""

from typing import NamedTuple

TITLE, SUBTITLE, HEADING, TEXT, SMALL = "title", "subtitle", "heading", "text", "small"
HEAD, LABEL, CENTRE, NUMBER, TOTAL, TOTAL_LABEL, NOTE, MARK, PLAIN, FAINT = (
    "head", "label", "centre", "number", "total", "total_label", "note", "mark", "plain", "faint"
)  # fmt: skip


class Style(NamedTuple):
    """Size in points, weight, place in the cell ("left", "centre", "right"; "top", "middle"), frame and ground."""

    size: int = 10
    bold: bool = False
    align: str = "left"
    valign: str = "middle"
    frame: bool = True
    shade: int = 0  # per cent of black behind the text
    tight: bool = False  # as narrow as a day's column: hardly any padding


STYLES = {
    TITLE: Style(16, bold=True, align="centre", frame=False),
    SUBTITLE: Style(11, align="centre", frame=False),
    HEADING: Style(12, bold=True, frame=False),
    PLAIN: Style(10, frame=False),
    TEXT: Style(10),
    SMALL: Style(8),
    HEAD: Style(10, bold=True, align="centre", shade=8),
    LABEL: Style(10, align="centre"),
    CENTRE: Style(10, align="centre"),
    NUMBER: Style(10, align="right"),
    TOTAL: Style(10, bold=True, align="right"),
    TOTAL_LABEL: Style(10, bold=True, align="centre"),
    NOTE: Style(9, valign="top"),
    MARK: Style(10, bold=True, align="centre", shade=12),  # the row that applies
    FAINT: Style(8, frame=False),
    "day": Style(7, align="centre", tight=True),
    "day_head": Style(7, bold=True, align="centre", shade=8, tight=True),
    "day_off": Style(7, align="centre", shade=12, tight=True),
}
