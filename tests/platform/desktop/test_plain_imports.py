"""Python's own import comes back."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - puts its own import in the way
import pytest

from carecoop_desktop.platform.desktop.plain_imports import import_plainly


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test changes goes back afterwards."""
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)


def test_the_import_that_was_there_before_pyside_is_back() -> None:
    import_plainly()
    assert builtins.__import__ is builtins.__orig_import__  # type: ignore[attr-defined]
    import fractions

    assert fractions.Fraction(1, 2) * 2 == 1


def test_where_nothing_is_in_the_way_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(builtins, "__orig_import__")
    before = builtins.__import__
    import_plainly()
    assert builtins.__import__ is before
