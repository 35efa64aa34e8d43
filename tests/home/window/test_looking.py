"""What is known of an office before it is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.today.keeping import keep_today
from carecoop_desktop.home.today.kept import Kept
from carecoop_desktop.home.window.looking import look_into
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user, set_password, set_role

PASSWORD = "three random words"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Office]:
    office = create_office(tmp_path / "small.carecoop", "Dee Valley", "Priya Shah", features())
    yield office
    office.close()


def place(office: Office) -> str:
    return str(office.database.address.path)


def test_an_office_that_keeps_nothing_yet_says_nothing(small: Office) -> None:
    assert look_into(place(small)) is None


def test_somebody_without_a_password_finds_the_kept_today(small: Office) -> None:
    keep_today(small)
    found = look_into(place(small))
    assert isinstance(found, Kept)
    assert (found.user, found.fresh) == ("Priya Shah", True)


def test_where_every_owner_has_a_password_those_are_named_who_may_sign_in(small: Office) -> None:
    keep_today(small)
    small.do(add_user, "Ann Hay", Role.OFFICE)
    small.do(add_user, "Bob Fry", Role.OFFICE)
    small.do(set_role, "Bob Fry", Role.OFFICE, active=False)
    small.do(set_password, "Priya Shah", PASSWORD)
    assert look_into(place(small)) == ("Priya Shah", "Ann Hay")


def test_a_second_owner_without_a_password_still_opens_it(small: Office) -> None:
    small.do(add_user, "Ann Hay", Role.OWNER)
    small.do(set_password, "Priya Shah", PASSWORD)
    assert look_into(place(small)) is None


def test_there_is_nothing_to_see_where_nothing_is(tmp_path: Path) -> None:
    assert look_into(str(tmp_path / "gone.carecoop")) is None
