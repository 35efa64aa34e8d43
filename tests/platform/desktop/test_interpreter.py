"""A day's worth of signals does not end the process."""

from __future__ import annotations

import sys
from subprocess import run

import pytest

from carecoop_desktop.platform.desktop.interpreter import SPARE, keep_true_alive, spare_references

MANY = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
import carecoop_desktop.platform.desktop
from PySide6.QtCore import QObject, Signal
class Bell(QObject):
    rung = Signal(int)
bell, heard = Bell(), []
bell.rung.connect(heard.append)
for number in range(100_000):
    bell.rung.emit(number)
print(len(heard))
"""


def test_a_hundred_thousand_signals() -> None:
    done = run([sys.executable, "-c", MANY], capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout.strip()) == (0, "100000"), done.stderr[-500:]


@pytest.mark.parametrize(
    ("version", "spare"), [((3, 11), SPARE), ((3, 12), 0), ((3, 13), 0), ((4, 0), 0)], ids=lambda each: str(each)
)
def test_only_older_pythons_need_it(version: tuple[int, ...], spare: int) -> None:
    assert spare_references(version) == spare


def test_doing_it_twice_changes_nothing() -> None:
    keep_true_alive()
    before = sys.getrefcount(True)
    keep_true_alive()
    assert abs(sys.getrefcount(True) - before) < 100
