"""Account numbers are checked where a table is loaded: against Vocalink's own cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from carecoop_desktop.people.assistants.account_numbers import account_check
from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table, modulus_table

LINE = "089999 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1"


def test_a_table_is_kept_in_the_office(office: Office) -> None:
    assert office.read(account_check) is None
    office.do(load_modulus_table, f"{LINE}\r\n\r\n", "938173 938017\r\n")
    check = office.read(account_check)
    assert check is not None
    assert check("089999", "66374958") and not check("089999", "66374959")
    assert check("123456", "00000001"), "a sort code that the table does not know passes"


@pytest.mark.parametrize("text", ["", "sort code,weights\n1,2\n", f"{LINE}\nhello"])
def test_other_files_are_refused(office: Office, text: str) -> None:
    with pytest.raises(Refusal, match=r"empty|not the file valacdos"):
        office.do(load_modulus_table, text)
    assert office.read(account_check) is None


def test_not_everybody_loads_one(office: Office) -> None:
    office.user = User("Tom", Role.PAYROLL)
    with pytest.raises(NotAllowed):
        office.do(load_modulus_table, LINE)


def test_the_table_is_told_with_its_file_and_day(office: Office) -> None:
    assert office.read(modulus_table) is None
    office.do(load_modulus_table, LINE, "938173 938017", "valacdos-v8-50.txt")
    office.do(load_modulus_table, f"{LINE}\n{LINE}", file="valacdos-v8-60.txt")
    told = office.read(modulus_table)
    assert told is not None and (told.ranges, told.substitutes, told.file) == (2, 1, "valacdos-v8-60.txt")
    assert told.loaded == date(2026, 11, 30)
    assert not told.old(date(2027, 11, 30)) and told.old(told.loaded + timedelta(days=367))
