"""The rail as plain data."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from carecoop_desktop.platform.desktop.shell.plan import RailItem, RailSection


def test_an_item_waits_for_nothing_at_first() -> None:
    assert RailItem("rota", "Rota") == RailItem("rota", "Rota", 0)


def test_a_plan_does_not_change() -> None:
    section = RailSection("Work", (RailItem("rota", "Rota"),))
    with pytest.raises(AttributeError):
        section.title = "Play"  # type: ignore[misc]


def test_the_window_brings_nothing_heavy() -> None:
    """It must paint before the database is imported."""
    code = "import sys; import carecoop_desktop.platform.desktop.shell; print('\\n'.join(sys.modules))"
    brought = run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    heavy = ("sqlalchemy", "alembic", "reportlab", "PySide6.QtNetwork", "PySide6.QtSvg", "PySide6.QtPrintSupport")
    ours = "carecoop_desktop.platform.desktop"
    late = (f"{ours}.forms", f"{ours}.dialogs", f"{ours}.page", f"{ours}.help", f"{ours}.crash", f"{ours}.tasks")
    assert [name for name in brought if name.startswith(heavy + late)] == []
