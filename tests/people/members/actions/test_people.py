"""Members are added and changed; doubles are noticed."""

from __future__ import annotations

from datetime import date

import pytest

from carecoop_desktop.people.members.actions import add_member, add_members, change_member
from carecoop_desktop.people.members.queries import member_counts, member_head, member_names, member_record
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role


def _issues(trouble: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {issue.field: issue.message for issue in trouble.value.issues}


def test_adds_a_member_with_the_next_number(office: Office) -> None:
    first = office.do(add_member, name="Ann Hay")
    second = office.do(add_member, name="Gwyn Rees")
    assert first.sentence == "Added Ann Hay as member 001"
    assert office.read(member_record, second.value).number == "002"
    assert office.read(member_names) == {first.value: "Ann Hay", second.value: "Gwyn Rees"}


def test_a_new_member_is_active_and_employs_through_the_co_op(office: Office) -> None:
    record = office.read(member_record, office.do(add_member, name="Ann Hay").value)
    assert (record.status, record.employer, record.directs_care) == ("active", "co-op", "member")
    assert record.nhs_number is None


def test_keeps_what_was_filled_in(office: Office, james: int) -> None:
    record = office.read(member_record, james)
    assert record.nhs_number == "9992527609"
    assert record.postcode == "CH1 4BJ"
    assert record.email == "james@example.org"
    assert record.joined == date(2025, 3, 4)


def test_a_member_needs_a_name(office: Office) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(add_member)
    assert _issues(trouble) == {"name": "The name is missing."}
    assert office.read(member_counts).present == 0


def test_the_same_nhs_number_is_noticed(office: Office, james: int) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(add_member, name="Jim Holis", nhs_number="9992527609")
    assert _issues(trouble)["nhs_number"] == "James Hollis (member 014) has this NHS number already."


def test_the_same_number_is_noticed(office: Office, james: int) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(add_member, name="Ann Hay", number="014")
    assert "number" in _issues(trouble)


def test_the_same_name_and_birth_date_are_noticed_whatever_the_accents(office: Office, james: int) -> None:
    with pytest.raises(Invalid) as trouble:
        office.do(add_member, name="JAMÉS  hollis", born=date(1996, 5, 16))
    assert "is there already" in _issues(trouble)["name"]
    assert trouble.value.issues[0].accepted == "Say so if this is somebody else."


def test_a_namesake_of_the_same_day_can_be_somebody_else(office: Office, james: int) -> None:
    office.do(add_member, name="James Hollis", born=date(1996, 5, 16), somebody_else=True)
    assert office.read(member_counts).active == 2


def test_a_namesake_of_another_day_is_no_double(office: Office, james: int) -> None:
    office.do(add_member, name="James Hollis", born=date(1950, 1, 1))
    assert office.read(member_counts).active == 2


def test_changes_only_what_is_given(office: Office, james: int) -> None:
    done = office.do(change_member, james, phone="01632 960123", known_as="Jim")
    record = office.read(member_record, james)
    assert (record.phone, record.known_as, record.postcode) == ("01632 960123", "Jim", "CH1 4BJ")
    assert done.sentence == "Changed phone and name they go by of James Hollis"


def test_a_new_name_can_be_found_by_its_folded_form(office: Office, james: int) -> None:
    office.do(change_member, james, name="Jámes Hollis-Évans")
    assert office.read(member_head, james).name == "Jámes Hollis-Évans"
    from carecoop_desktop.people.members.queries import find_members

    assert office.read(find_members, "hollis-evans") == [(james, "Jámes Hollis-Évans")]


def test_a_change_is_proved_like_a_new_member(office: Office, james: int) -> None:
    other = office.do(add_member, name="Ann Hay").value
    with pytest.raises(Invalid) as trouble:
        office.do(change_member, other, nhs_number="9992527609", postcode="nowhere")
    assert set(_issues(trouble)) == {"nhs_number", "postcode"}


def test_a_member_does_not_clash_with_themselves(office: Office, james: int) -> None:
    office.do(change_member, james, nhs_number="999 252 7609", name="James Hollis")
    assert office.read(member_record, james).nhs_number == "9992527609"


def test_the_loser_of_two_is_told_who_changed_what(office: Office, james: int) -> None:
    version = office.read(member_record, james).version
    office.do(change_member, james, version, phone="01632 960999")
    with pytest.raises(Conflict) as trouble:
        office.do(change_member, james, version, phone="01632 960111")
    assert "phone" in trouble.value.sentence
    (field,) = trouble.value.fields
    assert (field.mine, field.theirs) == ("01632 960111", "01632 960999")
    assert office.read(member_record, james).phone == "01632 960999"


def test_undo_takes_a_change_back(office: Office, james: int) -> None:
    office.do(change_member, james, phone="01632 960999")
    office.undo()
    assert office.read(member_record, james).phone == "07700 900123"


def test_undo_takes_a_new_member_back(office: Office) -> None:
    office.do(add_member, name="Ann Hay")
    office.undo()
    assert office.read(member_names) == {}


def test_adds_many_at_once(office: Office, james: int) -> None:
    ids = office.do(add_members, [{"name": "Ann Hay"}, {"name": "Gwyn Rees", "number": "020"}, {"name": "Siân Bevan"}])
    numbers = [office.read(member_record, member_id).number for member_id in ids.value]
    assert numbers == ["015", "020", "016"]
    assert ids.sentence == "Added 3 members"


def test_all_of_many_or_none(office: Office, james: int) -> None:
    rows = [{"name": "Ann Hay"}, {"name": ""}, {"name": "Gwyn Rees", "nhs_number": "9992527609"}]
    with pytest.raises(Invalid) as trouble:
        office.do(add_members, rows)  # type: ignore[arg-type]
    assert set(_issues(trouble)) == {"1.name", "2.nhs_number"}
    assert office.read(member_counts).present == 1


def test_doubles_among_many_are_noticed(office: Office) -> None:
    born = date(1950, 1, 1)
    rows = [{"name": "Ann Hay", "born": born}, {"name": "ann hay", "born": born}, {"name": "Bo", "number": "001"}]
    with pytest.raises(Invalid) as trouble:
        office.do(add_members, rows)  # type: ignore[arg-type]
    assert set(_issues(trouble)) == {"1.name", "2.number"}


def test_a_number_given_further_down_is_not_handed_out(office: Office) -> None:
    ids = office.do(add_members, [{"name": "A Bee", "number": "001"}, {"name": "C Dee"}]).value
    assert office.read(member_record, ids[1]).number == "002"


@pytest.mark.parametrize("role", [Role.TREASURER, Role.READ_ONLY])
def test_only_some_may_change_members(as_role, james: int, role: Role) -> None:
    office = as_role(role)
    with pytest.raises(NotAllowed):
        office.do(add_member, name="Ann Hay")
    with pytest.raises(NotAllowed):
        office.do(change_member, james, known_as="Jim")


def test_the_office_may_change_members(as_role) -> None:
    office = as_role(Role.OFFICE)
    office.do(add_member, name="Ann Hay")
    assert office.read(member_counts).active == 1
