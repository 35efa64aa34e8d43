"""Each test has folders of its own, a publisher on loopback, and a program that trusts it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecoop_desktop.home.updates.actions import allow_asking
from carecoop_desktop.home.updates.trust import NAMED
from carecoop_desktop.platform.office.office import Office
from tests.home.updates.publishing import Publisher, publisher


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of whoever runs the tests is read or written, and nobody is trusted or asked."""
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.delenv(NAMED, raising=False)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher whom the program trusts."""
    with publisher() as made:
        monkeypatch.setenv(NAMED, str(made.trust_file(tmp_path)))
        yield made


@pytest.fixture
def allowing(office: Office) -> Office:
    """An office that allows asking."""
    office.do(allow_asking, True)
    return office
