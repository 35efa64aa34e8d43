"""Whom to pay how much, and what Today says of orders."""

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.people.assistants.actions import assistant_left
from carecoop_desktop.platform.kernel.errors import NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.orders.documents import to_pay_rows
from carecoop_desktop.work.payroll.orders.queries import any_orders, order_payments, orders_to_pay, today
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order


def test_each_payee_is_paid_under_its_reference(crew: Crew) -> None:
    paid = {"payee": "HMCTS", "payee_sort_code": "200001", "payee_account": "12345678", "payee_reference": "AE 7"}
    assert not crew.office.read(any_orders)
    crew.office.do(add_order, crew.ids["Bea"], an_order("aeo", normal=5_000, **paid))
    crew.office.do(add_order, crew.ids["Ann"], an_order("dwp", normal=3_000, reference="DWP9"))
    crew.office.do(add_order, crew.ids["Ann"], an_order("aeo-priority", reference="F1", normal=5_000,
                                                       protected=300_000))  # fmt: skip
    run = crew.pay(4, {"Ann": 100, "Bea": 100})
    council, court = crew.office.read(orders_to_pay, run)
    assert (council.payee, council.reference, council.assistant, council.pence, council.fee) == (
        "Cheshire West Council", "DWP9", "Ann Ward", 3_000, 100,
    )  # fmt: skip
    assert crew.office.read(order_payments, run) == [("HMCTS", "200001", "12345678", 5_000, "AE 7")]
    heading, first, second = to_pay_rows([council, court])
    assert len(heading) == len(first) == len(second)
    assert first[-2:] == ("30.00", "1.00") and second[5] == "Attachment of earnings"
    with pytest.raises(NotAllowed):
        Office(crew.office.database, User("Sam", Role.TREASURER)).read(orders_to_pay, run)


def test_today_names_orders_of_pas_who_left_and_orders_paid_in_full(crew: Crew) -> None:
    crew.office.do(add_order, crew.ids["Ann"], an_order("dwp", normal=3_000, total=3_000))
    crew.office.do(add_order, crew.ids["Bea"], replace(an_order("aeo", normal=5_000), issued_by="Chester County Court"))
    assert crew.office.read(today) == []
    crew.pay(4, {"Ann": 100, "Bea": 100})
    crew.office.do(assistant_left, crew.ids["Bea"], date(2026, 5, 1))
    paid, gone = crew.office.read(today)
    assert "in full for Ann Ward" in paid.why and paid.record_id == crew.ids["Ann"]
    assert "Chester County Court must be told" in gone.why
    assert Office(crew.office.database, User("Sam", Role.OFFICE)).read(today) == []
