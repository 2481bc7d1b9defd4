"""Grids in which people type as in Excel: a view, its delegates, and what its model promises."""

from ui.kit.grid.cells import LOOK_ROLE, Cell, GridModel, Problem, Trimmed
from ui.kit.grid.choice_delegates import ChoiceDelegate, Code, CodeDelegate
from ui.kit.grid.choices import Choice
from ui.kit.grid.clipboard import release_clipboard
from ui.kit.grid.delegates import NumberDelegate, TextDelegate
from ui.kit.grid.editor import Step
from ui.kit.grid.looks import Look
from ui.kit.grid.view import GridView
from ui.kit.grid.widths import fit_columns, sample_widths

__all__ = [
    "LOOK_ROLE",
    "Cell",
    "Choice",
    "ChoiceDelegate",
    "Code",
    "CodeDelegate",
    "GridModel",
    "GridView",
    "Look",
    "NumberDelegate",
    "Problem",
    "Step",
    "TextDelegate",
    "Trimmed",
    "fit_columns",
    "release_clipboard",
    "sample_widths",
]
