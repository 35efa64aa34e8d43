"""The small hidden files beside a shared office. Each is written by one desk only; a number is claimed only once."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

from carecoop_desktop.platform.database.pen.lease import Lease, Request, packed, unpacked

_O_BINARY = getattr(os, "O_BINARY", 0)


class Notes:
    """The notes beside one office file.

    A lease is a file whose name carries its generation. To claim a generation is to make that file, which every file
    server lets one desk do only; to rewrite a lease never makes it, so that one that was taken away stays away.
    """

    def __init__(self, office: Path) -> None:
        self._folder, self._name = office.parent, office.name
        self._lease_name = re.compile(rf"^\.{re.escape(office.name)}\.pen-(\d{{8,}})$")

    @property
    def lock(self) -> Path:
        """The file of the operating system's lock."""
        return self._folder / f".{self._name}.lock"

    def path_of(self, generation: int) -> Path:
        """The file of a lease."""
        return self._folder / f".{self._name}.pen-{generation:08d}"

    def newest(self) -> tuple[int, bytes, Lease | None]:
        """The highest generation claimed, its raw note, and what it says (None while it is being written).

        Generation 0 where the pen was never taken.
        """
        for generation in sorted(self._generations(), reverse=True):
            with suppress(FileNotFoundError):
                raw = self.path_of(generation).read_bytes()
                return generation, raw, unpacked(raw, Lease)
        return 0, b"", None

    def claim(self, lease: Lease) -> bool:
        """Make a lease's file; False where that generation, or a higher one, is somebody's already."""
        path = self.path_of(lease.generation)
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _O_BINARY, 0o666)
        except FileExistsError:
            return False
        try:
            _write(file, packed(lease))
        finally:
            os.close(file)
        if max(self._generations()) > lease.generation:
            path.unlink(missing_ok=True)
            return False
        return True

    def rewrite(self, lease: Lease) -> None:
        """Write a lease of ours anew. FileNotFoundError once somebody else has taken the pen."""
        file = os.open(self.path_of(lease.generation), os.O_RDWR | _O_BINARY)
        try:
            _write(file, packed(lease))
        finally:
            os.close(file)

    def holds(self, lease: Lease) -> bool:
        """Whether a lease of ours still stands; read afresh from the server. OSError where the folder is away."""
        try:
            found = unpacked(self.path_of(lease.generation).read_bytes(), Lease)
        except FileNotFoundError:
            if not self._folder.is_dir():
                raise OSError(errno.EIO, "The shared folder is away", str(self._folder)) from None
            return False
        return found is not None and found.token == lease.token and not found.free

    def clear_below(self, generation: int) -> None:
        """Take older leases away: their holders find out at their next look. OSError where one cannot be taken away."""
        for older in self._generations():
            if older < generation:
                self.path_of(older).unlink(missing_ok=True)

    def requests(self) -> list[Request]:
        """Who asks for the pen."""
        found = []
        start = f".{self._name}.ask-"
        for path in [each for each in self._folder.iterdir() if each.name.startswith(start)]:
            with suppress(OSError):
                request = unpacked(path.read_bytes(), Request)
                if request is not None:
                    found.append(request)
        return sorted(found, key=lambda each: each.token)

    def ask(self, request: Request) -> None:
        """Ask for the pen, or go on asking."""
        self._request(request.token).write_bytes(packed(request))

    def withdraw(self, token: str) -> None:
        """Ask no longer."""
        with suppress(OSError):
            self._request(token).unlink(missing_ok=True)

    def _request(self, token: str) -> Path:
        return self._folder / f".{self._name}.ask-{token}"

    def _generations(self) -> list[int]:
        found = (self._lease_name.match(path.name) for path in self._folder.iterdir())
        return [int(match[1]) for match in found if match]


def _write(file: int, content: bytes) -> None:
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, content)
    with suppress(OSError):
        os.fsync(file)
