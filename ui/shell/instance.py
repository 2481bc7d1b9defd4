"""One window a store: a second start brings the first to the front and ends."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, QStandardPaths, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 300


class Instance(QObject):
    """Holds the name of a store; `asked_to_show` when another start wanted it too.

    A lock decides who is first, because it costs the start nothing; the first listens once its window stands.
    """

    asked_to_show = Signal()

    def __init__(self, store: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        told = str(store.resolve()).encode("utf-8", "surrogatepass")
        digest = QCryptographicHash.hash(told, QCryptographicHash.Algorithm.Sha256).toHex().toStdString()
        self._name = f"hotline-ledger-{digest[:24]}"
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        self._lock = QLockFile(f"{folder}/{self._name}.lock")
        self._lock.setStaleLockTime(0)  # never by its age; one of a program that was killed is found by its process
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Takes the name; False if another window has it, which is then asked to come to the front."""
        if self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError:
            return True  # where no lock can be written nobody can be told from the first; the store guards itself
        self._ask()
        return False

    def listen(self) -> None:
        """From now on another start is heard."""
        from PySide6.QtNetwork import QLocalServer

        # What a program that was killed left behind is nobody's.
        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self._server.listen(self._name)

    def release(self) -> None:
        """Gives the name back."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _ask(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        caller = QLocalSocket()
        caller.connectToServer(self._name)
        if caller.waitForConnected(WAIT_MS):
            caller.disconnectFromServer()

    def _called(self) -> None:
        while self._server is not None and (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
        self.asked_to_show.emit()
