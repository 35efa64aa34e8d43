"""One door for every kind of place."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.doors import open_database
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.pen.database import SharedDatabase
from carecoop_desktop.platform.kernel.errors import Refusal


def test_a_disk_of_this_computer_is_opened_directly(tmp_path: Path) -> None:
    with closing(open_database(Address(path=tmp_path / "office.carecoop"))) as database:
        assert type(database) is Database


def test_a_shared_folder_is_opened_with_the_pen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_SHARED_FOLDERS", str(tmp_path))
    monkeypatch.setenv("CARECOOP_COPIES", str(tmp_path / "copies"))
    with closing(open_database(Address(path=tmp_path / "office.carecoop"))) as database:
        assert isinstance(database, SharedDatabase)
        assert not database.read_only
        with closing(open_database(database.address, read_only=True)) as reader:
            assert reader.read_only


def test_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    with pytest.raises(Refusal, match="synchronised by Syncthing"):
        open_database(Address(path=tmp_path / "office.carecoop"))


def test_a_server_needs_no_folder() -> None:
    with closing(open_database(parse_address("postgresql://ann@server/office"))) as database:
        assert database.dialect == "postgresql"
