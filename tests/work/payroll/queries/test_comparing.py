"""What changed since the last run."""

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import payslips, runs
from carecoop_desktop.work.payroll.queries.comparing import compare, members_charged
from carecoop_desktop.work.payroll.queries.history import pay_history


def test_everybody_whose_net_pay_differs_is_named_with_a_reason(living: Office) -> None:
    one, two = sorted(living.read(runs), key=lambda r: r.pay_date)[-2:]
    then = {v.name: v.figures["net"] for v in living.read(payslips, one.id)}
    now = {v.name: v.figures["net"] for v in living.read(payslips, two.id)}
    differing = {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}
    found = living.read(compare, two.id, one.id)
    assert {c.name for c in found} == differing
    assert all(c.why for c in found)
    sizes = [abs((c.net[1] or 0) - (c.net[0] or 0)) for c in found]
    assert sizes == sorted(sizes, reverse=True)


def test_a_run_compared_with_itself_changes_nothing(living: Office) -> None:
    run = living.read(runs)[0]
    assert living.read(compare, run.id, run.id) == []
    assert living.read(members_charged, run.id) > 0


def test_a_pas_history_is_newest_first(living: Office) -> None:
    run = living.read(runs)[0]
    who = living.read(payslips, run.id)[0].assistant_id
    days = [slip.pay_date for slip in living.read(pay_history, who)]
    assert days == sorted(days, reverse=True) and run.pay_date in days
