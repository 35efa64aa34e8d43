"""Builders for the tests of the funding room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from carecoop_desktop.people.funding.actions import add_agreement, add_funder
from carecoop_desktop.people.funding.entries import Agreement, Funder
from carecoop_desktop.people.members.actions import add_member
from carecoop_desktop.platform.office.office import Office


@pytest.fixture
def member(office: Office) -> Callable[[str], int]:
    """Adds an active member and gives the number."""

    def add_one(name: str = "James Hollis") -> int:
        return office.do(add_member, name=name, status="active", joined=date(2025, 3, 1)).value

    return add_one


@pytest.fixture
def funder(office: Office) -> Callable[..., int]:
    """Adds a funder and gives the number."""

    def add_one(name: str = "Wirral", kind: str = "council", **more: Any) -> int:
        return office.do(add_funder, Funder(name, kind, **more)).value

    return add_one


@pytest.fixture
def agree(office: Office) -> Callable[..., int]:
    """Adds an agreement of £612.40 a week and gives the number."""

    def add_one(member_id: int, funder_id: int, **changes: Any) -> int:
        usual = Agreement(member_id, funder_id, "DP", 61_240, date(2026, 4, 1), contribution=3_800)
        return office.do(add_agreement, replace(usual, **changes)).value

    return add_one


@pytest.fixture
def james(member: Callable[..., int], funder: Callable[..., int], agree: Callable[..., int]) -> int:
    """James Hollis, for whom Wirral pays."""
    number = member()
    agree(number, funder("Wirral"), reference="ASC/77")
    return number
