"""Every independent case to the penny, and bad rows answered with a sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.statutory.cases import ADDED, work_out_cases

ASKED = {
    "tax": "expected_tax",
    "ee_ni": "expected_ee_ni",
    "er_ni": "expected_er_ni",
    "student_loan": "expected_student_loan",
}


def rows(shared: Path) -> list[dict[str, str]]:
    with (shared / "payroll" / "cases.csv").open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def test_every_independent_case_comes_out_to_the_penny(shared: Path) -> None:
    wrong = []
    answers = list(work_out_cases(rows(shared)))
    for answer in answers:
        for ours, theirs in ASKED.items():
            if answer[theirs] and answer[ours] != answer[theirs] and "artefact" not in answer["note"]:
                wrong.append((answer["note"], ours, answer[ours], answer[theirs], answer["error"]))
    assert len(answers) > 900
    assert wrong == []


def test_the_spreadsheets_artefacts_are_one_penny_below_ours(shared: Path) -> None:
    marked = [row for row in work_out_cases(rows(shared)) if "artefact" in row["note"]]
    assert marked
    for row in marked:
        assert round(float(row["tax"]) * 100) - round(float(row["expected_tax"]) * 100) == 1


def test_no_independent_case_is_refused(shared: Path) -> None:
    assert [row["error"] for row in work_out_cases(rows(shared)) if row["error"]] == []


def one(**values: str) -> dict[str, str]:
    row = {"tax_year": "2026-27", "period_type": "monthly", "period_no": "1", "gross_this_period": "3000.00", **values}
    return next(iter(work_out_cases([row])))


def test_a_row_answers_only_what_it_asks() -> None:
    tax = one(tax_code="1257L")
    assert (tax["tax"], tax["ee_ni"], tax["er_ni"], tax["student_loan"], tax["error"]) == ("390.20", "", "", "", "")
    ni = one(ni_category="A")
    assert (ni["tax"], ni["ee_ni"], ni["er_ni"]) == ("", "156.16", "387.45")
    loan = one(student_loan_plan="5+postgrad")
    assert (loan["student_loan"], loan["tax"]) == ("82+75", "")


def test_a_row_keeps_its_own_columns() -> None:
    answer = one(tax_code="BR", note="kept")
    assert answer["note"] == "kept"
    assert set(ADDED) <= set(answer)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("tax_year", "1999-00", "There are no tables for the tax year 1999-00."),
        ("period_type", "daily", "“daily” is not a pay period."),
        ("period_type", "director-daily", "period_type: “director-daily” is not a director's pay period."),
        ("period_no", "13", "period_no: 13 is not a tax month of monthly pay."),
        ("period_no", "two", "period_no: “two” is not a whole number."),
        ("period_no", "9" * 7, "period_no: “9999999” is not a whole number."),
        ("tax_code", "12X57", "“12X57” is not a tax code."),
        ("basis", "daily", "basis: “daily” is neither cumulative nor week1month1."),
        ("gross_this_period", "lots", "gross_this_period: “lots” is not an amount of money."),
        ("gross_this_period", "", "gross_this_period: there is no pay to work on."),
        ("ni_category", "Q", "“Q” is not a National Insurance letter of this tax year."),
        ("student_loan_plan", "7", "student_loan_plan: there is no plan “7” in 2026-27."),
    ],
)
def test_a_bad_row_says_what_is_wrong(column: str, value: str, sentence: str) -> None:
    assert one(**{"tax_code": "1257L", column: value})["error"] == sentence


def test_a_bad_row_harms_no_other() -> None:
    good = {
        "tax_year": "2026-27",
        "period_type": "monthly",
        "period_no": "1",
        "gross_this_period": "3000",
        "tax_code": "1257L",
    }
    answers = list(work_out_cases([{**good, "tax_code": "?"}, {}, good]))
    assert [bool(answer["error"]) for answer in answers] == [True, True, False]
    assert answers[2]["tax"] == "390.20"


def test_a_row_without_tax_may_leave_its_number_out() -> None:
    assert one(ni_category="A", period_no="")["ee_ni"] == "156.16"
    assert one(ni_category="A", period_no="0")["ee_ni"] == "156.16"


def test_the_extra_payday_is_taxed_on_its_own() -> None:
    plain = one(period_type="weekly", period_no="1", tax_code="1257L", gross_this_period="600.00")
    extra = one(
        period_type="weekly",
        period_no="53",
        tax_code="1257L",
        gross_this_period="600.00",
        taxable_ytd_before="31200.00",
        tax_ytd_before="3724.00",
    )
    assert plain["tax"] == extra["tax"] == "71.60"


@pytest.mark.parametrize(
    ("tax_year", "plan", "gross", "loan"),
    [
        ("2021-22", "1", "2000.00", "30"),  # (2,000 - 1,657.91) x 9% = 30.78
        ("2022-23", "2", "3000.00", "65"),  # (3,000 - 2,274.58) x 9% = 65.28
        ("2023-24", "4", "3000.00", "62"),  # (3,000 - 2,305.00) x 9% = 62.55
        ("2024-25", "1", "3000.00", "82"),  # (3,000 - 2,082.50) x 9% = 82.57
    ],
)
def test_older_years_are_worked_out_by_their_own_thresholds(tax_year: str, plan: str, gross: str, loan: str) -> None:
    assert one(tax_year=tax_year, student_loan_plan=plan, gross_this_period=gross)["student_loan"] == loan


def test_a_year_without_national_insurance_tables_says_so() -> None:
    assert "have no national insurance" in one(tax_year="2021-22", ni_category="A")["error"]


def test_rates_that_change_within_a_year_follow_the_period() -> None:
    before = one(tax_year="2023-24", period_no="9", ni_category="A")
    after = one(tax_year="2023-24", period_no="10", ni_category="A")
    assert (before["ee_ni"], after["ee_ni"]) == ("234.24", "195.20")


@given(
    st.dictionaries(
        st.sampled_from(
            ["tax_year", "period_type", "period_no", "tax_code", "basis", "ni_category", "gross_this_period"]
        ),
        st.one_of(
            st.text(max_size=12), st.sampled_from(["2026-27", "weekly", "1", "1257L", "A", "9" * 40, "-5", "²", ""])
        ),
    )
)
def test_no_row_whatever_it_holds_stops_the_others(row: dict[str, str]) -> None:
    (answer,) = work_out_cases([row])
    assert answer["error"] or answer["gross_this_period"]


def test_pay_beyond_all_reason_is_still_worked_out() -> None:
    assert one(tax_code="0T", gross_this_period="9" * 30)["tax"] == f"44{'9' * 24}8849.80"
