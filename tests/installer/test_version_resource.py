"""The version as Windows wants it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from carecoop_desktop import __version__


@pytest.fixture
def versions(script: Callable[[str], ModuleType]) -> ModuleType:
    return script("version_resource")


@pytest.mark.parametrize(
    ("version", "numbers"),
    [
        ("1", (1, 0, 0, 0)),
        ("0.1.0", (0, 1, 0, 0)),
        ("2026.11.22.7", (2026, 11, 22, 7)),
        ("1.2.3rc1", (1, 2, 3, 0)),
        ("1.2.3.4.5", (1, 2, 3, 4)),
        ("1.99999", (1, 65535, 0, 0)),
    ],
)
def test_four_numbers(versions: ModuleType, version: str, numbers: tuple[int, ...]) -> None:
    assert versions.four_numbers(version) == numbers


@pytest.mark.parametrize("version", ["", "v1", "next"])
def test_what_is_no_version_is_refused(versions: ModuleType, version: str) -> None:
    with pytest.raises(ValueError, match="not a version"):
        versions.four_numbers(version)


def test_the_programs_own_version_can_be_said(versions: ModuleType) -> None:
    assert len(versions.four_numbers(__version__)) == 4


def _record(name: str) -> Callable[..., tuple[object, ...]]:
    return lambda *values, **named: (name, *values, named)


def test_the_resource_reads_back(versions: ModuleType) -> None:
    text = versions.resource_text("1.2.3", "CareCoop command line", "carecoop.exe")
    names = (
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    )
    told = eval(text, {"__builtins__": {}}, {name: _record(name) for name in names})
    fixed, strings = told[-1]["ffi"], told[-1]["kids"][0][1][0][2]
    assert fixed[-1]["filevers"] == (1, 2, 3, 0)
    words = {each[1]: each[2] for each in strings}
    assert words["FileDescription"] == "CareCoop command line"
    assert words["OriginalFilename"] == "carecoop.exe" and words["InternalName"] == "carecoop"
    assert words["ProductVersion"] == "1.2.3"
