"""Collects the licence notices of everything that travels with the program into one file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

_LICENCE_FILE = re.compile(r"(^|[/\\])(licen[cs]es?|copying|notice|authors)[^/\\]*$", re.IGNORECASE)
_CODE = (".py", ".pyc", ".pyi", ".pyd", ".so")
_RULE = "=" * 78

SHARED_TEXTS = {
    "pyside6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
}
"""Licences whose text the distribution itself does not carry."""

SAID = {
    "pyside6-essentials": "Qt for Python and Qt, used under the LGPL 3 as separate, replaceable libraries. "
    "Their source is published at https://download.qt.io/official_releases/QtForPython/ and "
    "https://download.qt.io/official_releases/qt/.",
    "psycopg-binary": "Holds libpq of PostgreSQL (PostgreSQL licence) and OpenSSL (Apache licence 2.0).",
    "sqlcipher3": "Holds SQLCipher (BSD licence, Zetetic LLC), SQLite (public domain) and OpenSSL "
    "(Apache licence 2.0).",
    "pikepdf": "Holds qpdf (Apache licence 2.0), libjpeg-turbo (BSD and IJG licences) and zlib (zlib licence).",
    "lxml": "Holds libxml2 and libxslt (MIT licence).",
}  # fmt: skip
"""What a notice says before the licence's own text."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One part of the program that others wrote."""

    name: str
    version: str
    licence: str
    words: str
    texts: tuple[str, ...]

    def written(self) -> str:
        """The notice as it stands in the file."""
        head = f"{_RULE}\n{self.name} {self.version}".rstrip()
        lines = [head, *(["Licence: " + self.licence] if self.licence else []), *([self.words] if self.words else [])]
        return "\n".join([*lines, _RULE, *("\n" + text.strip() + "\n" for text in self.texts)])


def shipped_distributions(paths: Iterable[str], known: Iterable[Distribution]) -> list[Distribution]:
    """The distributions that own at least one of the files, by name."""
    wanted = {_plain(path) for path in paths if path}
    owners = {}
    for one in known:
        if any(_plain(str(one.locate_file(file))) in wanted for file in one.files or ()):
            owners[_name(one)] = one
    return [owners[name] for name in sorted(owners)]


def notice_of(one: Distribution, shared: Path) -> Notice:
    """The notice of a distribution; it is an error when no licence text can be found for it."""
    name = _name(one)
    files = [file for file in one.files or () if _LICENCE_FILE.search(str(file)) and file.suffix not in _CODE]
    texts = [Path(str(one.locate_file(file))).read_text(encoding="utf-8", errors="replace") for file in sorted(files)]
    texts += [(shared / text).read_text(encoding="utf-8") for text in SHARED_TEXTS.get(name, ())]
    if not texts:
        raise SystemExit(f"{name} would travel without its licence: add its text to installer/licences")
    return Notice(one.metadata["Name"], one.version, licence_of(one.metadata), SAID.get(name, ""), tuple(texts))


def licence_of(metadata: Mapping[str, str] | object) -> str:
    """The licence in a word, as the distribution's metadata gives it."""
    found = metadata.get("License-Expression") or metadata.get("License") or ""  # type: ignore[attr-defined]
    if "\n" in found or len(found) > 80 or not found:
        classifiers = metadata.get_all("Classifier") or []  # type: ignore[attr-defined]
        found = ", ".join(each.rsplit(" :: ", 1)[1] for each in classifiers if each.startswith("License :: ")) or ""
    return str(found).strip()


def python_notice() -> Notice:
    """The notice of Python itself."""
    homes = (Path(sys.base_prefix), Path(sys.executable).parent, Path(sysconfig.get_path("stdlib")))
    found = next((home / "LICENSE.txt" for home in homes if (home / "LICENSE.txt").is_file()), None)
    texts = (found.read_text(encoding="utf-8", errors="replace"),) if found else ()
    words = "Python, its standard library and what they hold (OpenSSL, SQLite, zlib, libffi, bzip2, xz)."
    if not found:
        words += " Its licence: https://docs.python.org/3/license.html"
    return Notice("Python", sys.version.split()[0], "PSF-2.0", words, texts)


def system_notices(paths: Iterable[str]) -> list[Notice]:
    """The notices of libraries that came from a Debian system (the Linux build carries some)."""
    found = {}
    for path in sorted({os.path.realpath(path) for path in paths if path.startswith(("/usr/lib", "/lib"))}):
        told = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False).stdout
        package = told.split(":", 1)[0].strip()
        papers = Path("/usr/share/doc") / package / "copyright"
        if package and papers.is_file():
            found[package] = Notice(
                package, "(Debian)", "", "", (papers.read_text(encoding="utf-8", errors="replace"),)
            )
    return [found[name] for name in sorted(found)]


def written(program: str, notices: Iterable[Notice]) -> str:
    """The whole file: the program's own licence first; a text that stands already is not repeated."""
    seen: dict[str, str] = {}
    parts = [program.strip() + "\n"]
    for notice in notices:
        texts = []
        for text in notice.texts:
            first = seen.setdefault(text.strip(), notice.name)
            texts.append(text if first == notice.name else f"(The licence's text stands under {first}.)")
        parts.append(Notice(notice.name, notice.version, notice.licence, notice.words, tuple(texts)).written())
    return "\n\n".join(parts) + "\n"


def collect(sources: Iterable[str], root: Path) -> str:
    """The notices of everything that was collected from ``sources`` (paths of files on this machine)."""
    paths = [str(path) for path in sources]
    shared = root / "installer" / "licences"
    notices = [python_notice(), *(notice_of(one, shared) for one in shipped_distributions(paths, distributions()))]
    if sys.platform.startswith("linux"):
        notices += system_notices(paths)
    own = "CareCoop is free software under the GNU Affero General Public License, version 3 or later:\n\n"
    return written(own + (root / "LICENSE").read_text(encoding="utf-8"), notices)


def _name(one: Distribution) -> str:
    return re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower()


def _plain(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))
