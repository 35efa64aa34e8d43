"""Hours and visits as an inspector sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecoop_desktop.home.inspector.showing.sheets import Mark
from carecoop_desktop.home.inspector.showing.work import _given, visit_list
from carecoop_desktop.home.practice.building import Stopwatch, build_office
from carecoop_desktop.platform.office.demo import PLANS
from carecoop_desktop.platform.office.office import Office


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A small demo office."""
    folder: Path = tmp_path_factory.mktemp("demo")
    made = build_office(str(folder / "demo.carecoop"), PLANS["small"], Stopwatch())
    yield made
    made.close()


def test_each_member_has_hours_agreed_and_given(demo: Office) -> None:
    shown = demo.read(visit_list)
    assert shown.context == "2 Nov 2026 to 29 Nov 2026"
    rows = shown.sections[0].rows
    assert len(rows) > 3
    assert [row[0] for row in rows] == sorted(str(row[0]) for row in rows)
    assert all(isinstance(row[3], Mark) and " of " in str(row[4]) for row in rows)
    assert shown.log_line == f"Hours and visits ({len(rows)} members)"


def test_a_share_is_told_with_its_tone() -> None:
    assert _given(90, 100) == Mark("90%", "met")
    assert _given(89, 100) == Mark("89%", "warn")
    assert _given(5, 0) == Mark("none agreed", "quiet")
