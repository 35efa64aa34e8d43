"""Undo stops where something newer stands."""

import pytest

from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.undo import Sitting, last_undoable


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


def test_who_may_not_do_a_thing_may_not_take_it_back_either(office: Office) -> None:
    done = office.do(change_setting, "colour", "green")
    tia = Office(office.database, User("Tia", Role.TREASURER))
    with pytest.raises(NotAllowed, match="change the office's settings"):
        tia.undo_set(done.change_set)
    assert office.read(lambda r: r.setting("colour")) == "green"
    assert Office(office.database, User("Sam", Role.OFFICE)).undo_set(done.change_set).value == done.change_set


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


def test_two_desks_under_one_name_do_not_take_back_each_others_deeds(office: Office) -> None:
    other = Office(office.database, office.user)
    office.do(change_setting, "colour", "green")
    other.do(change_setting, "size", "large")
    assert office.next_undo() == "Changed the setting colour" and other.next_undo() == "Changed the setting size"
    office.undo()
    assert office.read(lambda r: (r.setting("colour"), r.setting("size"))) == (None, "large")
    with pytest.raises(Refusal, match="nothing to undo"):
        office.undo()
    assert other.next_redo() is None and office.next_redo() == "Undid: Changed the setting colour"
    other.undo()
    office.redo()
    assert other.read(lambda r: (r.setting("colour"), r.setting("size"))) == ("green", None)
    assert other.next_redo() == "Undid: Changed the setting size"


def test_what_was_done_at_this_desk_yesterday_can_be_taken_back_today(office: Office) -> None:
    office.do(change_setting, "colour", "green")
    office.do(change_setting, "size", "large")
    today = Office(office.database, office.user)
    today.undo()
    today.undo()
    assert today.read(lambda r: (r.setting("colour"), r.setting("size"))) == (None, None)
    today.redo()
    assert today.read(lambda r: r.setting("colour")) == "green"


def test_what_was_done_on_another_computer_yesterday_stays(office: Office) -> None:
    office.do(change_setting, "colour", "green")
    elsewhere = Office(office.database, office.user)
    elsewhere._sitting = Sitting(office.user.name, "another computer", 10_000)
    assert elsewhere.next_undo() is None


def test_a_sitting_remembers_its_latest_deeds_only(office: Office) -> None:
    sitting = Sitting(office.user.name, office.desk, 0)
    number = office.do(change_setting, "colour", "green").change_set
    assert number is not None
    with office.database.reading() as connection:
        assert last_undoable(connection, sitting) is None
        sitting.did(number)
        assert last_undoable(connection, sitting).id == number  # type: ignore[union-attr]
        for later in range(number + 1, number + 201):
            sitting.did(later)
        assert last_undoable(connection, sitting) is None
