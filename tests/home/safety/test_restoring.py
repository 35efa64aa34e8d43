"""A backup comes back beside the old office, under a name of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.keeping import back_up_to
from carecoop_desktop.home.safety.places import backups_folder
from carecoop_desktop.home.safety.restoring import restore_beside
from carecoop_desktop.home.window.places import known_offices, remember_office
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, open_office


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Session files and data in the test's own folder."""
    monkeypatch.setenv("CARECOOP_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("CARECOOP_DATA", str(tmp_path / "data"))


def test_the_old_office_stays_the_one_that_opens(office: Office, tmp_path: Path) -> None:
    old = tmp_path / "offices" / "valley.carecoop"
    old.parent.mkdir()
    office.do(change_setting, "colour", "green")
    back_up_to(office, tmp_path / "b")
    remember_office(str(old))
    assert "valley restored.carecoop" in restore_beside(tmp_path / "b", old)
    assert "valley restored 2.carecoop" in restore_beside(tmp_path / "b", old)
    assert known_offices()[0] == str(old) and len(known_offices()) == 3
    again = open_office(old.with_name("valley restored 2.carecoop"), features())
    assert again.read(lambda reader: reader.setting("colour")) == "green"
    again.close()


def test_from_a_server_it_comes_into_the_data_folder(office: Office, tmp_path: Path) -> None:
    back_up_to(office, tmp_path / "b")
    restore_beside(tmp_path / "b", None)
    assert (tmp_path / "data" / "office restored.carecoop").is_file()
    assert backups_folder() == tmp_path / "data" / "Backups"


def test_what_is_no_backup_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear member")
    with pytest.raises(Refusal):
        restore_beside(tmp_path / "letter", tmp_path / "x.carecoop")
    assert not (tmp_path / "x restored.carecoop").exists() and known_offices() == []
