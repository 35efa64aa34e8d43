"""A road to the test server that can be cut, or lose the server's next answer."""

from __future__ import annotations

import contextlib
import socket
import threading


class Road:
    """Passes everything on between ``port`` and the server until it is ``cut``; ``open`` lets people through again."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._pairs: list[socket.socket] = []
        self.closed = False
        self.swallow = b""
        """When the client sends this, it is passed on and the road cut before the answer comes back."""
        self._answered = threading.Event()
        threading.Thread(target=self._receive, daemon=True).start()

    def cut(self) -> None:
        """Break every connection and let none through."""
        self.closed = True
        pairs, self._pairs = self._pairs, []
        for each in pairs:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def open(self) -> None:
        """Let people through again."""
        self.closed = False

    def end(self) -> None:
        """Close for good."""
        self._door.close()
        self.cut()

    def _receive(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            if self.closed:
                client.close()
                continue
            server = socket.create_connection(self._target)
            self._pairs += [client, server]
            threading.Thread(target=self._pass, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self._pass, args=(server, client, False), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, outward: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if outward and self.swallow and self.swallow in data:
                    self._swallow(data, target)
                    return
                if not outward and self.closed:
                    self._answered.set()
                    return
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def _swallow(self, data: bytes, server: socket.socket) -> None:
        """The server gets the word, and its answer is lost on the way."""
        self.swallow, self.closed = b"", True
        self._answered.clear()
        server.sendall(data)
        self._answered.wait(10)
        self.cut()
