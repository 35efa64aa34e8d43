"""What several parts add to one payslip comes together in their order."""

from carecoop_desktop.work.payroll.rules.additions import Addition, beside_lead, together
from carecoop_desktop.work.payroll.rules.lines import PayLine

SICK = PayLine("ssp", "Statutory sick pay", None, "pounds", 0, 0, 4_815)
LEAVE = PayLine("leave", "Holiday taken", None, "pounds", 0, 0, 10_000)


def test_lines_problems_and_findings_stand_in_the_order_of_the_parts() -> None:
    first = Addition((SICK,), {"orders": []}, ("No average can be worked out.",), ("Sick pay ends soon.",))
    second = Addition((LEAVE,), {"scheme": "none"}, (), ("Leave is nearly used up.",))
    whole = together([first, second])
    assert whole.lines == (SICK, LEAVE)
    assert whole.inputs == {"orders": [], "scheme": "none"}
    assert whole.problems == ("No average can be worked out.",)
    assert whole.findings == ("Sick pay ends soon.", "Leave is nearly used up.")


def test_a_later_part_decides_an_input_of_the_same_name() -> None:
    assert together([Addition(inputs={"pension": "none"}), Addition(inputs={"pension": "net-pay"})]).inputs == {
        "pension": "net-pay"
    }


def test_nothing_added_is_nothing() -> None:
    assert together([]) == Addition()


def test_a_further_job_with_one_employer_is_told_what_the_first_settles() -> None:
    assert beside_lead(Addition(inputs={"enrolment": {}, "orders": []})) == Addition()
    lead = Addition((PayLine("ssp", "Sick pay", None, "pounds", 0, 0, 500),), {"orders": [{"id": 1}]})
    (told,) = beside_lead(lead).findings
    assert told == "Statutory pay and leave, other deductions: on the payslip of the other job with this employer."
    assert beside_lead(lead).lines == () and beside_lead(lead).inputs == {}


def test_a_member_of_the_pension_pays_from_both_jobs_with_one_employer() -> None:
    terms = {"pension": "net-pay", "pension_base": "qualifying", "employee_rate": 500, "employer_rate": 300}
    inside = {**terms, "pension_scheme": {"id": 1, "name": "Nest", "membership": 4}, "enrolment": {"born": ""}}
    assert beside_lead(Addition(inputs=inside)).inputs == {**terms, "pension_scheme": inside["pension_scheme"]}
    # A refund is given back once, and nobody is enrolled twice in one run.
    refund = {**terms, "pension_refund": [1000, 600, 200], "refund_of": {"membership": 4, "scheme": 1}}
    assert beside_lead(Addition(inputs=refund)).inputs == {}
