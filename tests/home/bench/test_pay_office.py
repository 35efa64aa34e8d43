from carecoop_desktop.home.bench.pay_office import LAST, fill_office, pay_office
from carecoop_desktop.people.assistants.queries import pay_terms
from carecoop_desktop.platform.office.history import broken_links
from carecoop_desktop.work.payroll.actions import finish_run, start_run
from carecoop_desktop.work.payroll.queries import run_view
from carecoop_desktop.work.timesheets.queries import locked_work, period


def test_the_month_is_locked_and_everybody_can_be_paid(tmp_path):
    office, period_id = pay_office(tmp_path / "x.carecoop", 7)
    assert office.read(period, period_id).state == "locked"
    work = office.read(locked_work, period_id)
    assert len({line.assistant_id for line in work}) == 7
    assert len(work) == 7 * 25
    assert len({line.member_id for line in work if line.assistant_id == 1}) == 3
    run = office.do(start_run, period_id).value
    assert office.do(finish_run, run).value == 7
    assert office.read(run_view, run).held == 0
    office.close()


def test_terms_hold_what_a_payslip_needs(office):
    office.do(fill_office, 6)
    terms = office.read(pay_terms, LAST)
    assert {one.tax_code for one in terms.values()} == {"1257L", "S1257L", "C1257L", "1100L", "BR"}
    assert {one.holiday for one in terms.values()} == {"rolled-up", "accrued"}
    assert all(one.bank is not None for one in terms.values())


def test_everything_written_is_in_the_history(office):
    office.do(fill_office, 3)
    with office.database.reading() as connection:
        assert list(broken_links(connection)) == []
