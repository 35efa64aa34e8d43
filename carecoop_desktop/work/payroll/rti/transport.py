"""Carries a message to HMRC's transaction engine and back: HTTP over TLS, bounded in time, size and tries."""

from __future__ import annotations

import http.client
import os
import ssl
import time
from typing import Protocol
from urllib.parse import urlsplit

from carecoop_desktop.platform.kernel.errors import Fault, Refusal

LIVE = "https://transaction-engine.tax.service.gov.uk/submission"
ENGINE = "CARECOOP_HMRC_ENGINE"
"""The variable that names an engine on this computer, to try the conversation out; no other place is taken from it."""
_HMRC = (".tax.service.gov.uk", ".gateway.gov.uk")
_HERE = ("127.0.0.1", "localhost", "::1")
_TRIES = 3
_MOST = 8_000_000
_PIECE = 65_536


class Transport(Protocol):
    """What sends a message and returns the answer. Raises Unreached where it certainly never arrived, and NoAnswer
    where that is not known. ``again`` allows to send it once more after the latter."""

    def post(self, url: str, message: bytes, *, again: bool = False) -> bytes: ...


class Unreached(Fault):
    """The message did not reach HMRC."""


class NoAnswer(Fault):
    """The message may have reached HMRC, but no answer came that can be read."""


class Https:
    """The real transport. It asks no proxy, follows no redirection, and speaks without TLS only to this computer."""

    def __init__(self, patience: float = 30.0, deadline: float = 120.0, tries: int = _TRIES) -> None:
        self._patience = patience
        self._deadline = deadline
        self._tries = tries

    def post(self, url: str, message: bytes, *, again: bool = False) -> bytes:
        """Send a message; a server that cannot be reached, or is busy, is tried a few times."""
        for left in range(self._tries - 1, -1, -1):
            try:
                return self._once(url, message)
            except Unreached:
                if not left:
                    raise
            except NoAnswer:
                if not (left and again):
                    raise
        raise Unreached("HMRC was not tried.")

    def _once(self, url: str, message: bytes) -> bytes:
        connection, path = self._connection(url)
        try:
            try:
                connection.connect()
            except (OSError, http.client.HTTPException) as trouble:
                raise Unreached("HMRC cannot be reached.", f"Nothing was sent. ({_reason(trouble)})") from trouble
            try:
                connection.request("POST", path, message, {"Content-Type": "text/xml; charset=utf-8"})
                return self._read(connection.getresponse())
            except (OSError, http.client.HTTPException) as trouble:
                raise NoAnswer("HMRC gave no answer.", f"It may have the file all the same. ({_reason(trouble)})") \
                    from trouble  # fmt: skip
        finally:
            connection.close()

    def _connection(self, url: str) -> tuple[http.client.HTTPConnection, str]:
        parts = urlsplit(url)
        host = parts.hostname or ""
        path = parts.path or "/"
        if parts.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, parts.port, timeout=self._patience, context=context), path
        if parts.scheme == "http" and host in _HERE:
            return http.client.HTTPConnection(host, parts.port, timeout=self._patience), path
        raise Refusal("Files go to HMRC over an encrypted connection only.", "Nothing was sent.")

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """The whole answer; a server that only drips is not waited for for ever."""
        ends, found, size = time.monotonic() + self._deadline, [], 0
        while piece := response.read1(_PIECE):
            found.append(piece)
            size += len(piece)
            if size > _MOST or time.monotonic() > ends:
                raise NoAnswer("HMRC's answer does not end.", "Ask again later.")
        if response.status != http.client.OK:
            raise NoAnswer(f"HMRC's computer answered {response.status}.", "It is busy or being mended; try later.")
        return b"".join(found)


def _reason(trouble: BaseException) -> str:
    """What went wrong, without the message or its password."""
    return str(trouble) or type(trouble).__name__


def engine() -> str:
    """Where files are sent: HMRC's live engine, or one on this computer that the environment names."""
    named = os.environ.get(ENGINE, "")
    return named if urlsplit(named).hostname in _HERE else LIVE


def trusted(endpoint: str, submission: str) -> bool:
    """Whether a place that an answer names may be asked: HMRC's own, or the very host that was sent to."""
    there, sent = urlsplit(endpoint), urlsplit(submission)
    if there.hostname is None or there.scheme != sent.scheme:
        return False
    return there.netloc == sent.netloc or (there.scheme == "https" and there.hostname.endswith(_HMRC))
