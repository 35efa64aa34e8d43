"""A desk comes in by a file that works once; nobody comes in otherwise."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import keyring
import psycopg
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.certificates import make_certificates
from carecoop_desktop.home.servers.desks import Ticket, address_of, join, read_ticket
from carecoop_desktop.home.servers.serving import let_in
from carecoop_desktop.platform.database.server_keys import SERVICE
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.opening import open_office
from tests.home.servers.conftest import Remembering, Running


@pytest.fixture
def ticket(running: Running, tmp_path: Path) -> Path:
    path = tmp_path / "sam.carecoop-desk"
    let_in(running.cluster, "Sam Reed").write(path)
    return path


def test_a_desk_joins_once_and_keeps_a_password_of_its_own(ticket: Path, ring: Remembering, tmp_path: Path) -> None:
    once = read_ticket(ticket).password
    address = join(ticket, tmp_path)
    assert once not in address and "***" not in address and "verify-ca" in address
    ((service, account),) = ring.kept
    assert service == SERVICE and account.startswith("Sam Reed@127.0.0.1:")
    fresh = ring.kept[service, account]
    assert fresh not in address and fresh != once
    office = open_office(address, features(), user="Sam Reed")
    with office.database.reading() as connection:
        used = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert connection.exec_driver_sql(used).scalar() is True
    assert fresh not in str(office.database.address) + office.database.place
    office.close()
    with pytest.raises(Refusal, match="used already"):
        join(ticket, tmp_path)


def test_a_computer_without_a_keyring_is_told_and_the_file_stays_good(
    ticket: Path, ring: Remembering, tmp_path: Path
) -> None:
    keyring.set_keyring(NoKeyring())
    with pytest.raises(Refusal, match="no keyring"):
        join(ticket, tmp_path)
    keyring.set_keyring(ring)
    assert join(ticket, tmp_path)


def test_a_server_that_is_another_one_is_not_trusted(ticket: Path, ring: Remembering, tmp_path: Path) -> None:
    pytest.importorskip("cryptography")
    other = tmp_path / "other"
    other.mkdir()
    make_certificates(other, ["localhost"])
    false = replace(read_ticket(ticket), authority=(other / "office-ca.crt").read_text())
    false.write(tmp_path / "false.carecoop-desk")
    with pytest.raises(Fault):
        join(tmp_path / "false.carecoop-desk", tmp_path)
    assert ring.kept == {}


def test_nobody_comes_in_without_tls_or_with_another_password(running: Running) -> None:
    address = running.address("office_owner", running.served.password).replace("+psycopg", "")
    psycopg.connect(address).close()
    for wrong in (address.replace("sslmode=verify-ca", "sslmode=disable").split("&")[0],
                  address.replace(running.served.password, "wrong"),
                  address.replace(f":{running.served.password}@", "@"),
                  address.replace("/office?", "/postgres?")):  # fmt: skip
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(wrong, passfile="/nowhere")


def test_the_passwords_are_kept_as_scram_only(running: Running) -> None:
    with running.cluster.administering() as admin:
        kept = [str(word) for (word,) in admin.execute("SELECT rolpassword FROM pg_authid WHERE rolcanlogin")]
    assert kept and all(word.startswith("SCRAM-SHA-256$") for word in kept)


def test_only_who_may_sign_in_gets_a_file(running: Running, ticket: Path) -> None:
    with pytest.raises(Refusal, match="Nobody called Zed"):
        let_in(running.cluster, "Zed")
    assert stat.S_IMODE(ticket.stat().st_mode) & 0o077 == 0 or ticket.drive
    with pytest.raises(Refusal, match="already"):
        read_ticket(ticket).write(ticket)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"host": 1}', "x" * 200_000, "[" * 5_000,
                                     '{"host": "h", "port": Infinity, "user": "u", "once": ""}'])  # fmt: skip
def test_other_files_are_no_connection_files(tmp_path: Path, content: str) -> None:
    path = tmp_path / "x.carecoop-desk"
    path.write_text(content)
    with pytest.raises(Refusal, match="is not a connection file"):
        read_ticket(path)
    with pytest.raises(Refusal, match="cannot be read"):
        read_ticket(tmp_path / "none")


def test_a_file_whose_certificate_is_none_is_no_connection_file(tmp_path: Path) -> None:
    Ticket("h", 1, "u", "p", "").write(tmp_path / "a")
    assert read_ticket(tmp_path / "a").authority == ""
    kept = json.loads((tmp_path / "a").read_text()) | {"authority": "not a certificate"}
    (tmp_path / "a").write_text(json.dumps(kept))
    with pytest.raises(Refusal):
        read_ticket(tmp_path / "a")


def test_a_typed_password_goes_to_the_keyring_and_not_into_the_address(ring: Remembering) -> None:
    shown = address_of("postgresql://ann:secret@server:5433/office?sslmode=require")
    assert shown == "postgresql://ann@server:5433/office?sslmode=require"
    assert ring.kept == {(SERVICE, "ann@server:5433/office"): "secret"}
    assert address_of("postgresql://ann@server/office") == "postgresql://ann@server/office"
