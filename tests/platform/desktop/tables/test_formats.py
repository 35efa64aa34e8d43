"""Cells read as the office writes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from carecoop_desktop.platform.database.lists.shape import Heading, Kind, StateWord, Tone
from carecoop_desktop.platform.desktop.tables.formats import as_clipboard, formatter, state_of


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Kind.TEXT, "Renée", "Renée"),
        (Kind.TEXT, 7, "7"),
        (Kind.MONEY, 123456, "£1,234.56"),
        (Kind.MONEY, -5, "-£0.05"),
        (Kind.HOURS, 750, "12.50"),
        (Kind.TENTHS, 79, "7.9"),
        (Kind.TENTHS, -3, "-0.3"),
        (Kind.NUMBER, 1234567, "1,234,567"),
        (Kind.DATE, date(2026, 11, 22), "22 Nov 2026"),
        (Kind.TIME, time(7, 5), "07:05"),
        (Kind.MOMENT, datetime(2026, 7, 1, 9, 30, tzinfo=UTC), "1 Jul 2026 10:30"),
        (Kind.YESNO, True, "Yes"),
        (Kind.YESNO, False, "No"),
        (Kind.STATE, "met", "Met"),
        (Kind.STATE, "not_yet", "Not yet"),
    ],
)
def test_values_by_kind(kind: Kind, value: object, text: str) -> None:
    write = formatter(Heading("a", "A", kind, states={"met": StateWord("Met", Tone.MET)}))
    assert write(value) == text
    assert write(None) == ""


def test_zero_is_not_empty() -> None:
    assert [formatter(Heading("a", "A", kind))(0) for kind in (Kind.MONEY, Kind.HOURS, Kind.NUMBER)] == [
        "£0.00",
        "0.00",
        "0",
    ]


def test_a_state_nobody_described_is_quiet() -> None:
    assert state_of(Heading("a", "A", Kind.STATE), "on_hold") == StateWord("On hold", Tone.QUIET)


def test_the_clipboard_has_headings_and_tabs() -> None:
    headings = [Heading("a", "Name"), Heading("b", "Pay", Kind.MONEY), Heading("c", "Day", Kind.DATE)]
    rows = [("Ann\tB\nSmith", -150, date(2026, 1, 2)), (None, None, None)]
    assert as_clipboard(headings, rows) == "Name\tPay\tDay\nAnn B Smith\t-£1.50\t2 Jan 2026\n\t\t\n"


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@SUM(A1)", "  =HYPERLINK(1)", "\t=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    pasted = as_clipboard([Heading("a", "=A")], [(text,)])
    assert pasted == f"'=A\n'{text.strip()}\n"
