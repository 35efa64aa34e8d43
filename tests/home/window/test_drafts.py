"""Half-filled forms on this computer: private, sealed where the office is, and there again after a crash."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from carecoop_desktop.home.window.drafts import OfficeDrafts, SealedDrafts, own_key
from carecoop_desktop.platform.database.keys import forget_known, new_key
from carecoop_desktop.platform.office.office import Office

TYPED = {"name": "Siân Ôl-Davies", "phone": "01244 496 0111", "dbs": True}
KEY = "members:new:New member"

KILLED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from carecoop_desktop.home.window.drafts import SealedDrafts
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.desktop.forms import FileDrafts, FormPanel, text

app = QApplication([])
place = Path(sys.argv[1])
store = SealedDrafts(place / "one.drafts", OfficeKey(bytes.fromhex(sys.argv[2]))) if sys.argv[2] else FileDrafts(place)
form = FormPanel([text("name", "Name"), text("pin", "PIN", secret=True)], drafts=store, draft_key="members:new")
form.input("name").set_raw("Zoltan")
form.input("pin").set_raw("4711")
form._was_edited()
form._clock.timeout.connect(lambda: print("kept", flush=True))
app.exec()
"""


def killed_while_typing(place: Path, key: str = "") -> None:
    """Type in a process of its own, and end that process as a power cut would."""
    command = [sys.executable, "-c", KILLED, str(place), key]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "CARECOOP_KEY": ""})
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "kept"
    process.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    process.wait(30)
    process.stdout.close()


def test_what_was_typed_survives_the_end_of_the_process(tmp_path: Path) -> None:
    from carecoop_desktop.platform.desktop.forms import FileDrafts

    killed_while_typing(tmp_path)
    assert FileDrafts(tmp_path).find("members:new") == {"name": "Zoltan"}


def test_what_was_typed_survives_under_the_offices_key(tmp_path: Path) -> None:
    key = new_key()
    killed_while_typing(tmp_path, key.raw.hex())
    assert SealedDrafts(tmp_path / "one.drafts", key).find("members:new") == {"name": "Zoltan"}
    assert all(b"Zoltan" not in file.read_bytes() for file in tmp_path.iterdir())


def test_a_plain_office_keeps_them_in_a_folder_of_its_own(office: Office, tmp_path: Path) -> None:
    if not office.database.address.is_file:
        pytest.skip("an office on a server is no plain file")
    drafts = OfficeDrafts(office, tmp_path / "drafts")
    assert not (tmp_path / "drafts").exists()
    drafts.keep(KEY, TYPED)
    again = OfficeDrafts(office, tmp_path / "drafts")
    assert again.find(KEY) == TYPED and again.kept_at(KEY) is not None
    again.drop(KEY)
    assert drafts.find(KEY) is None
    assert [path for path in (tmp_path / "drafts").rglob("*") if path.is_file()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the user's folder private by itself")
def test_only_this_user_looks_in(office: Office, tmp_path: Path, own_keyring: Any) -> None:
    OfficeDrafts(office, tmp_path / "drafts").keep(KEY, TYPED)
    folder = next(iter(tmp_path.glob("drafts/*/"))) if office.database.address.is_file else tmp_path / "drafts"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


class TestSealed:
    """Of an encrypted office."""

    @pytest.fixture
    def sealed(self, tmp_path: Path) -> SealedDrafts:
        return SealedDrafts(tmp_path / "drafts" / "one.drafts", new_key())

    def test_a_draft_comes_back_and_goes(self, sealed: SealedDrafts) -> None:
        assert sealed.find(KEY) is None and sealed.kept_at(KEY) is None
        sealed.keep(KEY, TYPED)
        sealed.keep(KEY, {**TYPED, "name": "Bo"})
        assert sealed.find(KEY) == {**TYPED, "name": "Bo"}
        assert sealed.kept_at(KEY) is not None
        sealed.drop(KEY)
        assert sealed.find(KEY) is None

    def test_another_key_finds_nothing_and_breaks_nothing(self, tmp_path: Path) -> None:
        path, key = tmp_path / "one.drafts", new_key()
        SealedDrafts(path, key).keep(KEY, TYPED)
        other = SealedDrafts(path, new_key())
        other.keep(KEY, {"name": "x"})
        assert other.find(KEY) is None
        assert SealedDrafts(path, key).find(KEY) == TYPED

    def test_what_nobody_came_back_for_is_forgotten(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path, key = tmp_path / "one.drafts", new_key()
        SealedDrafts(path, key).keep(KEY, TYPED)
        monkeypatch.setattr("carecoop_desktop.home.window.drafts.KEPT_DAYS", -1)
        assert SealedDrafts(path, key).find(KEY) is None

    def test_a_disk_that_refuses_costs_only_the_draft(self, tmp_path: Path) -> None:
        blocked = tmp_path / "file"
        blocked.write_text("not a folder", encoding="utf-8")
        sealed: Any = SealedDrafts(blocked / "one.drafts", new_key())
        sealed.keep(KEY, TYPED)
        assert sealed.find(KEY) is None


class TestOnAServer:
    """Of an office on a server, whose records are on no disk here."""

    @pytest.fixture
    def served(self, office: Office) -> Office:
        if office.database.address.is_file:
            pytest.skip("this is about servers")
        return office

    def test_they_are_sealed_with_a_key_of_this_computers_keyring(
        self, served: Office, own_keyring: Any, tmp_path: Path
    ) -> None:
        drafts = OfficeDrafts(served, tmp_path)
        drafts.keep(KEY, TYPED)
        forget_known()
        assert OfficeDrafts(served, tmp_path).find(KEY) == TYPED
        (file,) = (path for path in tmp_path.iterdir() if path.is_file())
        assert "Davies" not in file.read_bytes().decode("latin-1")
        assert drafts.where == "on this computer, sealed"

    def test_what_the_version_before_left_readable_goes(self, served: Office, own_keyring: Any, tmp_path: Path) -> None:
        OfficeDrafts(served, tmp_path).keep(KEY, TYPED)
        (sealed,) = tmp_path.iterdir()
        left = sealed.with_suffix("")
        left.mkdir()
        (left / "one.json").write_text("Davies", encoding="utf-8")
        assert OfficeDrafts(served, tmp_path).find(KEY) == TYPED and not left.exists()

    def test_without_a_keyring_nothing_is_on_the_disk(self, served: Office, no_keyring: Any, tmp_path: Path) -> None:
        drafts = OfficeDrafts(served, tmp_path)
        drafts.keep(KEY, TYPED)
        assert drafts.find(KEY) == TYPED and drafts.kept_at(KEY) is not None
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
        assert drafts.where.startswith("until the window closes")
        drafts.drop(KEY)
        assert drafts.find(KEY) is None and drafts.kept_at(KEY) is None


def test_drafts_whose_key_is_gone_make_room(own_keyring: Any, tmp_path: Path) -> None:
    path = tmp_path / "one.drafts"
    SealedDrafts(path, new_key()).keep(KEY, TYPED)
    key = own_key(path)
    assert key is not None and not path.exists()
    SealedDrafts(path, key).keep(KEY, TYPED)
    assert own_key(path) == key and SealedDrafts(path, key).find(KEY) == TYPED
