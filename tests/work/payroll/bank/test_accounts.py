"""Accounts of pension providers."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.accounts import (
    PayeeAccount,
    payee_accounts,
    pension_account,
    set_pension_account,
)
from carecoop_desktop.work.payroll.pensions.actions import add_scheme
from tests.work.payroll.pensions.conftest import a_scheme


@pytest.fixture
def scheme(office: Office) -> int:
    return office.do(add_scheme, a_scheme()).value


def test_an_account_is_set_changed_and_taken_away(office: Office, scheme: int) -> None:
    office.do(set_pension_account, scheme, " NEST ", "20-29-59", "63748472", "EMP 1")
    assert office.read(payee_accounts) == [PayeeAccount("pension", scheme, "NEST", "202959", "63748472", "EMP 1", 1)]
    done = office.do(set_pension_account, scheme, "NEST", "202959", "63748473")
    assert "ending 8473" in done.sentence and "63748473" not in done.sentence
    assert [one.reference for one in office.read(payee_accounts)] == [""]
    office.do(set_pension_account, scheme, "NEST", "", "")
    assert office.read(payee_accounts) == []
    office.undo()
    assert len(office.read(payee_accounts)) == 1


def test_an_account_set_at_another_desk_is_not_replaced_unread(office: Office, scheme: int) -> None:
    read = office.read(pension_account, scheme)
    office.do(set_pension_account, scheme, "NEST", "202959", "63748472", "EMP 1")
    with pytest.raises(Conflict, match=r"^Priya Shah added a payee's account at ") as told:
        office.do(set_pension_account, scheme, "NEST", "107999", "88837491", "EMP 1", read)
    assert {each.field: each.theirs for each in told.value.fields} == {"sort_code": "202959", "account": "63748472"}
    stands = office.read(pension_account, scheme)
    office.do(set_pension_account, scheme, "NEST", "", "")
    with pytest.raises(Conflict, match=r"no longer there\. Priya Shah removed it at "):
        office.do(set_pension_account, scheme, "NEST", "107999", "88837491", "EMP 1", stands)
    assert office.read(payee_accounts) == []
    office.do(set_pension_account, scheme, "NEST", "107999", "88837491", "", office.read(pension_account, scheme))
    assert [one.account for one in office.read(payee_accounts)] == ["88837491"]


def test_everything_wrong_is_told_at_once(office: Office, scheme: int) -> None:
    with pytest.raises(Invalid) as caught:
        office.do(set_pension_account, scheme, " ", "2029", "x", "a reference that is much too long")
    assert [one.field for one in caught.value.issues] == ["name", "sort_code", "account", "reference"]


def test_figures_of_other_scripts_are_no_figures(office: Office, scheme: int) -> None:
    with pytest.raises(Invalid):
        office.do(set_pension_account, scheme, "NEST", "٢٠٢٩٥٩", "63748472")


def test_not_everybody_may(office: Office, scheme: int) -> None:
    office.user = User("Tom", Role.PAYROLL)
    with pytest.raises(NotAllowed):
        office.do(set_pension_account, scheme, "NEST", "202959", "63748472")
