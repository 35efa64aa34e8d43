"""Commands for the office server: set it up, start, stop, let a desk in; and for the desk: join."""

from __future__ import annotations

import argparse
import getpass
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from carecoop_desktop.app import features
from carecoop_desktop.home.commands.context import Context, Subparsers, WrongUsage
from carecoop_desktop.home.safety.encrypting import key_for_new_office
from carecoop_desktop.home.safety.sealing import seal
from carecoop_desktop.home.servers.booting import UNIT
from carecoop_desktop.home.servers.rules import PORT, system_unit, user_unit, windows_task
from carecoop_desktop.home.window.places import config_folder, data_folder, remember_office
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.keys import OfficeKey
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.opening import create_office, open_office

if TYPE_CHECKING:
    from carecoop_desktop.home.servers.cluster import Cluster

DEEDS = ("setup", "start", "stop", "status", "rights", "desk", "boot", "service", "no-service")


def add_to(commands: Subparsers) -> None:
    """Add the sub-commands."""
    serving = commands.add_parser(
        "serve-office",
        help="an office server on this computer, for the office's other desks",
        description="setup: make a server with a new office, or with --from an office that exists. start, stop, "
        "status. rights: give every role its rights anew, after an upgrade. desk NAME: a connection file for them. "
        "boot: how to start it with the computer. service: start it before anybody signs in, as a service of Windows "
        "by an administrator's consent (elsewhere the unit for the system); no-service takes that back. "
        "With --office ADDRESS rights and desk are for an office on a server "
        "that somebody else looks after.",
    )  # fmt: skip
    serving.add_argument("deed", choices=DEEDS)
    serving.add_argument("who", nargs="?", help="desk: the person's name in the office")
    serving.add_argument("--folder", type=Path, help="where the server stands (else among the program's data)")
    serving.add_argument("--network", action="append", default=[], metavar="CIDR",
                         help="from where desks may come, like 192.168.1.0/24; none: this computer only")  # fmt: skip
    serving.add_argument("--port", type=int, default=PORT)
    serving.add_argument("--as-user", default="", help="who runs the server, where this is run as root")
    serving.add_argument("--host", default="", help="desk: the name or address by which the desk reaches the server")
    serving.add_argument("--name", default="Our care co-operative", help="setup: the co-operative's name")
    serving.add_argument("--owner", default="Owner", help="setup: the name of the first owner")
    serving.add_argument("--programs", type=Path, help="the folder of PostgreSQL's programs, where several are here")
    serving.add_argument("--said", type=Path, help=argparse.SUPPRESS)
    serving.add_argument("--from", dest="source", help="setup: move this office to the server")
    serving.add_argument("--plain", action="store_true", help="setup: do not encrypt the office's backups")
    serving.add_argument("--to", type=Path, help="desk: the connection file to make; boot: the unit file to write")
    serving.set_defaults(run=run)
    joining = commands.add_parser("join-office", help="let this computer in to an office server by a connection file")
    joining.add_argument("file", type=Path)
    joining.set_defaults(run=join_office)


def run(context: Context) -> int:
    """One deed at the server of this computer."""
    from carecoop_desktop.home.servers.binaries import binaries_in
    from carecoop_desktop.home.servers.cluster import Cluster
    from carecoop_desktop.home.servers.serving import folder_of

    programs = binaries_in(context.programs) if context.programs else None
    cluster = Cluster(context.folder or folder_of(data_folder()), programs)
    deeds: dict[str, Callable[[Context, Cluster], None]] = {
        "setup": _setup, "start": _start, "stop": _stop, "status": _status, "rights": _rights, "desk": _desk,
        "boot": _boot, "service": _service, "no-service": _service,
    }  # fmt: skip
    deeds[context.deed](context, cluster)
    return 0


def _setup(context: Context, cluster: Cluster) -> None:
    from carecoop_desktop.home.servers.serving import plan_for, serve

    names = (context.host,) if context.host else ()
    plan = plan_for(context.network, context.port, context.as_user, names)
    key = None if context.plain or context.source else key_for_new_office()
    served = serve(cluster, plan, lambda address: _fill(context, address, key))
    remember_office(served.address)
    reach = ", ".join(plan.networks) or "this computer only"
    text = f"The office server stands in {cluster.folder} and serves {reach}. The office is at {served.address}"
    if served.kept:
        text += "; its password is in this computer's keyring."
    else:
        text += (f".\nThis computer has no keyring. The owner's password is {served.password} and is not shown again: "
                 "give it in CARECOOP_SERVER_PASSWORD, or keep it in a pgpass file.")  # fmt: skip
    if not context.plain:
        text += " Its backups are encrypted: print the recovery sheet now, by “carecoop key sheet --to SHEET.pdf”."
    context.answer(text, {"office": served.address, "folder": str(cluster.folder), "port": plan.port,
                          "networks": plan.networks, "tls": cluster.plan.tls, "in_keyring": served.kept,
                          **({} if served.kept else {"password": served.password})})  # fmt: skip


def _fill(context: Context, address: str, key: OfficeKey | None) -> None:
    """A new office whose backups are encrypted with ``key``, or the one that moves in."""
    from carecoop_desktop.home.safety.moving import move_office

    if not context.source:
        made = create_office(address, context.name, context.owner, features())
        try:
            if key is not None:
                seal(made, key)
        finally:
            made.close()
        return
    from carecoop_desktop.home.commands.context import back_up_before, password_for

    user = context.arguments.user
    password = password_for(context.source, user)
    office = open_office(context.source, features(), user=user, password=password, before_upgrade=back_up_before)
    try:
        move_office(office, address, plain=context.plain)
    finally:
        office.close()


def _start(context: Context, cluster: Cluster) -> None:
    from carecoop_desktop.home.servers.serving import give_rights

    cluster.start()
    give_rights(cluster)
    _status(context, cluster)


def _stop(context: Context, cluster: Cluster) -> None:
    cluster.stop()
    _status(context, cluster)


def _status(context: Context, cluster: Cluster) -> None:
    plan, running = cluster.plan, cluster.running
    reach = ", ".join(plan.networks) or "this computer only"
    state = "runs" if running else "does not run"
    text = f"The office server in {cluster.folder} {state}, on port {plan.port} for {reach}"
    context.answer(f"{text}, {'with' if plan.tls else 'without'} TLS.",
                   {"running": running, "port": plan.port, "networks": plan.networks, "listen": plan.listen,
                    "tls": plan.tls})  # fmt: skip


def _rights(context: Context, cluster: Cluster) -> None:
    from carecoop_desktop.home.servers.elsewhere import give_roles
    from carecoop_desktop.home.servers.serving import give_rights, is_own

    url = parse_address(context.arguments.office).url if context.arguments.office else None
    if url is None or is_own(cluster, url):
        give_rights(cluster)
    elif words := give_roles(url):
        raise Refusal(words)
    context.answer("Every role has its rights as this version of the program needs them.")


def _desk(context: Context, cluster: Cluster) -> None:
    from carecoop_desktop.home.servers.desks import SUFFIX
    from carecoop_desktop.home.servers.serving import ticket_for

    if not context.who or not context.to:
        raise WrongUsage("For whom, and into which file?", f"carecoop serve-office desk NAME --to FILE{SUFFIX}")
    url = parse_address(context.arguments.office).url if context.arguments.office else None
    ticket_for(cluster, url, context.who, context.host).write(context.to)
    context.answer(
        f"{context.to} lets {context.who} in, once. Take it to that desk on a stick, open it there with CareCoop or "
        f"“carecoop join-office {context.to.name}”, and delete it.",
        {"file": str(context.to), "user": context.who},
    )


def _boot(context: Context, cluster: Cluster) -> None:
    command = [*_program(), "serve-office", "--folder", str(cluster.folder), "start"]
    if sys.platform == "win32":
        context.answer(f"Run this once in a command window:\n{windows_task(command)}", {"run": windows_task(command)})
        return
    unit = user_unit(command)
    if context.to is None:
        context.answer(unit, {"unit": unit})
        return
    try:
        context.to.parent.mkdir(parents=True, exist_ok=True)
        context.to.write_text(unit, encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{context.to} cannot be written.", error.strerror or "") from error
    context.answer(f"Written. Then: systemctl --user enable {shlex.quote(context.to.name)} && loginctl enable-linger")


def _service(context: Context, cluster: Cluster) -> None:
    from carecoop_desktop.home.servers import service

    make = context.deed == "service"
    if service.why_no_service():
        unit = system_unit([*_program(), "serve-office", "--folder", str(cluster.folder), "start"], getpass.getuser())
        words = f"Write this to /etc/systemd/system/{UNIT} as root, then: systemctl enable --now {UNIT}"
        context.answer(f"{unit}\n{words}" if make else f"As root: systemctl disable --now {UNIT}", {"unit": unit})
        return
    if not service.is_administrator():
        refused = service.ask_administrator(cluster, context.deed)
        if refused:
            raise Refusal(f"The service was not {'made' if make else 'removed'}: {refused}")
    else:
        try:
            (service.install if make else service.remove)(cluster)
        except (Refusal, Fault) as trouble:
            service.tell(context.said, str(trouble))
            raise
    context.answer("The office server is a service of Windows: it starts before anybody signs in." if make else
                   "The office server is no service of Windows any more.")  # fmt: skip


def _program() -> Sequence[str]:
    """How this program is called: frozen by its own name, else as a module."""
    return [sys.executable] if hasattr(sys, "frozen") else [sys.executable, "-m", "carecoop_desktop.cli"]


def join_office(context: Context) -> int:
    """Use a connection file."""
    from carecoop_desktop.home.servers.desks import join

    address = join(context.file, config_folder())
    remember_office(address)
    context.answer(f"This computer is let in. The office is at {address}; delete {context.file.name} now.",
                   {"office": address})  # fmt: skip
    return 0
