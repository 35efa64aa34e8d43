"""A server of this computer's own: safe from the start, stopped and started, and never made twice."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import psycopg
import pytest

from carecoop_desktop.home.servers.binaries import Binaries
from carecoop_desktop.home.servers.cluster import Cluster, own_addresses
from carecoop_desktop.home.servers.rules import ADMIN, Plan
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from tests.home.servers.conftest import Running, free_port


def test_it_listens_on_loopback_and_asks_even_the_administrator(running: Running) -> None:
    plan = running.cluster.plan
    with running.cluster.administering() as admin:
        shown = {key: admin.execute(f"SHOW {key}").fetchone()[0] for key in  # type: ignore[index]
                 ("listen_addresses", "ssl", "password_encryption", "unix_socket_directories")}  # fmt: skip
    assert shown == {"listen_addresses": "127.0.0.1", "ssl": "on", "password_encryption": "scram-sha-256",
                     "unix_socket_directories": ""}  # fmt: skip
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(host="127.0.0.1", port=plan.port, user=ADMIN, dbname="postgres", passfile="/nowhere")
    for address in own_addresses():
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, plan.port)) != 0


def test_it_is_stopped_and_started(running: Running) -> None:
    cluster = Cluster(running.cluster.folder)
    assert cluster.is_there and cluster.running
    cluster.stop()
    assert not cluster.running
    cluster.stop()
    with pytest.raises(Fault, match="does not answer"):
        cluster.administering()
    conf = cluster.folder / "data" / "carecoop.conf"
    written = conf.read_text(encoding="utf-8")
    conf.write_text("".join(line for line in written.splitlines(True) if "log_" not in line), encoding="utf-8")
    cluster.start()
    cluster.start()
    assert cluster.running and conf.read_text(encoding="utf-8") == written, "a newer version's settings arrive"
    cluster.administering().close()


def test_a_server_is_not_made_over_another(running: Running) -> None:
    with pytest.raises(Refusal, match="already"):
        Cluster(running.cluster.folder).make(Plan(free_port()))


def test_a_folder_without_a_server_says_so(tmp_path: Path) -> None:
    assert not Cluster(tmp_path).is_there
    with pytest.raises(Refusal, match="no office server"):
        _ = Cluster(tmp_path).plan


def test_what_would_not_be_safe_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    plain = Cluster(tmp_path / "s", Binaries(tmp_path, 16, False))
    with pytest.raises(Refusal, match="without TLS"):
        plain.make(Plan(free_port(), ("192.168.1.0/24",), user="postgres"))
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(Refusal, match="uses port"):
        plain.make(Plan(taken.getsockname()[1], user="postgres"))
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        with pytest.raises(Refusal, match="administrator"):
            plain.make(Plan(free_port()))
    assert not (tmp_path / "s").exists()


def test_other_networks_come_in_after_the_next_start(running: Running) -> None:
    before = running.cluster.plan
    plan = Plan(before.port, ("10.99.0.0/16",), before.listen, before.names, before.tls, before.user)
    running.cluster.change(plan)
    assert running.cluster.plan.networks == ("10.99.0.0/16",)
    assert "10.99.0.0/16" in (running.cluster.folder / "data" / "pg_hba.conf").read_text()
    running.cluster.change(before)


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "bin"
    broken.mkdir()
    (broken / "initdb").write_text("#!/bin/sh\necho 'initdb: error: no room' >&2\nexit 1\n")
    (broken / "initdb").chmod(0o755)
    tmp_path.chmod(0o755)
    cluster = Cluster(tmp_path / "s", Binaries(broken, 16, False))
    with pytest.raises(Fault, match="initdb"):
        cluster.make(Plan(free_port(), user="postgres"))
