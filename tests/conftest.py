"""What every test shares: an offscreen Qt and the folder of reference material, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_HERE = Path(__file__).resolve()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of independent reference data beside the project; tests that need it skip without it."""
    named = os.environ.get("CARECOOP_SHARED")
    folder = Path(named) if named else _HERE.parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of reference data (CARECOOP_SHARED, or ../shared) is not here")
    return folder
