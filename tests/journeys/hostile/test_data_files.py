"""Tax-year, framework and layout files that were spoiled: they are read or refused with a sentence, never a crash."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carecoop_desktop.assurance.evidence.frameworks import read_framework
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.statutory.tables import year
from carecoop_desktop.statutory.tables.year import read_year
from carecoop_desktop.work.payroll.pensions.layouts import read_layout
from tests.journeys.hostile.conftest import Spoil, spoils

Read = Callable[[Path], object]
YEARS = Path(year.__file__).parents[1] / "years"
FILES: list[tuple[Read, Path]] = [
    (read_year, sorted(YEARS.glob("*.toml"))[-1]),
    (read_framework, sorted(resource("frameworks").glob("*.toml"))[0]),
    (read_layout, sorted(resource("pension_files").glob("*.toml"))[0]),
]
EACH = pytest.mark.parametrize(("read", "good"), FILES, ids=["year", "framework", "layout"])
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
VALUES = ["9" * 5000, "-1", "1e999", "nan", "inf", "2026-02-31", "[]", "{}", "[[1]]", "true", '""', '"{0.__class__}"',
          '"{surname!r:>{x}}"', '"} {"', '"<b>x</b>"', "1e-99999999", "1979-05-27T07:32:00Z"]  # fmt: skip


def looked_at(read: Read, folder: Path, content: bytes) -> None:
    path = folder / "hostile.toml"
    path.write_bytes(content)
    try:
        read(path)
    except Refusal as refusal:
        assert "hostile.toml" in str(refusal)


@EACH
def test_the_files_are_good_before_they_are_spoiled(read: Read, good: Path) -> None:
    assert read(good)


@EACH
@FEW
@given(spoil=spoils())
def test_a_spoiled_file_is_read_or_refused(read: Read, good: Path, tmp_path: Path, spoil: Spoil) -> None:
    looked_at(read, tmp_path, spoil(good.read_bytes()))


@EACH
@FEW
@given(place=st.floats(0, 0.999), value=st.sampled_from(VALUES))
def test_any_other_value_is_taken_or_refused(
    read: Read, good: Path, tmp_path: Path, place: float, value: str
) -> None:
    text = good.read_text(encoding="utf-8")
    values = [found.span(1) for found in re.finditer(r"= *([^\n#]+)", text)]
    start, end = values[int(place * len(values))]
    looked_at(read, tmp_path, f"{text[:start]}{value}{text[end:]}".encode())


@EACH
def test_values_nested_without_end_are_refused(read: Read, good: Path, tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    path.write_bytes(b"a = " + b"[" * 20_000)
    with pytest.raises(Refusal, match="hostile"):
        read(path)


@pytest.mark.parametrize("read", [read_year, read_framework])
def test_a_file_of_some_megabytes_is_refused_before_it_is_read(read: Read, tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    path.write_bytes(b"# " + b"x" * 2_000_000)
    with pytest.raises(Refusal, match="larger than 1 MB"):
        read(path)
