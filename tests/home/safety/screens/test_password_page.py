"""The page on which an owner with the recovery sheet sets a new password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.encrypting import owners_of
from carecoop_desktop.home.safety.screens.password_page import ForgottenPage
from carecoop_desktop.platform.database.keys import OfficeKey, keep_key, new_key
from carecoop_desktop.platform.desktop.accessible import unnamed_controls
from carecoop_desktop.platform.office.opening import create_office, open_office
from carecoop_desktop.platform.office.users import set_password

NEW = "copper-harbour-seven"


@pytest.fixture
def key(own_keyring: Any) -> OfficeKey:
    made = new_key()
    keep_key(made)
    return made


@pytest.fixture
def place(key: OfficeKey, tmp_path: Path) -> str:
    office = create_office(tmp_path / "x.carecoop", "Dee Valley", "Priya Shah", features(), key=key)
    office.do(set_password, "Priya Shah", "otter-lantern-violet")
    office.close()
    return str(tmp_path / "x.carecoop")


def shown(qtbot: Any, place: str, heard: list[Any]) -> ForgottenPage:
    page = ForgottenPage(place, owners_of(place), lambda *who: heard.append(who), lambda: heard.append("back"))
    qtbot.addWidget(page)
    page.show()
    return page


def fill(page: ForgottenPage, key: str, password: str, again: str) -> None:
    page.form.input("key").set_raw(key)
    page.form.input("password").set_raw(password)
    page.form.input("again").set_raw(again)
    page.go()


def test_the_owner_is_let_in(qtbot: Any, place: str, key: OfficeKey) -> None:
    heard: list[Any] = []
    page = shown(qtbot, place, heard)
    assert unnamed_controls(page) == []
    fill(page, " ".join(key.groups), NEW, NEW)
    assert heard == [("Priya Shah", NEW)]
    open_office(place, features(), user="Priya Shah", password=NEW).close()


def test_what_is_wrong_stands_beside_its_field(qtbot: Any, place: str, key: OfficeKey) -> None:
    heard: list[Any] = []
    page = shown(qtbot, place, heard)
    fill(page, " ".join(key.groups), NEW, "another")
    assert "differ" in page.form.issue_text("again")
    fill(page, " ".join(new_key().groups), NEW, NEW)
    assert "wanted is key" in page.form.issue_text("key")
    fill(page, " ".join(key.groups), "short", "short")
    assert "too short" in page.form.issue_text("password")
    assert heard == []
