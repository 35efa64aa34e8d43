"""One running window per office: a second start hands its request to the first and ends."""

from __future__ import annotations

import getpass
import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 800
LONGEST = 4096
_HEARD = "heard"


def channel_name(office: str) -> str:
    """The local channel of a user and an office; a hash, so that no path or name shows in it."""
    return "carecoop-" + hashlib.sha256(f"{getpass.getuser()}\0{office}".encode()).hexdigest()[:20]


class SingleInstance(QObject):
    """The first to claim the channel listens; ``asked`` carries what a later start wants (a link, or nothing)."""

    asked = Signal(str)

    def __init__(self, office: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = channel_name(office)
        self._server: QLocalServer | None = None

    def claim(self, request: str = "") -> bool:
        """True when this is the first; else the request was handed to the first and this start should end."""
        if self._hand_over(request):
            return False
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left behind by a crash: nobody answered above
            server.listen(self._name)
        server.newConnection.connect(self._hear)
        self._server = server
        return True

    def release(self) -> None:
        """Stop listening."""
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None

    def _hand_over(self, request: str) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(request.encode("utf-8")[:LONGEST] + b"\n")
        socket.waitForBytesWritten(WAIT_MS)
        socket.waitForReadyRead(WAIT_MS)  # a pipe of Windows may lose what was not read before it is closed
        socket.disconnectFromServer()
        return True

    def _hear(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda each=socket: self._read(each))
            socket.disconnected.connect(lambda each=socket: self._gone(each))
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.canReadLine():
            socket.setProperty(_HEARD, True)
            request = bytes(socket.readLine(LONGEST + 1).data()).decode("utf-8", "replace").strip()
            socket.write(b"\n")
            socket.flush()
            self.asked.emit(request)

    def _gone(self, socket: QLocalSocket) -> None:
        """Whoever came and left unheard wanted at least the window."""
        self._read(socket)
        if not socket.property(_HEARD):
            self.asked.emit("")
        socket.deleteLater()
