"""What a server's own settings say, as text: who may reach it, where it listens, how it starts with the computer."""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from carecoop_desktop.platform.kernel.errors import Invalid, Issue

DATABASE = "office"
OWNER = "office_owner"
ADMIN = "carecoop_admin"
PORT = 54320
SERVICE = "CareCoopOfficeServer"
"""What Windows calls the server where it is a service."""

_NETWORK_SERVICE = "*S-1-5-20"
"""Network Service by its number: its name is another in each language of Windows."""

_MAY_START = (
    "D:(A;;CCLCSWRPWPDTLOCRRC;;;SY)(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;BA)(A;;CCLCSWRPWPLOCRRC;;;IU)(A;;CCLCSWLOCRRC;;;SU)"
)
"""As Windows itself gives it, but who sits at this computer may start and stop it."""

LOOPBACK = ("127.0.0.1/32", "::1/128")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a server is set up. ``networks`` are those from which desks may come; none: this computer only."""

    port: int = PORT
    networks: tuple[str, ...] = ()
    listen: tuple[str, ...] = ()
    names: tuple[str, ...] = ("localhost", "127.0.0.1")
    tls: bool = True
    user: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    def written(self) -> str:
        """As it is kept beside the data."""
        values = {"port": self.port, "networks": self.networks, "listen": self.listen, "names": self.names,
                  "tls": self.tls, "user": self.user, "extra": self.extra}  # fmt: skip
        return json.dumps(values, indent=1)


def read_plan(text: str) -> Plan:
    """A plan that was kept."""
    kept = json.loads(text)
    return Plan(int(kept["port"]), tuple(kept["networks"]), tuple(kept["listen"]), tuple(kept["names"]),
                bool(kept["tls"]), str(kept["user"]), dict(kept.get("extra", {})))  # fmt: skip


def read_networks(texts: Iterable[str]) -> tuple[str, ...]:
    """Networks as 192.168.1.0/24. Raises Invalid for what is none, and for one that is the whole world."""
    found, issues = [], []
    for text in texts:
        try:
            network = ipaddress.ip_network(text.strip(), strict=False)
        except ValueError:
            issues.append(Issue("network", f"“{text}” is not a network.", "One like 192.168.1.0/24."))
            continue
        if not network.is_private:
            issues.append(Issue("network", f"{network} is not a network of an office: it can be reached from outside.",
                                "One like 192.168.1.0/24 or 10.0.0.0/16."))  # fmt: skip
        found.append(str(network))
    if issues:
        raise Invalid(issues)
    return tuple(dict.fromkeys(found))


def listening(networks: Sequence[str], own: Iterable[str]) -> tuple[str, ...]:
    """Which of this computer's own addresses the server listens on: loopback, and those inside a named network."""
    wanted = [ipaddress.ip_network(network) for network in networks]
    inside = [each for each in own if any(ipaddress.ip_address(each) in network for network in wanted)]
    return ("127.0.0.1", *dict.fromkeys(inside))


def hba(plan: Plan) -> str:
    """Who may come in, from where: only with a password that never travels readable, only by TLS, only to the office.

    The administrator comes from this computer alone.
    """
    door = "hostssl" if plan.tls else "host"
    lines = [f"{door} all {ADMIN} {network} scram-sha-256" for network in LOOPBACK]
    lines += [f"{door} all {ADMIN} all reject"]
    lines += [f"{door} {DATABASE} all {network} scram-sha-256" for network in (*LOOPBACK, *plan.networks)]
    return "\n".join(["# Written by CareCoop; everything that is not named here is refused.", *lines, ""])


def settings(plan: Plan, certificates: str) -> str:
    """The server's settings that are not PostgreSQL's own.

    What a desk's statement was refused for is told to the desk; the log would keep the values of the refused row.
    """
    values: dict[str, str] = {
        "listen_addresses": ",".join(plan.listen or ("127.0.0.1",)),
        "port": str(plan.port),
        "unix_socket_directories": "",
        "password_encryption": "scram-sha-256",
        "max_connections": "100",
        "timezone": "UTC",
        "logging_collector": "on",
        "log_directory": "log",
        "log_filename": "server-%d.log",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_statement": "none",
        "log_min_messages": "fatal",
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": "0",
        "tcp_keepalives_idle": "60",
        "client_connection_check_interval": "10s",
    }
    if plan.tls:
        values |= {"ssl": "on", "ssl_min_protocol_version": "TLSv1.2", "ssl_cert_file": f"{certificates}/server.crt",
                   "ssl_key_file": f"{certificates}/server.key"}  # fmt: skip
    values |= plan.extra
    lines = ("{} = '{}'".format(key, value.replace("'", "''")) for key, value in values.items())
    return "\n".join(["# Written by CareCoop.", *lines, ""])


def user_unit(command: Sequence[str]) -> str:
    """A systemd unit of an ordinary user that starts the server with the computer (after enable-linger)."""
    start, stop = (" ".join(_quoted(word) for word in (*command[:-1], deed)) for deed in ("start", "stop"))
    return (
        "[Unit]\nDescription=CareCoop office server\nAfter=network-online.target\n\n"
        f"[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart={start}\nExecStop={stop}\n"
        "TimeoutStartSec=120\n\n[Install]\nWantedBy=default.target\n"
    )


def system_unit(command: Sequence[str], user: str) -> str:
    """The same for the whole system: it starts before anybody signs in, also where a person may not linger."""
    kept = user_unit(command).replace("[Service]\n", f"[Service]\nUser={user}\n")
    return kept.replace("WantedBy=default.target", "WantedBy=multi-user.target")


def register_words(pg_ctl: str, programs: Path, folder: Path) -> list[list[str]]:
    """The commands that make the server in a folder a service of Windows: rights first, then the service itself.

    It is what ``pg_ctl register`` would make.
    """
    data, certificates = folder / "data", folder / "certificates"
    return [
        ["icacls", str(data), "/grant", f"{_NETWORK_SERVICE}:(OI)(CI)M", "/T", "/Q"],
        ["icacls", str(certificates), "/grant", f"{_NETWORK_SERVICE}:(OI)(CI)RX", "/T", "/Q"],
        ["icacls", str(programs), "/grant", f"{_NETWORK_SERVICE}:(OI)(CI)RX", "/T", "/Q"],
        ["sc", "create", SERVICE, "binPath=", f'"{pg_ctl}" runservice -N "{SERVICE}" -D "{data}" -w -t 60',
         "DisplayName=", "CareCoop office server", "start=", "auto", "depend=", "RPCSS",
         "obj=", r"NT AUTHORITY\NetworkService"],
        ["sc", "failure", SERVICE, "reset=", "86400", "actions=", "restart/5000/restart/30000/restart/60000"],
        ["sc", "sdset", SERVICE, _MAY_START],
    ]  # fmt: skip


def unregister_words(programs: Path, folder: Path) -> list[list[str]]:
    """The commands that take all that away again."""
    return [
        ["sc", "delete", SERVICE],
        *(["icacls", str(path), "/remove", _NETWORK_SERVICE, "/T", "/Q"]
          for path in (folder / "data", folder / "certificates", programs)),
    ]  # fmt: skip


def windows_task(command: Sequence[str]) -> str:
    """The command that makes Windows start the server with the computer, for whoever runs it."""
    words = " ".join(f'\\"{word}\\"' if " " in word else word for word in command)
    return f'schtasks /Create /TN "CareCoop office server" /SC ONSTART /DELAY 0000:30 /TR "{words}" /RL LIMITED /F'


def _quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w./:=@+-]+", word) else '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'
