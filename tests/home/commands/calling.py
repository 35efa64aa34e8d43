"""How the tests of the command line call it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carecoop_desktop.cli import main
from carecoop_desktop.platform.database.keys import forget_known
from carecoop_desktop.platform.office.office import Office

Run = Callable[..., tuple[int, str, str]]


def place_of(office: Office) -> str:
    """Where the command line finds an office."""
    address = office.database.address
    return str(address.path) if address.path else address.url.render_as_string(hide_password=False)


def caller(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command as a program of its own would: its status, what it printed and what it complained of."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        forget_known()
        status = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return call
