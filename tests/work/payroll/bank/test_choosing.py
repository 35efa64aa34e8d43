"""Layouts of the office's own, and what each employer's bank wants."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.kernel.errors import Conflict, NotAllowed, Refusal
from carecoop_desktop.platform.kernel.resources import resource
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.work.payroll.bank.choosing import (
    STANDARD_18,
    Chosen,
    bring_in_layout,
    choose_bank_file,
    chosen,
    last_change,
    office_layout,
    office_layouts,
    own_keys,
    take_out_layout,
)
from carecoop_desktop.work.payroll.bank.layouts import bank_layouts

OURS = resource("bank_files", "barclays.toml").read_text(encoding="utf-8").replace("Barclays Standard", "Our Standard")


def test_a_choice_is_remembered_for_each_employer(office: Office) -> None:
    assert office.read(chosen, None) == Chosen("generic", ("orders",))
    office.do(choose_bank_file, None, STANDARD_18, ["hmrc", "orders"])
    office.do(choose_bank_file, 7, "lloyds", ())
    assert office.read(chosen, None) == Chosen(STANDARD_18, ("orders", "hmrc"))
    assert office.read(chosen, 7) == Chosen("lloyds", ()) and office.read(chosen, 8) == Chosen()
    with pytest.raises(Refusal, match="hsbc"):
        office.do(choose_bank_file, None, "hsbc")


def test_a_layout_is_brought_in_and_taken_out(office: Office) -> None:
    before = len(office.read(office_layouts))
    office.do(bring_in_layout, "ours.toml", OURS)
    office.do(choose_bank_file, None, "ours")
    assert office.read(office_layout, "ours").name == "Our Standard Import Format"
    assert (len(office.read(office_layouts)), office.read(own_keys)) == (before + 1, {"ours"})
    office.do(take_out_layout, "ours")
    assert office.read(own_keys) == set() and office.read(chosen, None).layout == "generic"
    with pytest.raises(Refusal, match="no bank file called “ours”"):
        office.read(office_layout, "ours")


def test_one_of_the_same_file_replaces_the_programs(office: Office) -> None:
    office.do(bring_in_layout, "barclays.toml", OURS)
    assert office.read(office_layout, "barclays").name.startswith("Our") and len(
        office.read(office_layouts)) == len(bank_layouts())  # fmt: skip
    office.do(take_out_layout, "barclays")
    assert office.read(office_layout, "barclays").name.startswith("Barclays")
    with pytest.raises(Refusal, match="brought in"):
        office.do(take_out_layout, "barclays")


@pytest.mark.parametrize(("file", "text"), [("x.toml", "hello"), ("x.toml", ""), (f"{STANDARD_18}.toml", OURS)])
def test_a_wrong_file_is_refused(office: Office, file: str, text: str) -> None:
    with pytest.raises(Refusal):
        office.do(bring_in_layout, file, text)
    assert office.read(own_keys) == set()


def test_what_another_desk_chose_or_brought_in_is_not_replaced_unread(office: Office) -> None:
    seen = office.read(last_change)
    office.do(choose_bank_file, 7, "barclays")
    office.do(choose_bank_file, None, "lloyds", seen=seen)
    with pytest.raises(Conflict, match=r"^Priya Shah changed how the bank files of this employer are made at "):
        office.do(choose_bank_file, 7, "lloyds", seen=seen)
    assert office.read(chosen, 7).layout == "barclays"
    office.do(bring_in_layout, "other.toml", OURS)
    office.do(bring_in_layout, "ours.toml", OURS, office.read(chosen, 7).mark)
    for deed, given in ((bring_in_layout, ("ours.toml", f"{OURS}\n")), (take_out_layout, ("ours",))):
        with pytest.raises(Conflict, match=r"^Priya Shah changed this layout of bank files at "):
            office.do(deed, *given, seen)
    office.do(take_out_layout, "ours", office.read(last_change))
    assert office.read(own_keys) == {"other"}


def test_not_everybody_may(office: Office) -> None:
    office.user = User("Tom", Role.PAYROLL)
    office.do(choose_bank_file, None, "barclays")
    with pytest.raises(NotAllowed):
        office.do(bring_in_layout, "ours.toml", OURS)
