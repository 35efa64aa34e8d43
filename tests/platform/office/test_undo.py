"""Undo stops where something newer stands."""

import pytest

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


def test_nothing_to_undo_is_said(office: Office) -> None:
    with pytest.raises(Refusal, match="nothing to undo"):
        office.undo()
    with pytest.raises(Refusal, match="nothing to redo"):
        office.redo()


def test_another_persons_newer_change_is_never_overwritten(office: Office) -> None:
    sam = Office(office.database, User("Sam", Role.OFFICE))
    office.do(change_setting, "colour", "green")
    office.do(change_setting, "colour", "blue")
    sam.do(change_setting, "colour", "red")
    with pytest.raises(Refusal, match="changed since"):
        office.undo()
    assert office.read(lambda r: r.setting("colour")) == "red"


def test_each_person_undoes_their_own(office: Office) -> None:
    sam = Office(office.database, User("Sam", Role.OFFICE))
    office.do(change_setting, "colour", "green")
    sam.do(change_setting, "size", "large")
    office.undo()
    assert office.read(lambda r: (r.setting("colour"), r.setting("size"))) == (None, "large")
    assert sam.next_undo() == "Changed the setting size"


def test_a_new_deed_ends_redo(office: Office) -> None:
    office.do(change_setting, "colour", "green")
    office.undo()
    office.do(change_setting, "size", "large")
    assert office.next_redo() is None


def test_one_change_of_the_history_can_be_taken_back_by_number(office: Office) -> None:
    done = office.do(change_setting, "colour", "green")
    office.do(change_setting, "size", "large")
    assert done.change_set is not None
    office.undo_set(done.change_set)
    assert office.read(lambda r: (r.setting("colour"), r.setting("size"))) == (None, "large")
    with pytest.raises(Refusal, match="cannot be taken back"):
        office.undo_set(done.change_set)
