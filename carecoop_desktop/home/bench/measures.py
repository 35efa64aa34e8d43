"""Every measure by its name, in the order in which they are made."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

from carecoop_desktop.home.bench.figures import Row
from carecoop_desktop.platform.kernel.errors import Refusal

_PACKAGE = "carecoop_desktop.home.bench"
MEASURES = {
    "start": f"{_PACKAGE}.starting:measure",
    "pay-calculations": f"{_PACKAGE}.calculating:measure",
    "pay-run": f"{_PACKAGE}.paying:measure",
    "encryption": f"{_PACKAGE}.ciphering:measure",
    "backup": f"{_PACKAGE}.saving:measure",
    "list": f"{_PACKAGE}.listing:measure",
    "papers": f"{_PACKAGE}.papering:measure",
    "growth": f"{_PACKAGE}.growing:measure",
}
"""Functions ``(folder) -> rows``, imported when they are measured: what one brings along is not in another's way."""


def run_measures(only: str, say: Callable[[str], None]) -> list[Row]:
    """Make the measures chosen, each in an empty folder of its own that is gone afterwards."""
    rows: list[Row] = []
    for name in chosen(only):
        say(f"{name} ...")
        with tempfile.TemporaryDirectory(prefix="carecoop-bench-", ignore_cleanup_errors=True) as folder:
            made = _measure(name)(Path(folder))
        for row in made:
            say(f"  {row.sentence()}")
        rows += made
    return rows


def chosen(only: str) -> list[str]:
    """The measures that a choice names: words with commas or spaces between them; nothing means all."""
    words = only.replace(",", " ").split()
    found = [name for name in MEASURES if not words or any(word in name for word in words)]
    if not found:
        raise Refusal(f"There is no measure called {only}.", f"There are {', '.join(MEASURES)}.")
    return found


def _measure(name: str) -> Callable[[Path], Iterable[Any]]:
    module, _, function = MEASURES[name].partition(":")
    found: Callable[[Path], Iterable[Any]] = getattr(import_module(module), function)
    return found
