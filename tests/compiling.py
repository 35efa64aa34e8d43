"""Lets the offices of one process share their compiled statements.

Every test opens an office of its own, and SQLAlchemy would compile all its statements anew: a third of payroll's tests.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine

from carecoop_desktop.platform.database import engine as engines

_FIRST: dict[tuple[Any, ...], Engine] = {}
_create = engines.create_engine


def _create_shared(url: Any, **options: Any) -> Engine:
    made = _create(url, **options)
    first = _FIRST.setdefault((made.dialect.name, options.get("module"), options.get("isolation_level")), made)
    if first is made:
        return made
    if getattr(first.dialect, "server_version_info", None) is None:  # never connected, so it knows nothing yet
        _FIRST[made.dialect.name, options.get("module"), options.get("isolation_level")] = made
    else:
        made.dialect = made.pool._dialect = first.dialect
        made._compiled_cache = first._compiled_cache
    return made


def share_compiled() -> None:
    """From now on in this process."""
    engines.create_engine = _create_shared  # type: ignore[assignment]
