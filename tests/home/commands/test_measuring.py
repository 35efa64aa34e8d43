"""Measures are made from the sources only."""

from __future__ import annotations

import sys

import pytest

from carecoop_desktop.cli import main


def test_the_installed_program_does_not_measure_itself(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert main(["bench", "--only", "nothing"]) == 1
    assert "from a copy of its sources" in capsys.readouterr().err
