"""What support is told: versions, sizes, counts and error reports; no name, no pay, no path, no setting's value."""

from __future__ import annotations

import locale
import os
import platform
import re
import shutil
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlalchemy import select, text

from carecoop_desktop import __version__
from carecoop_desktop.home.safety.queries import last_backup
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.platform.database.backup.proof import take_proof
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.office.features import Feature
from carecoop_desktop.platform.office.office import PRACTICE_DAY, Office
from carecoop_desktop.platform.office.tables import SettingRow, UserRow

PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "alembic", "psycopg", "reportlab", "pikepdf", "openpyxl", "keyring")
REPORTS = 3
_PLAIN_KEY = re.compile(r"^[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*$")
_SETTINGS, _USERS = SettingRow.__table__, UserRow.__table__


def machine_lines() -> Iterator[str]:
    """The program and the computer it runs on."""
    yield f"CareCoop {__version__}"
    yield f"Written {utc_now().isoformat()}"
    yield f"Python {platform.python_version()} ({platform.python_implementation()}), frozen: {hasattr(sys, 'frozen')}"
    yield f"SQLite {sqlite3.sqlite_version}"
    yield from (f"{name} {_version(name)}" for name in PACKAGES)
    yield f"System {platform.system()} {platform.release()} {platform.machine()}, {os.cpu_count()} processors"
    yield f"Encoding {sys.getfilesystemencoding()}, locale {locale.getlocale()[0]}"
    yield "Display " + (os.environ.get("QT_QPA_PLATFORM") or os.environ.get("XDG_SESSION_TYPE") or "usual")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not there"


def office_lines(office: Office, rooms: Iterable[Feature]) -> Iterator[str]:
    """The office in figures."""
    yield from _place_lines(office)
    with office.database.reading() as connection:
        proof = take_proof(connection)
        keys = list(connection.execute(select(_SETTINGS.c.key).order_by(_SETTINGS.c.key)).scalars())
        roles = Counter(connection.execute(select(_USERS.c.role).where(_USERS.c.active)).scalars())
        open_ones = connection.execute(select(_USERS.c.id).where(_USERS.c.password_hash.is_(None))).all()
    yield f"Tables of version {proof.schema}; history of {proof.chain_length} changes, head {proof.chain_head[:12]}"
    yield f"Practice office: {PRACTICE_DAY in keys}; signed in as {office.user.role.value}"
    last = office.read(last_backup)
    yield f"Last proved backup: {last.isoformat() if last else 'never'}"
    people = ", ".join(f"{count} {role}" for role, count in sorted(roles.items()))
    yield f"People: {people}; {len(open_ones)} without a password"
    yield "Rows: " + ", ".join(f"{name} {count}" for name, count in proof.counts.items())
    yield "Settings: " + ", ".join(key if _PLAIN_KEY.match(key) else "(a key of another shape)" for key in keys)
    yield "Checks:"
    try:
        checked = check_office(office, rooms)
    except NotAllowed:
        yield "  not made: the server keeps something back from this role"
        return
    for part in checked:
        # The sentences of what is wrong may name people: only their number is told.
        yield f"  {len(part.faults)} wrong: {part.title}" if part.faults else f"  holds: {part.title}"


def _place_lines(office: Office) -> Iterator[str]:
    path = office.database.address.path
    if path is None:
        with office.database.reading() as connection:
            yield f"Office on PostgreSQL {connection.execute(text('SHOW server_version')).scalar()}"
        return
    log = path.with_name(f"{path.name}-wal")
    free = shutil.disk_usage(path.parent).free
    yield f"Office in an SQLite file of {path.stat().st_size:,} bytes, log of {_size(log):,}, {free:,} bytes free"
    yield f"Folder writable: {os.access(path.parent, os.W_OK)}, file writable: {os.access(path, os.W_OK)}"


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def report_lines(folder: Path) -> Iterator[str]:
    """The latest reports of our own bugs, which hold no values by the way they are made."""
    try:
        found = sorted(folder.glob("*.txt"), key=lambda p: p.stat().st_mtime, reverse=True)[:REPORTS]
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in found]
    except OSError:
        texts = []
    yield f"Error reports: {len(texts)}"
    for words in texts:
        yield from ("", *(f"  {line}" for line in words.splitlines()[:120]))


def trouble_lines(trouble: Refusal | Fault) -> Iterator[str]:
    """An office that cannot be opened or read: the kind of trouble, and what led to it; sentences may hold a path."""
    yield f"The office cannot be read: {type(trouble).__name__}"
    cause = trouble.__cause__
    if cause is not None:
        yield f"Led to by {type(cause).__module__}.{type(cause).__name__}"
