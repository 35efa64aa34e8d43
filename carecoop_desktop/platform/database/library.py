"""Imports SQLAlchemy without what it brings for programs that this is none of.

It imports ``asyncio`` for its asynchronous doors and ``importlib.metadata`` to look for plug-ins: measured, a quarter
of the time that importing it takes. Both are imported after all as soon as somebody asks for something of theirs.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_SPARED = ("asyncio", "importlib.metadata")


class _Later(ModuleType):
    """Stands for a module until something of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def import_library() -> None:
    """Import SQLAlchemy, for whoever imports it next."""
    if "sqlalchemy" not in sys.modules:
        with _spared():
            import_module("sqlalchemy.dialects.sqlite")  # what nearly every office is kept in


@contextmanager
def _spared() -> Iterator[None]:
    stand_ins = {name: _Later(name) for name in _SPARED if name not in sys.modules}
    if "asyncio" in stand_ins:
        stand_ins["asyncio"].iscoroutine = _is_coroutine  # type: ignore[attr-defined]  # looked up while importing
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
    metadata = stand_ins.get("importlib.metadata")
    if metadata is not None and not hasattr(importlib, "metadata"):
        importlib.metadata = metadata  # the library reaches it by this name


def _is_coroutine(something: object) -> bool:
    return bool(import_module("asyncio").iscoroutine(something))
