"""A file gets its first key or another one: whole, alone, and never half-way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.platform.database.backup.proof import take_proof
from carecoop_desktop.platform.database.cipher import key_number_of
from carecoop_desktop.platform.database.keys import OfficeKey, keep_key, new_key
from carecoop_desktop.platform.database.rekeying import rewrite
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import change_setting, create_office


@pytest.fixture
def key(own_keyring: Any) -> OfficeKey:
    made = new_key()
    keep_key(made)
    return made


@pytest.fixture
def plain(tmp_path: Path) -> Any:
    made = create_office(tmp_path / "x.carecoop", "Dee Valley", "Priya Shah", features())
    yield made
    made.close()


def proof_of(office: Office) -> Any:
    with office.database.reading() as connection:
        return take_proof(connection)


def test_a_plain_file_gets_a_key_and_then_another(plain: Office, key: OfficeKey, tmp_path: Path) -> None:
    place, before = tmp_path / "x.carecoop", proof_of(plain)
    rewrite(plain.database, key)
    assert key_number_of(place) == key.number and plain.database.key == key
    assert proof_of(plain) == before
    plain.do(change_setting, "colour", "green")
    other = new_key()
    keep_key(other)
    rewrite(plain.database, other)
    assert key_number_of(place) == other.number
    assert plain.read(lambda reader: reader.setting("colour")) == "green"
    plain.close()
    assert [p.name for p in tmp_path.iterdir()] == ["x.carecoop"]
    assert b"Priya" not in place.read_bytes()


def test_a_file_that_is_open_elsewhere_keeps_its_key(plain: Office, key: OfficeKey, tmp_path: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("carecoop_desktop.platform.database.rekeying._PATIENCE", 0.05)
    other = create_office_reader(tmp_path / "x.carecoop")
    with other.database.reading() as reading:
        reading.execute(text("SELECT 1 FROM setting")).all()
        with pytest.raises(Refusal, match="open in another window"):
            rewrite(plain.database, key)
    other.close()
    assert key_number_of(tmp_path / "x.carecoop") is None
    plain.do(change_setting, "colour", "green")
    assert [p.name for p in tmp_path.iterdir() if ".part" in p.name] == []


def create_office_reader(place: Path) -> Office:
    from carecoop_desktop.platform.office.opening import open_office

    return open_office(place, features(), read_only=True)


def test_an_office_on_a_server_has_no_file(office: Office, key: OfficeKey) -> None:
    if office.database.dialect == "sqlite":
        pytest.skip("this is about servers")
    with pytest.raises(Refusal, match="no file"):
        rewrite(office.database, key)
