"""What a link names on a page: which page shows it, and by which of its methods."""

from PySide6.QtWidgets import QWidget

SHOWN = {
    "indicator": ("indicators", "show_indicator"),
    "input": ("indicators", "show_indicator"),
    "incident": ("incidents", "show_incident"),
    "form": ("forms", "show_form"),
    "bundle": ("forms", "make_bundle"),
}


def show(page: QWidget, kind: str, what: str) -> None:
    """Asks the page to show it."""
    getattr(page, SHOWN[kind][1])(*_told(kind, what))


def _told(kind: str, what: str) -> list[str | int]:
    if kind == "incident":
        return [int(what)]
    if kind == "bundle":
        return []
    # An input is shown with its indicator; a form perhaps with its month.
    return [what.partition(".")[0]] if kind in ("indicator", "input") else list(what.split(":"))
