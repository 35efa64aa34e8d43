"""Layouts of contribution files are read from data files and refused with a sentence where they are wrong."""

from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.pensions.layouts import FIELDS, layout, layouts, read_layout

GOOD = """name = "Own"
dates = "%d.%m.%Y"
encoding = "utf-8"
headings = true
above = [["A", "{scheme}"]]
below = []
[frequencies]
monthly = "M"
[[columns]]
heading = "Who"
value = "{name}"
"""


def test_those_of_the_program_hold() -> None:
    assert [each.key for each in layouts()] == ["nest", "plain"]
    assert layout("nest").columns[8][0] == "Reason for partial or non-payment"
    with pytest.raises(Refusal, match="nest, plain"):
        layout("fax")


def test_an_office_brings_its_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD)
    made = read_layout(path)
    assert (made.key, made.dates, made.columns, made.frequencies) == ("own", "%d.%m.%Y", (("Who", "{name}"),),
                                                                      {"monthly": "M"})  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("{name}", "{salary}", "asks for salary"),
        ("{name}", "{name:>9999999999}", "asks for name:"),
        ("name = ", "title = ", "no layout"),
        ("headings = true", "headings =", "no layout"),
    ],
)
def test_a_wrong_one_is_refused_with_a_sentence(tmp_path: Path, before: str, after: str, says: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD.replace(before, after, 1))
    with pytest.raises(Refusal, match=says):
        read_layout(path)
    with pytest.raises(Refusal):
        read_layout(tmp_path / "missing.toml")


def test_what_can_be_asked_for_is_known() -> None:
    assert {"ni_number", "employer", "due"} <= FIELDS
