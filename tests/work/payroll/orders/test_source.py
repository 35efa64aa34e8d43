"""Orders through the pay run: what is taken, carried and stopped, month after month."""

from datetime import date

from carecoop_desktop.work.payroll.actions import finish_run, reopen_run
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.orders.queries import order_history, order_view
from carecoop_desktop.work.payroll.queries import working
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order


def test_a_council_tax_order_is_taken_by_its_table_and_explained(crew: Crew) -> None:
    crew.office.do(add_order, crew.ids["Ann"], an_order())
    run = crew.start(4, {"Ann": 100, "Bea": 100})
    ann, bea = crew.slip(run, "Ann").figures, crew.slip(run, "Bea").figures
    attachable = ann["gross"] - ann["tax"] - ann["ee_ni"]
    assert ann["orders"] == (attachable * 12 + 50) // 100
    assert ann["order_fees"] == 100
    assert bea["orders"] == 0
    assert bea["net"] - ann["net"] == ann["orders"] + 100
    lines = crew.office.read(working, crew.slip(run, "Ann").id)
    assert lines["orders"][-2].pence == ann["orders"]
    assert lines["net"][-1].pence == ann["net"]


def test_a_short_month_is_carried_and_made_up(crew: Crew) -> None:
    entry = an_order("aeo-priority", normal=20_000, protected=60_000)
    order = crew.office.do(add_order, crew.ids["Ann"], entry).value
    for month, hours in ((4, 45), (5, 30), (6, 100)):
        crew.pay(month, {"Ann": hours})
    newest, may, april = crew.office.read(order_history, order)
    assert april.taken == 67_500 - 60_000
    assert april.carried == 20_000 - april.taken
    assert (may.taken, may.carried, may.carried_protected) == (0, april.carried + 20_000, 60_000 - 45_000)
    assert newest.taken == may.carried + 20_000
    assert newest.to_date == april.taken + newest.taken


def test_an_order_stops_when_its_total_is_reached(crew: Crew) -> None:
    order = crew.office.do(add_order, crew.ids["Ann"], an_order("dwp", normal=10_000, total=25_000, taken_before=8_000))
    runs = [crew.pay(month, {"Ann": 100}) for month in (4, 5, 6)]
    assert [crew.slip(run, "Ann").figures["orders"] for run in runs] == [10_000, 7_000, 0]
    held = crew.office.read(order_view, order.value)
    assert held is not None
    assert (held.state, held.taken, held.left, held.carried) == ("paid", 25_000, 0, 0)


def test_an_order_counts_from_its_first_payday(crew: Crew) -> None:
    crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000, since=date(2026, 5, 10)))
    assert crew.slip(crew.pay(4, {"Ann": 100}), "Ann").figures["orders"] == 0
    assert crew.slip(crew.pay(5, {"Ann": 100}), "Ann").figures["orders"] == 5_000


def test_several_orders_are_taken_in_their_order_of_priority(crew: Crew) -> None:
    ann = crew.ids["Ann"]
    crew.office.do(add_order, ann, an_order("aeo", reference="CC-1", normal=90_000, protected=50_000))
    crew.office.do(add_order, ann, an_order("child-maintenance", reference="CM-2", normal=20_000))
    run = crew.start(4, {"Ann": 100})
    kept = crew.slip(run, "Ann").inputs["orders_taken"]
    assert [each["id"] for each in kept] == [2, 1]
    assert kept[0]["taken"] == 20_000
    figures = crew.slip(run, "Ann").figures
    assert figures["net"] == 50_000 - 200
    assert figures["orders"] == sum(each["taken"] for each in kept)


def test_a_second_payment_of_the_period_makes_up_only_what_was_short(crew: Crew) -> None:
    entry = an_order("aeo-priority", normal=20_000, protected=60_000)
    order = crew.office.do(add_order, crew.ids["Ann"], entry).value
    crew.office.do(add_order, crew.ids["Bea"], an_order("aeo", normal=5_000))
    crew.pay(4, {"Ann": 45, "Bea": 100})
    run = crew.supplement(4, {"Ann": 20, "Bea": 20})
    late, first = crew.office.read(order_history, order)
    assert (first.taken, first.carried) == (7_500, 12_500)
    assert (late.taken, late.carried, late.to_date) == (12_500, 0, 20_000)
    assert crew.slip(run, "Bea").figures["orders"] == 0
    assert crew.faults() == []


def test_a_run_that_was_reopened_took_nothing(crew: Crew) -> None:
    order = crew.office.do(add_order, crew.ids["Ann"], an_order("dwp", normal=10_000, total=12_000)).value
    draft = crew.office.do(reopen_run, crew.pay(4, {"Ann": 100}), "A wrong rate").value
    assert crew.office.read(order_history, order) == []
    crew.office.do(finish_run, draft)
    assert crew.slip(crew.pay(5, {"Ann": 100}), "Ann").figures["orders"] == 2_000
    assert [taken.to_date for taken in crew.office.read(order_history, order)] == [12_000, 10_000]
    assert crew.faults() == []
