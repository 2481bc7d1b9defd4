"""The few questions that stop everything: decisions only, never messages."""

from PySide6.QtWidgets import QMessageBox, QWidget


def confirm(parent: QWidget, title: str, words: str, yes: str) -> bool:
    """Whether to go on; the safe answer is the default."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, words, parent=parent)
    go_on = box.addButton(yes, QMessageBox.ButtonRole.DestructiveRole)
    back = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton() is go_on
