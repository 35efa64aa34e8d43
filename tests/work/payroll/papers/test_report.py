"""A report as a value: what staff read, what a file gets, and totals."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.work.payroll.papers.report import CODE, DAY, HOURS, MONEY, NUMBER, Field, Report

REPORT = Report(
    "Table", "A table", "month 1", "Dee Valley", False,
    (Field("No.", NUMBER), Field("PA"), Field("Day", DAY), Field("Hours", HOURS, True), Field("Pay", MONEY, True),
     Field("Code", CODE)),
    ((1, "Ann", date(2026, 4, 30), 90, 123_456, "S1257L"), (2, "=Bea()", None, 75_000, -500, "BR")),
)  # fmt: skip


def test_what_staff_read() -> None:
    assert REPORT.shown() == [
        ("1", "Ann", "30 Apr 2026", "1.50", "£1,234.56", "S1257L"),
        ("2", "=Bea()", "", "1,250.00", "-£5.00", "BR"),
    ]
    assert REPORT.shown_totals() == ("Total", "", "", "1,251.50", "£1,229.56", "")


def test_what_a_file_gets() -> None:
    first, second, totals = REPORT.csv_rows()
    assert first == (1, "Ann", date(2026, 4, 30), "1.50", "1234.56", "S1257L")
    assert second == (2, "=Bea()", None, "1250.00", "-5.00", "BR")
    assert totals == ("Total", None, None, "1251.50", "1229.56", None)


def test_no_totals_where_nothing_is_summed() -> None:
    plain = Report("x", "x", "", "", False, (Field("PA"),), (("Ann",),))
    assert plain.totals() is None and plain.shown_totals() is None and plain.csv_rows() == [("Ann",)]
    empty = Report("x", "x", "", "", False, REPORT.fields, ())
    assert empty.totals() is None


def test_a_sum_may_stand_in_the_first_column() -> None:
    first = Report("x", "x", "", "", False, (Field("Pay", MONEY, True),), ((5,), (6,)))
    assert first.shown_totals() == ("£0.11",)
