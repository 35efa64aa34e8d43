"""Account numbers are checked where a table is loaded: against Vocalink's own cases."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from carecoop_desktop.people.assistants.account_numbers import TABLE, account_check, check_with
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table

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


def test_without_a_table_nothing_is_checked(office: Office) -> None:
    assert office.read(account_check) is None
    office.do(load_modulus_table, LINE)
    assert office.read(lambda reader: reader.setting(TABLE))["weights"] == [LINE]
    check = office.read(account_check)
    assert check is not None and check("089999", "66374958") and not check("089999", "66374959")


def test_without_its_package_nothing_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "uk_modulus_check", None)
    assert check_with([LINE], []) is None
