"""Settings of bank files: layouts, the table of checks, providers' accounts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from carecoop_desktop.people.assistants.account_numbers import account_check
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.desktop.desk import Desk
from carecoop_desktop.platform.desktop.page import why_grey
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.accounts import payee_accounts, set_pension_account
from carecoop_desktop.work.payroll.bank.choosing import own_keys
from carecoop_desktop.work.payroll.bank.layouts import bank_layouts
from carecoop_desktop.work.payroll.bank.modulus import load_modulus_table
from carecoop_desktop.work.payroll.bank.screens.settings import MAY_NOT, BankTab
from carecoop_desktop.work.payroll.pensions.actions import add_scheme
from tests.choosing import choose, offered
from tests.work.payroll.pensions.conftest import a_scheme

LINE = "089999 089999 MOD10    0    0    0    0    0    0    7    1    3    7    1    3    7    1"


@pytest.fixture
def tab(desk: Desk, office: Office, qtbot: Any) -> BankTab:
    office.do(add_scheme, a_scheme())
    made = BankTab(desk)
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    made.reload()
    return made


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that the dialog answers with, one after another."""
    files: list[Path] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(files.pop(0)) if files else "", ""))
    return files


def test_the_table_is_loaded_and_shown_with_its_day(tab: BankTab, office: Office, chosen: list[Path],
                                                    tmp_path: Path) -> None:  # fmt: skip
    assert tab.table_words.text().startswith("No table is loaded") and unnamed_controls(tab) == []
    (tmp_path / "valacdos-v8-50.txt").write_text(f"{LINE}\r\n")
    (tmp_path / "scsubtab.txt").write_text("938173 938017\r\n")
    chosen[:] = [tmp_path / "valacdos-v8-50.txt"]
    tab.load_button.click()
    assert tab.table_words.text() == (
        "valacdos-v8-50.txt was loaded on 30 Nov 2026: 1 ranges of sort codes, 0 substitutes.")  # fmt: skip
    chosen[:] = [tmp_path / "valacdos-v8-50.txt", tmp_path / "scsubtab.txt"]
    tab.substitutes_button.click()
    assert "1 substitutes" in tab.table_words.text() and office.read(account_check) is not None


def test_a_wrong_file_is_refused_in_a_sentence(tab: BankTab, office: Office, chosen: list[Path],
                                               tmp_path: Path) -> None:  # fmt: skip
    (tmp_path / "wrong.txt").write_text("hello")
    chosen[:] = [tmp_path / "wrong.txt"]
    tab.load_button.click()
    assert "This is not the file valacdos: “hello”" in tab.trouble.text() and not tab.refused.isHidden()
    chosen[:] = [tmp_path / "not-there.txt"]
    tab.load_button.click()
    assert "cannot be read" in tab.trouble.text()
    with (tmp_path / "big.txt").open("wb") as big:
        big.truncate(3_000_000)
    chosen[:] = [tmp_path / "big.txt"]
    tab.load_button.click()
    assert "far too large" in tab.trouble.text() and office.read(account_check) is None
    tab.load_button.click()


def test_a_table_loaded_at_another_desk_is_told_and_then_replaced(tab: BankTab, office: Office, chosen: list[Path],
                                                                  tmp_path: Path) -> None:  # fmt: skip
    (tmp_path / "valacdos-v8-50.txt").write_text(f"{LINE}\r\n")
    office.do(load_modulus_table, LINE, "", "newer.txt")
    chosen[:] = [tmp_path / "valacdos-v8-50.txt"] * 2
    tab.load_button.click()
    assert (
        tab.trouble.text().startswith("Priya Shah added a setting at ") and "Look at what stands" in tab.trouble.text()
    )
    assert tab.table_words.text().startswith("newer.txt was loaded"), "what stands there now is shown"
    tab.load_button.click()
    assert tab.table_words.text().startswith("valacdos-v8-50.txt was loaded")


def test_a_layout_is_brought_in_and_taken_out(tab: BankTab, office: Office, chosen: list[Path], tmp_path: Path) -> None:
    assert tab.layouts.row_count() == len(bank_layouts())
    own = tmp_path / "ours.toml"
    own.write_text(resource("bank_files", "barclays.toml").read_text(encoding="utf-8").replace("Barclays", "Aa ours"))
    chosen[:] = [own]
    tab.bring_button.click()
    assert office.read(own_keys) == {"ours"} and tab.layouts.row_count() == len(bank_layouts()) + 1
    assert "brought in" in why_grey(tab.take_button)
    tab.layouts.choose(0)
    assert why_grey(tab.take_button) == ""
    tab.take_button.click()
    assert office.read(own_keys) == set()
    own.write_text("hello")
    chosen[:] = [own]
    tab.bring_button.click()
    assert "ours.toml is no layout of a bank file" in tab.trouble.text()


def test_a_providers_account_is_entered(tab: BankTab, office: Office) -> None:
    assert tab.payees.row_count() == 2 and why_grey(tab.account_button) == "Choose a pension scheme."
    tab.payees.choose(1)
    assert why_grey(tab.account_button) == "Choose a pension scheme.", "HMRC's account is a data file"
    tab.payees.choose(0)
    tab.account_button.click()
    form = tab.form.form
    assert form is not None and form.values()["reference"] == "EMP123456789"
    form.set_values({"sort_code": "20-29-59", "account": "1"})
    tab.form.save.click()
    assert office.read(payee_accounts) == [] and not tab.form.isHidden()
    form.set_values({"account": "63748472"})
    tab.form.save.click()
    assert [one.account for one in office.read(payee_accounts)] == ["63748472"]
    assert tab.form.isHidden() and tab.may_leave()


@pytest.mark.parametrize(("whose", "account"), [("mine", "88837491"), ("theirs", "63748472")])
def test_two_desks_set_one_providers_account(tab: BankTab, office: Office, whose: str, account: str) -> None:
    tab.payees.choose(0)
    tab.account_button.click()
    office.do(set_pension_account, 1, "NEST Ltd", "202959", "63748472", "EMP 2")
    assert tab.form.form is not None
    tab.form.form.set_values({"name": "NEST Ltd", "sort_code": "20-29-59", "account": "88837491", "reference": "EMP 2"})
    tab.form.save.click()
    assert [each.split(", Priya")[0] for each in offered(tab.form)] == [
        "Account number, mine: 88837491", "Account number, theirs: 63748472",
    ]  # fmt: skip
    choose(tab.form, f"Account number, {whose}")
    (now,) = office.read(payee_accounts)
    assert (now.account, now.reference) == (account, "EMP 2")


def test_an_account_taken_away_at_another_desk_is_told(tab: BankTab, office: Office) -> None:
    office.do(set_pension_account, 1, "NEST", "202959", "63748472")
    tab.payees.choose(0)
    tab.account_button.click()
    office.do(set_pension_account, 1, "NEST", "", "")
    assert tab.form.form is not None
    tab.form.form.set_values({"sort_code": "20-29-59", "account": "88837491"})
    tab.form.save.click()
    assert tab.form.conflict is not None and tab.form.save.text() == "Save all the same"
    assert office.read(payee_accounts) == []
    tab.form.save.click()
    assert [one.account for one in office.read(payee_accounts)] == ["88837491"]


def test_who_may_not_change_settings_is_told(desk: Desk, office: Office, qtbot: Any) -> None:
    office.user = User("Tom", Role.READ_ONLY)
    tab = BankTab(desk)
    qtbot.addWidget(tab)
    tab.reload()
    assert {why_grey(each) for each in (tab.load_button, tab.bring_button, tab.account_button)} == {MAY_NOT}
    tab.edit_account()
    assert tab.form.isHidden() and tab.payees.row_count() == 1
