"""One window a store: a second start brings the first to the front and ends."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 300


class Instance(QObject):
    """Holds the name of a store; `asked_to_show` when another start wanted it too."""

    asked_to_show = Signal()

    def __init__(self, store: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(store.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
        self._name = f"hotline-ledger-{digest[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)

    def is_first(self) -> bool:
        """Takes the name; False if another window has it, which is then asked to come to the front."""
        caller = QLocalSocket()
        caller.connectToServer(self._name)
        if caller.waitForConnected(WAIT_MS):
            caller.disconnectFromServer()
            return False
        # What a program that was killed left behind is nobody's.
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def release(self) -> None:
        """Gives the name back."""
        self._server.close()

    def _called(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
        self.asked_to_show.emit()
