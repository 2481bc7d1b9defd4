"""What the user sees of a bug: that nothing saved is lost, and a report to read and save."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from ui.kit.labels import give_role, label
from ui.shell.report import save


class BugDialog(QDialog):
    """The report, word for word as it would be saved."""

    def __init__(self, parent: QWidget, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("程序出错")
        self.resize(680, 440)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._report = report
        self._said = label("", "error")
        self._said.setWordWrap(True)
        told = label(
            "刚才的操作没有完成。已经保存的内容不受影响。可以把下面的报告存下来交给维护人员；报告只在本机，姓名已遮盖。"
        )
        told.setWordWrap(True)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        buttons = QDialogButtonBox()
        keep = buttons.addButton("保存报告…", QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        for widget in (told, text, self._said, buttons):
            column.addWidget(widget)
        keep.clicked.connect(self._save)
        close.clicked.connect(self.reject)

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "保存报告", "错误报告.txt", "文本 (*.txt)")
        if name:
            self.keep(Path(name))

    def keep(self, file: Path) -> None:
        """Saves the report, or says why it cannot be saved there."""
        try:
            save(self._report, file)
        except OSError as error:
            give_role(self._said, "role", "error")
            self._said.setText(f"存不进 {file.name}：{error.strerror or error}。请换一个位置。")
        else:
            give_role(self._said, "role", "good")
            self._said.setText(f"已保存：{file.name}")


def tell(parent: QWidget, report: str) -> None:
    """Shows it; while one is read no other opens over it (the console has them all)."""
    if parent.findChild(BugDialog) is None:
        BugDialog(parent, report).open()
