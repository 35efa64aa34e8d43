"""The words behind the figures."""

from datetime import date

from carecoop_desktop.statutory.tables import load_shelf
from carecoop_desktop.work.payroll.rules.lines import PayLine
from carecoop_desktop.work.payroll.rules.slip import make_slip
from carecoop_desktop.work.payroll.rules.working import merged, quantity_text, workings_of

INPUTS = {
    "frequency": "monthly", "paid_on": date(2026, 11, 27).isoformat(), "tax_code": "1257L", "non_cumulative": False,
    "ni_letter": "A", "loan_plan": "", "postgraduate": False, "pension": "relief-at-source",
    "pension_base": "qualifying", "employee_rate": 500, "employer_rate": 300, "taxable_before": 0, "tax_before": 0,
    "ni_before": 0,
}  # fmt: skip
LINES = [
    PayLine("standard", "Standard hours", 1, "hours", 6000, 1350, 135_000),
    PayLine("standard", "Standard hours", 2, "hours", 3000, 1350, 67_500),
    PayLine("sleep-in", "Sleep-in nights", 2, "nights", 1, 6500, 6500),
    PayLine("mileage", "Mileage", 1, "miles", 480, 45, 2160),
]


def test_quantities_in_words() -> None:
    assert [quantity_text(line) for line in LINES] == [
        "100.00 h × £13.50", "50.00 h × £13.50", "1 night × £65.00", "48.0 miles × £0.45"]  # fmt: skip


def test_the_same_work_for_two_members_is_one_line_of_pay() -> None:
    first = merged(LINES)[0]
    assert (first.label, first.quantity, first.pence) == ("Standard hours", 9000, 202_500)
    assert sum(line.pence for line in merged(LINES)) == sum(line.pence for line in LINES)


def test_every_figure_is_explained_and_charges_name_their_members() -> None:
    slip = make_slip(INPUTS, LINES, load_shelf().year("2026-27"))
    found = workings_of(slip, {1: "James Hollis", 2: "Rosa Delgado"})
    assert list(found) == ["gross", "tax", "ee_ni", "ee_pension", "expenses", "net", "er_ni", "er_pension",
                           "employer_cost", "charges"]  # fmt: skip
    assert [line.label for line in found["charges"]] == ["James Hollis", "Rosa Delgado"]
    assert sum(line.pence or 0 for line in found["charges"]) == slip.employer_cost == found["employer_cost"][-1].pence
    assert found["net"][-1].pence == slip.result.net.pence
    assert any("Specification" in line.source for line in found["tax"])
