"""What several parts add to one payslip comes together in their order."""

from carecoop_desktop.work.payroll.rules.additions import Addition, beside_main, together
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


def test_a_second_job_is_told_what_its_main_job_settles() -> None:
    assert beside_main(Addition(inputs={"enrolment": {}, "orders": []}), "Dee Valley") == Addition()
    main = Addition((PayLine("ssp", "Sick pay", None, "pounds", 0, 0, 500),), {"orders": [{"id": 1}]})
    (told,) = beside_main(main, "Dee Valley").findings
    assert told.startswith("Statutory pay and leave, other deductions: worked out in the job with Dee Valley only.")
    assert beside_main(main, "").lines == () and beside_main(main, "").inputs == {}
