"""Two versions of the program at one office: the older one is refused, when it opens and when it is open already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.cli import main
from carecoop_desktop.platform.database.migrating import LATEST
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, open_office


def _newer_program_comes(office: Office) -> None:
    """Another desk's newer program opens the office and takes its step."""
    with office.database.bare() as connection:
        connection.execute(text("UPDATE office_schema SET version = :v"), {"v": LATEST + 1})
        connection.commit()


@pytest.fixture
def newer(office: Office) -> Any:
    """An office open here that a newer program has just brought up to date; it is put back for others."""
    office.do(change_setting, "x", 1)
    _newer_program_comes(office)
    yield office
    with office.database.bare() as connection:
        connection.execute(text("UPDATE office_schema SET version = :v"), {"v": LATEST})
        connection.commit()


def test_a_desk_that_has_it_open_changes_nothing_more(newer: Office) -> None:
    for deed in (lambda: newer.do(change_setting, "x", 2), newer.undo):
        with pytest.raises(Refusal, match="newer version of CareCoop at another desk"):
            deed()
    assert newer.read(lambda reader: reader.setting("x")) == 1


def test_a_desk_that_opens_it_is_refused(newer: Office, capsys: pytest.CaptureFixture[str]) -> None:
    address = newer.database.address
    place = str(address.path) if address.path else address.url.render_as_string(hide_password=False)  # type: ignore[union-attr]
    for only in (False, True):
        with pytest.raises(Refusal, match="newer version"):
            open_office(place, features(), read_only=only)
    assert main(["--office", place, "check"]) == 1
    assert "newer version" in capsys.readouterr().err


def test_in_a_shared_folder_readers_and_the_holder_are_refused(
    empty_offices: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARECOOP_SHARED_FOLDERS", str(tmp_path))
    monkeypatch.setenv("CARECOOP_COPIES", str(tmp_path / "copies"))
    place = tmp_path / "office.carecoop"
    place.write_bytes(Path(empty_offices["sqlite"]).read_bytes())
    holder = open_office(place, features())
    _newer_program_comes(holder)
    with pytest.raises(Refusal, match="newer version"):
        open_office(place, features())
    with pytest.raises(Refusal, match="newer version"):
        holder.do(change_setting, "x", 2)
    holder.close()
