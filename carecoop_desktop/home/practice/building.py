"""Builds a demo office, room by room in the order of the house, through the rooms' own actions."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from carecoop_desktop.app import features
from carecoop_desktop.platform.office.demo import DemoPlan
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office

NAME = "Dee Valley Care Co-operative"
OWNER = "Priya Shah"


class Stopwatch:
    """Seconds per named step, for the summary."""

    def __init__(self, say: Callable[[str], None] = lambda _: None) -> None:
        self.seconds: dict[str, float] = {}
        self._say = say

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time one step and say that it began."""
        self._say(name)
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 3)


def build_office(place: str, plan: DemoPlan, watch: Stopwatch) -> Office:
    """Make the demo office at an empty place; its latest month is still to be done."""
    with watch.step("office"):
        office = create_office(place, NAME, OWNER, features(), practice_day=plan.today)
    for room in features():
        if room.demo is not None:
            with watch.step(room.room):
                room.demo.load()(office, plan)
    return office


def do_month(office: Office, plan: DemoPlan, watch: Stopwatch) -> None:
    """Take the latest month from draft timesheets to posted ledger, each room doing its part in order."""
    for room in features():
        if room.demo_month is not None:
            with watch.step(f"{room.room}: latest month"):
                room.demo_month.load()(office, plan)
