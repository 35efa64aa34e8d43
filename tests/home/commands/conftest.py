"""Commands are run in the test's own process, each as if it were a program of its own."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.office.office import Office
from tests.home.commands.calling import Run, caller, place_of


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command; returns its status, what it printed and what it complained of."""
    return caller(capsys)


@pytest.fixture
def run_at(run: Run) -> Run:
    """Run a command at an office, answered in JSON."""

    def call(office: Office, *arguments: object) -> tuple[int, str, str]:
        return run("--office", place_of(office), "--json", *arguments)

    return call
