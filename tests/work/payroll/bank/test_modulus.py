"""Account numbers are checked where a table is loaded: against Vocalink's own cases."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.modulus import account_check, check_with, load_modulus_table

LINE = "089999 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1"


def test_vocalinks_cases(shared: Path) -> None:
    folder = shared / "bank"
    check = check_with((folder / "valacdos-v8-50.txt").read_text().splitlines(),
                       (folder / "scsubtab.txt").read_text().splitlines())  # fmt: skip
    assert check is not None
    cases = list(csv.DictReader((folder / "modulus_cases.csv").read_text(encoding="utf-8").splitlines()))
    wrong = [case for case in cases
             if check(case["sort_code"], case["account_number"]) != (case["expected_valid"] == "true")]  # fmt: skip
    assert len(cases) == 34 and wrong == []


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
