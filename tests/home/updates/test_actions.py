"""What the office decides."""

from __future__ import annotations

import pytest

from carecoop_desktop.home.updates.actions import allow_asking, choose_mirror
from carecoop_desktop.home.updates.queries import is_allowed, mirror
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import User


def test_asking_is_off_until_it_is_allowed_and_can_be_stopped(office: Office) -> None:
    assert not office.read(is_allowed)
    assert office.do(allow_asking, True).sentence == "The program may ask for newer versions"
    assert office.read(is_allowed)
    assert "asks nobody" in office.do(allow_asking, False).sentence
    assert not office.read(is_allowed)
    office.undo()
    assert office.read(is_allowed)


def test_a_mirror_is_encrypted_or_none(office: Office) -> None:
    office.do(choose_mirror, " https://files.example.org/carecoop/releases.json ")
    assert office.read(mirror) == "https://files.example.org/carecoop/releases.json"
    with pytest.raises(Invalid) as invalid:
        office.do(choose_mirror, "http://files.example.org/releases.json")
    assert invalid.value.issues[0].field == "address" and "https://" in invalid.value.issues[0].accepted
    assert "publisher" in office.do(choose_mirror, "").sentence and office.read(mirror) == ""


def test_nobody_but_an_owner_decides(office: Office) -> None:
    office.user = User("Ben Okoro", Role.OFFICE)
    for deed, given in ((allow_asking, True), (choose_mirror, "")):
        with pytest.raises(NotAllowed):
            office.do(deed, given)  # type: ignore[arg-type]
