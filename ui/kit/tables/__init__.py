"""Lists to read, sort, filter and choose from."""

from ui.kit.tables.columns import Column
from ui.kit.tables.model import ROW_ROLE, SORT_ROLE, TableModel
from ui.kit.tables.view import TableView

__all__ = ["ROW_ROLE", "SORT_ROLE", "Column", "TableModel", "TableView"]
