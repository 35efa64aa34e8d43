"""The installer's scripts are no package: each is imported from its file."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

INSTALLER = Path(__file__).resolve().parents[2] / "installer"


@pytest.fixture(scope="session")
def installer() -> Path:
    """The folder of the scripts."""
    return INSTALLER


@pytest.fixture(scope="session")
def script() -> Callable[[str], ModuleType]:
    """Imports one of them by name."""

    def load(name: str) -> ModuleType:
        known = f"installer_{name}"
        if known not in sys.modules:
            spec = importlib.util.spec_from_file_location(known, INSTALLER / f"{name}.py")
            assert spec is not None and spec.loader is not None
            sys.modules[known] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(sys.modules[known])
        return sys.modules[known]

    return load
