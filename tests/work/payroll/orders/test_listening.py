"""What finishing a run keeps of orders, and that the books hold."""

from carecoop_desktop.money.ledger.actions import pay_owed
from carecoop_desktop.money.ledger.queries.proof import owed_for_pay, proof, trial_balance
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.orders.queries import order_history
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order


def test_what_orders_took_is_owed_to_those_that_issued_them(crew: Crew) -> None:
    crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000))
    crew.office.do(add_order, crew.ids["Bea"], an_order("dwp", normal=3_000))
    run = crew.pay(4, {"Ann": 100, "Bea": 100})
    slips = [crew.slip(run, name).figures for name in ("Ann", "Bea")]
    assert crew.office.read(owed_for_pay)["orders-owed"] == 8_000 == sum(slip["orders"] for slip in slips)
    held = {line.code: line.pence for line in crew.office.read(trial_balance)}
    assert held["coop-fees"] == -200
    assert held["due-to-clients"] == 200 == -held["due-from-office"]
    assert crew.office.read(proof).holds
    assert crew.faults() == []
    crew.office.do(pay_owed, "orders", 8_000, crew.office.today)
    assert crew.office.read(owed_for_pay)["orders-owed"] == 0


def test_a_draft_keeps_nothing_yet(crew: Crew) -> None:
    order = crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000)).value
    crew.start(4, {"Ann": 100})
    assert crew.office.read(order_history, order) == []


def test_a_payday_on_which_nothing_could_be_taken_is_kept_too(crew: Crew) -> None:
    entry = an_order("aeo-priority", normal=5_000, protected=90_000)
    order = crew.office.do(add_order, crew.ids["Ann"], entry).value
    crew.pay(4, {"Ann": 10})
    (kept,) = crew.office.read(order_history, order)
    assert (kept.taken, kept.fee, kept.carried) == (0, 0, 5_000)
    assert crew.faults() == []
