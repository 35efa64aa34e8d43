"""Recording, varying and ending orders; and who may."""

from datetime import date

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.orders.actions import add_order, change_order, end_order
from carecoop_desktop.work.payroll.orders.queries import attachment_orders, order_view
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order


def test_an_order_is_recorded_with_its_payee(crew: Crew) -> None:
    number = crew.office.do(add_order, crew.ids["Ann"], an_order(payee_sort_code="20-00 01", payee_account="12345678"))
    held = crew.office.read(order_view, number.value)
    assert held is not None
    assert (held.payee, held.payee_sort_code, held.state, held.left) == (
        "Cheshire West Council", "200001", "running", None,
    )  # fmt: skip
    assert crew.office.read(attachment_orders, crew.ids["Bea"]) == []


def test_all_that_is_wrong_is_told_at_once(crew: Crew) -> None:
    wrong = an_order("aeo-priority", reference=" ", issued_by="", received=date(2027, 1, 1), payee_account="12")
    with pytest.raises(Invalid) as refused:
        crew.office.do(add_order, crew.ids["Ann"], wrong)
    named = {issue.field for issue in refused.value.issues}
    assert named == {"reference", "issued_by", "received", "since", "normal", "payee_sort_code", "payee_account"}


def test_a_variation_changes_what_is_taken_from_then_on(crew: Crew) -> None:
    order = crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000, protected=50_000)).value
    first = crew.pay(4, {"Ann": 100})
    crew.office.do(change_order, order, 1, an_order("aeo", normal=7_500, protected=50_000))
    second = crew.pay(5, {"Ann": 100})
    assert crew.slip(first, "Ann").figures["orders"] == 5_000
    assert crew.slip(second, "Ann").figures["orders"] == 7_500


def test_what_payslips_stand_on_stays(crew: Crew) -> None:
    order = crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000)).value
    crew.office.do(change_order, order, 1, an_order("aeo-priority", normal=5_000, carried=1_000))
    crew.pay(4, {"Ann": 100})
    with pytest.raises(Invalid) as refused:
        crew.office.do(change_order, order, 2, an_order("aeo", normal=5_000))
    assert {issue.field for issue in refused.value.issues} == {"kind", "carried"}


def test_an_order_ends_with_a_reason_and_takes_nothing_more(crew: Crew) -> None:
    order = crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000)).value
    with pytest.raises(Invalid):
        crew.office.do(end_order, order, date(2026, 4, 30), " ")
    crew.office.do(end_order, order, date(2026, 5, 1), "Discharged by the court")
    with pytest.raises(Refusal, match="ended on"):
        crew.office.do(end_order, order, date(2026, 5, 2), "Again")
    assert crew.slip(crew.pay(4, {"Ann": 100}), "Ann").figures["orders"] == 5_000
    assert crew.slip(crew.pay(5, {"Ann": 100}), "Ann").figures["orders"] == 0


def test_an_order_that_another_desk_ended_is_not_ended_otherwise_unread(crew: Crew) -> None:
    order = crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", normal=5_000)).value
    crew.office.do(end_order, order, date(2026, 5, 1), "Discharged by the court", 1)
    with pytest.raises(Conflict, match=r"^Priya Shah changed ended why, until of this attachment order at ") as told:
        crew.office.do(end_order, order, date(2026, 5, 2), "Paid in full", 1)
    assert {(each.mine, each.theirs) for each in told.value.fields} == {
        ("2026-05-02", "2026-05-01"), ("Paid in full", "Discharged by the court"),
    }  # fmt: skip
    crew.office.do(end_order, order, date(2026, 5, 2), "Paid in full", told.value.version)
    held = crew.office.read(order_view, order)
    assert held is not None and (held.until, held.ended_why) == (date(2026, 5, 2), "Paid in full")


@pytest.mark.parametrize("role", [Role.OFFICE, Role.TREASURER])
def test_only_payroll_staff_and_owners_see_and_keep_orders(crew: Crew, role: Role) -> None:
    other = Office(crew.office.database, User("Sam", role))
    with pytest.raises(NotAllowed):
        other.read(attachment_orders, crew.ids["Ann"])
    with pytest.raises(NotAllowed):
        other.do(add_order, crew.ids["Ann"], an_order())
    clerk = Office(crew.office.database, User("Kim", Role.PAYROLL))
    assert clerk.read(attachment_orders, crew.ids["Ann"]) == []
