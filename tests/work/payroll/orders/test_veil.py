"""Who may see pay but not orders sees a deduction without a name; the payslip adds up all the same."""

import pytest

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.documents import payslip_document
from carecoop_desktop.work.payroll.orders.actions import add_order
from carecoop_desktop.work.payroll.orders.veil import order_rows
from carecoop_desktop.work.payroll.queries import payslip
from tests.work.payroll.crew import Crew
from tests.work.payroll.orders.conftest import an_order


@pytest.fixture
def run(crew: Crew) -> int:
    """A finished run in which Ann pays two orders."""
    crew.office.do(add_order, crew.ids["Ann"], an_order("aeo", reference="CC-1", normal=5_000))
    crew.office.do(add_order, crew.ids["Ann"], an_order("dwp", reference="DWP9", normal=3_000))
    return crew.pay(4, {"Ann": 100, "Bea": 100})


def test_payroll_sees_each_order_on_the_payslip(crew: Crew, run: int) -> None:
    view = crew.office.read(payslip, crew.slip(run, "Ann").id)
    assert order_rows(view) == [
        ("DWP attachment DWP9", 3_000), ("Attachment of earnings CC-1", 5_000), ("Employer's fees for orders", 200),
    ]  # fmt: skip
    assert "orders" in view.workings
    assert "DWP9" in str(payslip_document(view))
    assert order_rows(crew.slip(run, "Bea")) == []


def test_the_treasurer_sees_only_what_it_comes_to(crew: Crew, run: int) -> None:
    treasurer = Office(crew.office.database, User("Sam", Role.TREASURER))
    view = treasurer.read(payslip, crew.slip(run, "Ann").id)
    assert order_rows(view) == [("Other deductions", 8_200)]
    assert "orders" not in view.workings and "orders" not in view.inputs
    net = view.workings["net"]
    assert [line.pence for line in net if line.label == "Other deductions"] == [-8_200]
    assert sum(line.pence or 0 for line in net[:-1]) == net[-1].pence == view.figures["net"]
    paper = str(payslip_document(view))
    assert "DWP" not in paper and "CC-1" not in paper and "Other deductions" in paper
