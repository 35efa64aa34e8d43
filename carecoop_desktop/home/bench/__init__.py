"""``carecoop bench``: the program's speed beside plain code that does the same on the same machine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carecoop_desktop.home.bench.figures import Row


def measure_all(only: str = "", say: Callable[[str], None] = lambda _: None) -> list[Row]:
    """Measure everything, or what has a word of ``only`` in its name; each row is said as it comes."""
    from carecoop_desktop.home.bench.measures import run_measures

    return run_measures(only, say)
