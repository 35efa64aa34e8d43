"""Which processes live, by the computer they run on."""

from __future__ import annotations

import subprocess
import sys

from carecoop_desktop.platform.database.pen import machine


def test_this_process_lives() -> None:
    number, started = machine.process()
    assert machine.process_is_there(number)
    assert not machine.is_dead(machine.machine(), number, started)


def test_a_process_that_ended_is_dead_here_and_unknown_elsewhere() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait()
    assert machine.is_dead(machine.machine(), child.pid, 1)
    assert not machine.is_dead("another computer", child.pid, 1)


def test_a_number_that_came_again_is_another_process() -> None:
    number, started = machine.process()
    assert machine.is_dead(machine.machine(), number, started - 1)


def test_own_seconds_only_grow() -> None:
    first = machine.ticks()
    assert machine.ticks() >= first
