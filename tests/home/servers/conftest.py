"""A real office server with SCRAM passwords and TLS, made once for these tests; and a keyring that only remembers."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.serving import Served, plan_for, serve
from carecoop_desktop.platform.database import server_keys
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.opening import create_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user

PEOPLE = {"Sam Reed": Role.OFFICE, "Pat Webb": Role.PAYROLL, "Tia Moss": Role.TREASURER, "Rae Lund": Role.READ_ONLY}


class Remembering(KeyringBackend):
    """A keyring in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Remembering]:
    """A keyring for one test."""
    before, made = keyring.get_keyring(), Remembering()
    keyring.set_keyring(made)
    monkeypatch.setattr(server_keys, "_known", {})
    yield made
    keyring.set_keyring(before)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    """The server of these tests and what its setting up gave."""

    cluster: Cluster
    served: Served

    def address(self, user: str, password: str) -> str:
        """Somebody's address with their password."""
        return self.cluster.address(user, password=password).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """The server with an office and one person in each role."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    folder = Path(tempfile.mkdtemp(prefix="carecoop-server-"))
    folder.chmod(0o755)
    cluster = Cluster(folder / "server")
    try:
        tls = cluster.binaries.tls
    except Refusal:
        pytest.skip("no PostgreSQL programs on this computer")
    if not tls:
        pytest.skip("the PostgreSQL of this computer has no TLS")

    def fill(address: str) -> None:
        office = create_office(address, "Dee Valley", "Priya Shah", features())
        for name, role in PEOPLE.items():
            office.do(add_user, name, role)
        office.close()

    before = keyring.get_keyring()
    keyring.set_keyring(Remembering())
    plan = replace(plan_for(port=free_port(), user="postgres" if root else ""), extra={"fsync": "off"})
    try:
        served = serve(cluster, plan, fill)
        keyring.set_keyring(before)
        yield Running(cluster, served)
    finally:
        keyring.set_keyring(before)
        if cluster.is_there:
            cluster.stop()
        shutil.rmtree(folder)
