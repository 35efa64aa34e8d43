"""Refunds and contributions of one payslip always add up to what the payslip took."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.statutory.pensions import NOTHING_CONTRIBUTED, Contributed
from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.pensions.rules.kept import contributed_of, pension_kept
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.slip import make_slip

YEAR = load_shelf().year("2026-27")
RELIEF = st.sampled_from(("relief-at-source", "net-pay", "salary-sacrifice"))
REFUND = st.tuples(st.integers(1, 40_000), st.integers(0, 30_000), st.integers(0, 10_000)).map(list)


def inputs(relief: str, rates: tuple[int, int], **more: Any) -> dict[str, Any]:
    """The inputs of a payslip in June."""
    return {
        "frequency": "monthly", "paid_on": date(2026, 6, 28).isoformat(), "tax_code": "1257L",
        "non_cumulative": False, "ni_letter": "A", "loan_plan": "", "postgraduate": False, "pension": relief,
        "pension_base": "qualifying" if rates[0] else "all", "employee_rate": rates[0], "employer_rate": rates[1],
        "taxable_before": 0, "tax_before": 0, "ni_before": 0, **more,
    }  # fmt: skip


@given(RELIEF, REFUND, st.integers(0, 300_000))
def test_whoever_opted_out_gets_exactly_the_contributions_back(relief: str, refund: list[int], pence: int) -> None:
    given_ = inputs(relief, (0, 0), pension_refund=refund, refund_of={"membership": 4, "scheme": 1})
    line = PayLine("standard", "Standard hours", None, "hours", 600, 0, pence)
    slip = make_slip(given_, [line], YEAR)
    assert (slip.result.pension_ee.pence, slip.result.pension_er.pence) == (-refund[0], -refund[1])
    (kept,) = pension_kept(given_, slip.gross, slip.result)["pension_paid"]
    assert (kept["membership"], kept["how"], kept["base"]) == (4, "refund", 0)
    assert [kept["employee"], kept["employer"], kept["relief"]] == [-each for each in refund]
    taxed = pence + (0 if relief == "relief-at-source" else refund[0])
    assert slip.result.taxable == taxed
    paid_out = slip.result.net.pence + slip.result.tax.pence + slip.result.ee_ni.pence + slip.result.pension_ee.pence
    assert paid_out == slip.gross
    assert slip.result.pension_ee.lines[-1].pence == -refund[0]


@given(RELIEF, REFUND, st.integers(0, 300_000))
def test_a_refund_beside_a_new_membership_leaves_its_contributions_whole(
    relief: str, refund: list[int], pence: int
) -> None:
    scheme = {"pension_scheme": {"id": 1, "name": "NEST", "membership": 5}}
    line = PayLine("standard", "Standard hours", None, "hours", 600, 0, pence)
    alone = make_slip(inputs(relief, (500, 300), **scheme), [line], YEAR).result
    both = inputs(relief, (500, 300), **scheme, pension_refund=refund, refund_of={"membership": 4, "scheme": 1})
    slip = make_slip(both, [line], YEAR)
    new, back = pension_kept(both, slip.gross, slip.result)["pension_paid"]
    assert (new["employee"], new["employer"]) == (alone.pension_ee.pence, alone.pension_er.pence)
    assert new["employee"] + back["employee"] == slip.result.pension_ee.pence


def test_without_a_record_nothing_is_kept_or_taken_off() -> None:
    plain = inputs("relief-at-source", (500, 300))
    line = PayLine("standard", "Standard hours", None, "hours", 600, 0, 200_000)
    slip = make_slip(plain, [line], YEAR)
    assert pension_kept(plain, slip.gross, slip.result) == {}
    assert contributed_of(plain) is NOTHING_CONTRIBUTED
    assert contributed_of({**plain, "contributed": [5, 1, 1]}) == Contributed(5, 1, 1)
