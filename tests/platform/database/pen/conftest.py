"""A shared office, quick beats, and desks in this and in other processes."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.platform.database.address import Address
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.database.pen.holding import Timing
from tests.platform.database.pen.desks import QUICK, OtherDesk


@pytest.fixture(autouse=True)
def _copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_COPIES", str(tmp_path / "copies"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A file of an office that was moved into a shared folder; a local disk had given it a write-ahead log."""
    folder = tmp_path / "share"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "office.carecoop")) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE setting (id INTEGER PRIMARY KEY, key TEXT UNIQUE, value TEXT)")
        made.commit()
    return folder / "office.carecoop"


@pytest.fixture
def open_desk() -> Iterator[Callable[..., SharedDatabase]]:
    """Opens desks of this process; they are closed at the end."""
    opened: list[SharedDatabase] = []

    def desk(place: Path, who: str = "", timing: Timing = QUICK, **how: Any) -> SharedDatabase:
        opened.append(SharedDatabase(Address(path=place), who=who, timing=timing, **how))
        return opened[-1]

    yield desk
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def two_mounts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Two views of one folder that do not see each other's locks, as two computers on a careless network."""
    if shutil.which("bindfs") is None:
        pytest.skip("bindfs is not installed")
    top = tmp_path_factory.mktemp("mounts")
    real, views = top / "real", (top / "a", top / "b")
    for folder in (real, *views):
        folder.mkdir()
    mounted = []
    for view in views:
        done = subprocess.run(["bindfs", "-o", "attr_timeout=0,entry_timeout=0,negative_timeout=0", real, view],
                              capture_output=True)  # fmt: skip
        if done.returncode == 0:
            mounted.append(view)
    if len(mounted) < 2:
        pytest.skip("no FUSE here")
    yield views
    for view in mounted:
        subprocess.run(["fusermount", "-u", "-z", view], check=False, capture_output=True)


@pytest.fixture
def other_desk() -> Iterator[Callable[..., OtherDesk]]:
    """Starts desks in processes of their own."""
    started: list[OtherDesk] = []

    def start(place: Path, who: str, **timing: float) -> OtherDesk:
        started.append(OtherDesk(place, who, **{"beat": 0.05, "renewed": 0.4, "dead": 0.8, "offered": 0.3, **timing}))
        return started[-1]

    yield start
    for each in started:
        each.end()
