"""Tax codes, NI letters and student loan plans by their syntax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.office.importing import values as read


@pytest.mark.parametrize(
    ("cell", "code", "alone"),
    [
        ("1257L", "1257L", False),
        ("1257 L", "1257L", False),
        ("1257l m1", "1257L", True),
        ("1257LX", "1257L", True),
        ("1257L W1/M1", "1257L", True),
        ("1257L W1M1", "1257L", True),
        ("1257L week 1", "1257L", True),
        ("S1257L", "S1257L", False),
        ("C1257L", "C1257L", False),
        ("K175", "K175", False),
        ("SK100 X", "SK100", True),
        ("BR", "BR", False),
        ("SBR", "SBR", False),
        ("0T", "0T", False),
        ("OT", "0T", False),
        ("D0", "D0", False),
        ("SD3", "SD3", False),
        ("NT", "NT", False),
        ("1100M", "1100M", False),
    ],
)
def test_tax_codes(cell: str, code: str, alone: bool) -> None:
    assert read.tax_code(cell) == (code, alone)
    assert read.tax_code(str(read.tax_code(cell))) == (code, alone)


def test_the_basis_has_the_offices_names() -> None:
    assert [read.tax_code(code).basis for code in ("1257L", "1257LX")] == ["cumulative", "week1month1"]


@pytest.mark.parametrize("cell", ["12Z7L", "1257", "L1257", "W1", "1257LL", "12345678L", "", "XK5", "K", "D9", "1257Q"])
def test_what_is_no_tax_code(cell: str) -> None:
    with pytest.raises(read.Unreadable, match="not a tax code") as refused:
        read.tax_code(cell)
    assert "1257L" in refused.value.accepted


@pytest.mark.parametrize(
    ("cell", "plan", "postgraduate", "loans"),
    [
        ("Plan 1 + PG", "1", True, "1+postgrad"),
        ("Plan 2", "2", False, "2"),
        ("plan4", "4", False, "4"),
        ("5", "5", False, "5"),
        ("PG", "", True, "postgrad"),
        ("Postgraduate loan", "", True, "postgrad"),
        ("Plan 3", "", True, "postgrad"),
        ("None", "", False, ""),
        ("Plan 1 and postgraduate", "1", True, "1+postgrad"),
        ("Plan 2, PGL", "2", True, "2+postgrad"),
    ],
)
def test_student_loans(cell: str, plan: str, postgraduate: bool, loans: str) -> None:
    found = read.student_loan(cell)
    assert (found.plan, found.postgraduate, found.loans) == (plan, postgraduate, loans)
    assert read.student_loan(str(found)) == found


@pytest.mark.parametrize("cell", ["Plan 6", "Plan 1 + Plan 2", "some", "", "+", "Plan"])
def test_what_is_no_loan_plan(cell: str) -> None:
    with pytest.raises(read.Unreadable, match="student loan plan"):
        read.student_loan(cell)


def test_ni_letters() -> None:
    assert [read.ni_letter(cell) for cell in ("a", " M ", "X")] == ["A", "M", "X"]
    for wrong in ("O", "AB", "", "1"):
        with pytest.raises(read.Unreadable, match="NI category letter"):
            read.ni_letter(wrong)


@given(st.text(max_size=20))
def test_nothing_but_a_value_or_a_refusal(cell: str) -> None:
    for parse in (read.tax_code, read.student_loan, read.ni_letter):
        try:
            assert parse(cell) is not None
        except read.Unreadable as refused:
            assert refused.accepted
