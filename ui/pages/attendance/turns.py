"""Work in parts, a turn of the event loop for each: what one part changed is painted, and keys are taken, before the
next one begins."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer

STEP_MS = 4


class Turns(QTimer):
    """Does the parts of one piece of work; a newer piece takes the place of an older one."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self.setInterval(STEP_MS)
        self.timeout.connect(self._step)

    def begin(self, steps: Iterator[None]) -> None:
        """One part a turn, from the next turn on."""
        self._steps = steps
        self.start()

    def finish(self, steps: Iterator[None]) -> None:
        """All parts now."""
        self.stop()
        for _ in steps:
            pass

    def _step(self) -> None:
        if next(self._steps, self) is self:
            self.stop()
