"""Sets up the office server of this computer with an office in it, and lets desks in. No Qt, no command line."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.engine import URL

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.cluster import Cluster, own_addresses, port_taken
from carecoop_desktop.home.servers.desks import Ticket
from carecoop_desktop.home.servers.elsewhere import let_in_at
from carecoop_desktop.home.servers.roles import grant, make_database, make_login, make_roles, set_owner_password
from carecoop_desktop.home.servers.rules import DATABASE, PORT, Plan, listening, read_networks
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.server_keys import keep_password, without_password
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.permissions import Role


@dataclass(frozen=True, slots=True)
class Served:
    """A server that was set up: where its owner reaches the office, and whether the keyring took the password."""

    address: str
    password: str
    kept: bool


def plan_for(networks: Iterable[str] = (), port: int = PORT, user: str = "", names: Iterable[str] = ()) -> Plan:
    """How to set a server up for the desks of some networks."""
    wanted, own = read_networks(networks), own_addresses()
    listen = listening(wanted, own)
    if wanted and listen == ("127.0.0.1",):
        raise Refusal(
            f"This computer has no address in {', '.join(wanted)}.",
            f"Its own are {', '.join(own) or 'none'}: name the network that they are in.",
        )
    known = ("localhost", "127.0.0.1", socket.gethostname(), *listen, *names)
    return Plan(port, wanted, listen, tuple(dict.fromkeys(known)), user=user)


def serve(cluster: Cluster, plan: Plan, fill: Callable[[str], object]) -> Served:
    """Set a server up, let ``fill`` put an office into it (by its owner's address), and give every role its rights.

    Where that fails nothing stays behind, and a server that a power cut left without an office is made anew.
    """
    if cluster.is_there:
        if holds_office(cluster):
            raise Refusal("This computer serves an office already.", f"It stands in {cluster.folder}: open that one.")
        cluster.remove()
    cluster.make(plan)
    whole = False
    try:
        served = _filled(cluster, fill)
        whole = True
    finally:
        if not whole:  # also where somebody pressed Cancel
            cluster.remove()
    return served


def _filled(cluster: Cluster, fill: Callable[[str], object]) -> Served:
    password = secrets.token_urlsafe(24)
    with cluster.administering() as admin:
        make_roles(admin)
        make_database(admin)
        set_owner_password(admin, password)
    url = cluster.address(password=password)
    fill(url.render_as_string(hide_password=False))
    give_rights(cluster)
    return Served(without_password(url), password, keep_password(url))


def holds_office(cluster: Cluster) -> bool:
    """Whether somebody founded an office in this computer's server, or moved one there."""
    cluster.start()
    with cluster.administering() as admin:
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (DATABASE,)).fetchone() is None:
            return False
    with cluster.administering(DATABASE) as admin:
        if admin.execute("SELECT to_regclass('user_account')").fetchone() == (None,):
            return False
        return admin.execute("SELECT 1 FROM user_account").fetchone() is not None


def wake(place: str) -> bool:
    """Start this computer's own server where an office's address leads to it; whether it had to be started."""
    address = parse_address(place).url
    cluster = Cluster(folder_of(data_folder()))
    if address is None or not is_own(cluster, address) or port_taken(cluster.plan.port):
        return False
    cluster.start()
    give_rights(cluster)
    return True


def is_own(cluster: Cluster, address: URL) -> bool:
    """Whether an address leads to this computer's own server."""
    here = address.host in ("localhost", "127.0.0.1")
    return here and cluster.is_there and cluster.plan.port == address.port


def ticket_for(cluster: Cluster, address: URL | None, name: str, host: str = "") -> Ticket:
    """A connection file's content: for an office on somebody else's server by its address, else for our own's."""
    if address is None or is_own(cluster, address):
        return let_in(cluster, name, host)
    made = let_in_at(address, name)
    return replace(made, host=host) if host else made


def give_rights(cluster: Cluster) -> None:
    """Each role's rights anew, as today's program needs them."""
    with cluster.administering(DATABASE) as admin:
        make_roles(admin)
        grant(admin, features())


def let_in(cluster: Cluster, name: str, host: str = "") -> Ticket:
    """A connection file's content for somebody of the office. Refusal for who is not in it, or may not sign in."""
    with cluster.administering(DATABASE) as admin:
        found = admin.execute("SELECT role, active FROM user_account WHERE name = %s", (name,)).fetchone()
        if found is None or not found[1]:
            raise Refusal(f"Nobody called {name} may sign in to this office.",
                          "Add them first, under Settings, People.")  # fmt: skip
        password = secrets.token_urlsafe(18)
        make_login(admin, name, Role(str(found[0])), password)
    plan = cluster.plan
    authority = cluster.authority.read_text(encoding="ascii") if plan.tls else ""
    return Ticket(host or _host(plan), plan.port, name, password, authority)


def _host(plan: Plan) -> str:
    """The address by which the desks of the network reach this computer."""
    return next((each for each in plan.listen if each != "127.0.0.1"), "127.0.0.1")


def folder_of(data: Path) -> Path:
    """Where this computer's server stands unless another folder is named."""
    return data / "server"
