"""Keeps what a builder made of the fresh office, so that the next test that asks for it has a copy at once."""

from __future__ import annotations

import copy
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from carecoop_desktop.platform.office.office import Office
from tests.refilling import Refill, Rows

T = TypeVar("T")


class _Kept(NamedTuple):
    """An office as its builder left it, and what the builder gave (plain values, nothing of the office itself)."""

    rows: Rows | None
    value: Any
    seen: int
    sitting: Any


class Builders:
    """What builders made, each once in this process and for each kind of database."""

    def __init__(self, folder: Path, refill: Refill | None) -> None:
        self._folder = folder
        self._refill = refill
        self._kept: dict[tuple[str, Callable[[Office], Any]], _Kept] = {}

    def fill(self, office: Office, build: Callable[[Office], T]) -> T:
        """What ``build`` gives of the fresh ``office``, which is then as ``build`` leaves it."""
        key = office.database.dialect, build
        if key not in self._kept:
            value = build(office)
            rows = self._keep(office, build)
            self._kept[key] = _Kept(rows, copy.deepcopy(value), office._seen, copy.deepcopy(office._sitting))
            return value
        kept = self._kept[key]
        if kept.rows is not None:
            assert self._refill is not None
            self._refill.pour(kept.rows, alone=False)
        else:
            self._copy(self._file(build), office.database.address.path)
        office._seen, office._sitting = kept.seen, copy.deepcopy(kept.sitting)
        return copy.deepcopy(kept.value)

    def _keep(self, office: Office, build: Callable[[Office], Any]) -> Rows | None:
        if office.database.dialect == "postgresql":
            assert self._refill is not None
            return self._refill.rows()
        self._copy(office.database.address.path, self._file(build))
        return None

    def _file(self, build: Callable[[Office], Any]) -> Path:
        return self._folder / f"{build.__module__}.{build.__qualname__}.carecoop"

    @staticmethod
    def _copy(source: Path | None, target: Path | None) -> None:
        assert source is not None
        assert target is not None
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
            write.execute("PRAGMA synchronous=OFF")
            read.backup(write)
