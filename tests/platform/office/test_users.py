"""Signing in: passwords, roles, guessing slowed down."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher, Type
from sqlalchemy import update

from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office import users
from carecoop_desktop.platform.office.browsing import user_list
from carecoop_desktop.platform.office.office import Office, sign_in
from carecoop_desktop.platform.office.permissions import Role

GOOD = "otter-lantern-violet"


def test_the_one_owner_without_a_password_needs_none(office: Office) -> None:
    assert sign_in(office.database).name == "Priya Shah"


def test_a_password_is_asked_for_once_one_is_set(office: Office) -> None:
    office.do(users.set_password, "Priya Shah", GOOD)
    with pytest.raises(NotAllowed, match="asks who you are"):
        sign_in(office.database)
    with pytest.raises(NotAllowed, match="not right"):
        sign_in(office.database, "Priya Shah", "wrong password 1")
    assert sign_in(office.database, "Priya Shah", GOOD).role is Role.OWNER


def test_guessing_is_slowed_down_even_for_the_right_password(office: Office) -> None:
    office.do(users.set_password, "Priya Shah", GOOD)
    for _ in range(users.FREE_TRIES):
        with pytest.raises(NotAllowed):
            sign_in(office.database, "Priya Shah", "wrong password 1")
    with pytest.raises(NotAllowed, match="several wrong passwords"):
        sign_in(office.database, "Priya Shah", GOOD)


def test_a_clock_that_was_put_right_makes_nobody_wait_for_years(office: Office) -> None:
    office.do(users.set_password, "Priya Shah", GOOD)
    with office.database.writing() as connection:
        for _ in range(users.FREE_TRIES):
            users.count_failure(connection, "Priya Shah")
        ahead = utc_now() + timedelta(days=3000)
        connection.execute(update(users._SIGN_INS).values(last_failure=ahead))
    assert sign_in(office.database, "Priya Shah", GOOD).role is Role.OWNER


def test_nobody_learns_which_names_exist(office: Office) -> None:
    office.do(users.add_user, "Sam", Role.OFFICE, GOOD)
    with pytest.raises(NotAllowed) as known:
        sign_in(office.database, "Sam", "wrong password 1")
    with pytest.raises(NotAllowed) as unknown:
        sign_in(office.database, "Nobody", "wrong password 1")
    assert str(known.value) == str(unknown.value)


@pytest.mark.parametrize("weak", [
    "short", "aaaaaaaaaaaaaa", "password1234", "priyashah-2026", "passwordpassword", "carecoop-carecoop",
    "qwertyqwerty!", "qwertyuiopasdfgh", "abcdefghijklm", "9876543210987", "otter4otter4otter4", "iloveyou2026",
])
def test_weak_passwords_are_refused(office: Office, weak: str) -> None:
    with pytest.raises(Invalid):
        office.do(users.set_password, "Priya Shah", weak)


def test_the_last_owner_stays_one(office: Office) -> None:
    with pytest.raises(Refusal, match="last owner"):
        office.do(users.set_role, "Priya Shah", Role.OFFICE)
    office.do(users.add_user, "Bo", Role.OWNER)
    office.do(users.set_role, "Priya Shah", Role.OFFICE)
    assert [(u.name, u.role) for u in Office(office.database, sign_in(office.database, "Bo")).read(user_list)] == [
        ("Priya Shah", "office"), ("Bo", "owner")]  # fmt: skip


def test_names_are_unique_and_passwords_are_not_stored(office: Office) -> None:
    office.do(users.add_user, "Sam", Role.OFFICE, GOOD)
    with pytest.raises(Invalid, match="already"):
        office.do(users.add_user, "Sam", Role.OFFICE)
    stored = office.read(lambda r: r.connection.exec_driver_sql(
        "SELECT password_hash FROM user_account WHERE name = 'Sam'").scalar())  # fmt: skip
    assert stored.startswith("$argon2id$") and GOOD not in stored


def test_an_office_clerk_sets_only_their_own_password(office: Office) -> None:
    office.do(users.add_user, "Sam", Role.OFFICE)
    clerk = Office(office.database, sign_in(office.database, "Sam"))
    with pytest.raises(NotAllowed):
        clerk.do(users.set_password, "Priya Shah", GOOD)
    clerk.do(users.set_password, "Sam", GOOD)


def test_passwords_and_pins_are_hashed_as_strongly_as_owasp_asks(strong_hashers: tuple[PasswordHasher, ...]) -> None:
    """Argon2id with 19 MiB and two passes at least; the tests themselves hash with less."""
    for hasher in strong_hashers:
        assert hasher.type is Type.ID
        assert (hasher.memory_cost >= 19 * 1024, hasher.time_cost >= 2) == (True, True)


def test_a_role_given_meanwhile_is_a_conflict_about_the_role_alone(office: Office) -> None:
    office.do(users.add_user, "Sam Reed", Role.OFFICE, "three random words")
    office.do(users.set_password, "Sam Reed", "four quite random words")
    office.do(users.set_role, "Sam Reed", Role.TREASURER, version=1)
    with pytest.raises(Conflict, match=r"^Priya Shah changed role of this user at ") as caught:
        office.do(users.set_role, "Sam Reed", Role.PAYROLL, version=1)
    assert [(each.field, each.mine, each.theirs) for each in caught.value.fields] == [("role", "payroll", "treasurer")]
    with pytest.raises(Conflict, match=r"^Priya Shah set another password of Sam Reed at "):
        office.do(users.set_password, "Sam Reed", "five quite random words", 1)
    office.do(users.set_password, "Sam Reed", "five quite random words", 3)
