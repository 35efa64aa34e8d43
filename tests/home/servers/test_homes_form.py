"""What the page about the office's home asks and says."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path

import pytest

from carecoop_desktop.home.servers.homes_form import facts_of, fields_for
from carecoop_desktop.home.servers.moving_steps import Way
from carecoop_desktop.platform.database.address import Address, parse_address
from carecoop_desktop.platform.database.engine import Database
from carecoop_desktop.platform.database.pen.database import SharedDatabase


def test_each_way_asks_its_own() -> None:
    assert [field.key for field in fields_for(Way.SERVER)] == ["address", "server_password", "certificate"]
    asked = ["networks", "port", "boot", *(["service"] if sys.platform == "win32" else [])]
    assert [field.key for field in fields_for(Way.OWN_SERVER)] == asked
    assert fields_for(Way.FOLDER) == []
    boot = fields_for(Way.OWN_SERVER)[2]
    assert boot.value is (boot.why_not == "")
    assert [field.secret for field in fields_for(Way.SERVER)] == [False, True, False]


def test_facts_of_a_file_a_share_and_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CARECOOP_COPIES", str(tmp_path / "copies"))
    path = tmp_path / "office.carecoop"
    with closing(Database(Address(path=path))) as here:
        assert facts_of(here) == [("Kept in", str(path)), ("Kind", "This computer")]
    with closing(SharedDatabase(Address(path=path))) as shared:
        assert facts_of(shared)[-1] == ("Pen", "You hold the pen")
    secret = "postgresql://ann:secret@server/office?sslmode=verify-ca&sslrootcert=/x"
    with closing(Database(parse_address(secret))) as server:
        facts = dict(facts_of(server))
        assert "secret" not in str(facts) and "?" not in facts["Kept at"]
        assert facts["Connection"].startswith("TLS")
