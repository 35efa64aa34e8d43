"""Packages that import their modules one by one, when a name of theirs is used."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.exports import imported_when_used

PACKAGES = (
    "people.members", "people.assistants", "work.timesheets", "work.payroll", "money.ledger", "assurance.evidence",
)  # fmt: skip


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A package ``pack`` with a module ``near`` and a module ``far``."""
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "__init__.py").write_text(
        "from carecoop_desktop.platform.kernel.exports import imported_when_used\n"
        "__getattr__ = imported_when_used(__name__, near='one two', far='three')\n",
        encoding="utf-8",
    )
    (folder / "near.py").write_text("one, two = 1, 2\n", encoding="utf-8")
    (folder / "far.py").write_text("three = 3\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    for name in [each for each in sys.modules if each.partition(".")[0] == "pack"]:
        del sys.modules[name]


@pytest.mark.usefixtures("pack")
def test_a_name_brings_its_module_and_no_other() -> None:
    package = import_module("pack")
    assert "pack.near" not in sys.modules
    assert package.two == 2
    assert "pack.near" in sys.modules
    assert "pack.far" not in sys.modules
    assert "two" in vars(package)


@pytest.mark.usefixtures("pack")
def test_modules_can_still_be_imported_by_name() -> None:
    package = import_module("pack")
    with pytest.raises(AttributeError, match="module 'pack' has no attribute 'four'"):
        package.four  # noqa: B018
    assert import_module("pack.far").three == 3
    assert package.far.three == 3


def test_a_name_is_looked_up_in_its_module() -> None:
    find = imported_when_used("carecoop_desktop.platform.kernel", money="format_money")
    assert find("format_money")(12_34) == "£12.34"


@pytest.mark.parametrize("room", PACKAGES)
def test_every_name_that_a_room_offers_is_there_and_is_no_module(room: str) -> None:
    program = f"""
from importlib import import_module
from types import ModuleType
package = import_module("carecoop_desktop.{room}.queries")
found = [getattr(package, name) for name in reversed(package.__all__)]
again = [getattr(package, name) for name in package.__all__]
print(len(found), sum(isinstance(each, ModuleType) for each in found + again))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    count, modules = map(int, done.stdout.split())
    assert count > 5
    assert modules == 0
