"""An office moves between SQLite and PostgreSQL both ways and loses nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.moving import move_office
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.platform.database.backup.proof import take_proof
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user

KINDS = ["sqlite", *(["postgresql"] if os.environ.get("CARECOOP_TEST_POSTGRES") else [])]


def place_of(office: Office) -> str:
    address = office.database.address
    return str(address.path) if address.path else address.url.render_as_string(hide_password=False)


@pytest.mark.parametrize("into", KINDS)
def test_there_and_back_again(living: Office, copies: Any, into: str, tmp_path: Path) -> None:
    there = copies.make(into)
    made = move_office(living, there)
    moved = open_office(there, features())
    assert [fault for part in check_office(moved, features()) for fault in part.faults] == []
    moved.do(change_setting, "colour", "green")
    back = str(tmp_path / "back.carecoop")
    move_office(moved, back)
    returned = open_office(back, features())
    with moved.database.reading() as one, returned.database.reading() as other:
        assert take_proof(one).differences(take_proof(other)) == []
        assert take_proof(one).chain_length == made.proof.chain_length + 1
    assert returned.read(lambda reader: reader.setting("colour")) == "green"
    moved.close()
    returned.close()


def test_a_taken_place_and_a_person_who_may_not(office: Office, tmp_path: Path) -> None:
    taken = tmp_path / "taken.carecoop"
    taken.write_text("a letter")
    with pytest.raises(Refusal, match="already"):
        move_office(office, str(taken))
    assert taken.read_text() == "a letter"
    office.do(add_user, "Reader", Role.READ_ONLY)
    reader = open_office(place_of(office), features(), user="Reader")
    with pytest.raises(NotAllowed):
        move_office(reader, str(tmp_path / "new.carecoop"))
    reader.close()
    assert not (tmp_path / "new.carecoop").exists()


def test_work_at_another_desk_meanwhile_is_told(office: Office, tmp_path: Path) -> None:
    other = open_office(place_of(office), features())
    other.do(change_setting, "colour", "green")
    with pytest.raises(Fault, match="changed the old office"):
        move_office(office, str(tmp_path / "new.carecoop"))
    other.close()
