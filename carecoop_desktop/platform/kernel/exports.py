"""Lets a package offer the names of its modules without importing them all for the sake of one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any


def imported_when_used(package: str, **names: str) -> Callable[[str], Any]:
    """The ``__getattr__`` of a package: by module, the names that it brings.

    A name must not be a module's of the same package: whoever imports that module would put it in the name's place.
    """
    where = {name: module for module, words in names.items() for name in words.split()}

    def find(name: str) -> Any:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{where[name]}"), name)
        setattr(sys.modules[package], name, found)  # from now on it is there at once
        return found

    return find
