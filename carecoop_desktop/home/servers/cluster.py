"""The office server of this computer: made, started, stopped, asked how it is. An ordinary user runs it."""

from __future__ import annotations

import ipaddress
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL

from carecoop_desktop.home.servers import scm
from carecoop_desktop.home.servers.binaries import Binaries, find_binaries
from carecoop_desktop.home.servers.certificates import AUTHORITY, make_certificates
from carecoop_desktop.home.servers.rules import ADMIN, DATABASE, OWNER, Plan, hba, read_plan, settings
from carecoop_desktop.platform.database.server_keys import words_of
from carecoop_desktop.platform.kernel.errors import Fault, Refusal

_PLAN, _SECRET, _SERVICE = "server.json", "admin.secret", "server.service"
_SECONDS = "60"


class Cluster:
    """A server in a folder of its own: ``data`` (PostgreSQL's), ``certificates``, the plan, the administrator's secret.

    As root it runs as the user of its plan, for PostgreSQL refuses to be run by an administrator.
    """

    def __init__(self, folder: Path, binaries: Binaries | None = None) -> None:
        self.folder = folder.absolute()
        self._binaries = binaries

    @property
    def binaries(self) -> Binaries:
        """PostgreSQL's programs."""
        if self._binaries is None:
            self._binaries = find_binaries()
        return self._binaries

    @property
    def is_there(self) -> bool:
        """Whether a server was set up in this folder."""
        return (self.folder / _PLAN).is_file()

    @property
    def plan(self) -> Plan:
        """How it was set up. Refusal where there is none."""
        try:
            return read_plan((self.folder / _PLAN).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError) as error:
            raise Refusal(f"There is no office server in {self.folder}.", "Set one up: carecoop serve-office setup.") \
                from error  # fmt: skip

    @property
    def authority(self) -> Path:
        """The certificate that desks trust."""
        return self.folder / "certificates" / AUTHORITY

    # -- setting up --------------------------------------------------------------------------------------------------

    def make(self, plan: Plan) -> Plan:
        """Set a server up and start it. Refusal where there is one, or where it could not be made safe."""
        if self.is_there:
            raise Refusal(f"There is a server in {self.folder} already.", "Start it, or choose another folder.")
        if (self.folder / "data").exists() and not (self.folder / _SECRET).is_file():
            raise Refusal(f"There is something in {self.folder} that is not ours.", "Choose another folder.")
        plan = replace(plan, tls=self.binaries.tls)
        self._check(plan)
        secret = secrets.token_urlsafe(24)
        try:
            self._clear()  # what the power cut short: a server without its plan was never started
            self._lay_out(plan, secret)
            self._run(["initdb", "-D", str(self._data), "-U", ADMIN, "-A", "scram-sha-256", "-E", "UTF8",
                       "--locale=C", f"--pwfile={self.folder / _SECRET}"], plan)  # fmt: skip
            self._configure(plan)
            (self.folder / _PLAN).write_text(plan.written(), encoding="utf-8")
            self.start()
        except OSError as error:
            raise Fault(f"The server's folder cannot be made: {error.strerror}.", str(self.folder)) from error
        except Fault:
            self.remove()
            raise
        return plan

    def remove(self) -> None:
        """Stop a server in which no office was made yet, and take away what ``make`` made."""
        with suppress(Refusal, Fault):
            self.stop()
        try:
            self._clear()
        except OSError as error:
            raise Fault(f"The unfinished server in {self.folder} cannot be removed.", error.strerror or "") from error

    def _clear(self) -> None:
        (self.folder / _PLAN).unlink(missing_ok=True)
        for part in ("data", "certificates"):
            if (self.folder / part).exists():
                shutil.rmtree(self.folder / part)
        (self.folder / _SECRET).unlink(missing_ok=True)

    def _check(self, plan: Plan) -> None:
        if plan.networks and not plan.tls:
            raise Refusal(
                "The PostgreSQL at hand was built without TLS, so other computers could not reach it safely.",
                "Install one with TLS (from postgresql.org), or let it serve this computer only: name no network.",
            )
        if _is_root() and not plan.user:
            raise Refusal("PostgreSQL refuses to be run by an administrator.",
                          "Run this as an ordinary user, or name one: --as-user NAME.")  # fmt: skip
        if port_taken(plan.port):
            raise Refusal(f"Another program uses port {plan.port} already.", f"Port {free_port(plan.port)} is free.")

    def _lay_out(self, plan: Plan, secret: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        certificates = self.folder / "certificates"
        certificates.mkdir(mode=0o700)
        file = os.open(self.folder / _SECRET, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w") as out:
            out.write(secret)
        if plan.tls:
            make_certificates(certificates, plan.names)
        if _is_root():
            for path in (self.folder, certificates, self.folder / _SECRET, *certificates.iterdir()):
                shutil.chown(path, plan.user)

    def _configure(self, plan: Plan) -> None:
        ours = self._data / "carecoop.conf"
        ours.write_text(settings(plan, (self.folder / "certificates").as_posix()), encoding="utf-8")
        (self._data / "pg_hba.conf").write_text(hba(plan), encoding="utf-8")
        with (self._data / "postgresql.conf").open("a", encoding="utf-8") as out:
            out.write("\ninclude 'carecoop.conf'\n")
        if _is_root():
            shutil.chown(ours, plan.user)

    def change(self, plan: Plan) -> None:
        """Other networks or another port, from the next start on."""
        self._configure_again(plan)
        (self.folder / _PLAN).write_text(plan.written(), encoding="utf-8")

    def _configure_again(self, plan: Plan) -> None:
        self._check_tls(plan)
        (self._data / "carecoop.conf").write_text(
            settings(plan, (self.folder / "certificates").as_posix()), encoding="utf-8"
        )
        (self._data / "pg_hba.conf").write_text(hba(plan), encoding="utf-8")

    def _renew_settings(self) -> None:
        """A server that an earlier version of the program made gets what this one has learnt since."""
        ours, fresh = self._data / "carecoop.conf", settings(self.plan, (self.folder / "certificates").as_posix())
        with suppress(OSError):  # whoever starts it may not be who may write there
            if ours.read_text(encoding="utf-8") != fresh:
                ours.write_text(fresh, encoding="utf-8")

    def _check_tls(self, plan: Plan) -> None:
        if plan.networks and not plan.tls:
            raise Refusal("This server was set up without TLS and may not be reached from other computers.")

    # -- running -----------------------------------------------------------------------------------------------------

    @property
    def running(self) -> bool:
        """Whether it runs."""
        if self.service:
            return scm.is_running(self.service)
        done = self._called(["pg_ctl", "-D", str(self._data), "status"], self.plan)
        return done.returncode == 0

    def start(self) -> None:
        """Start it and wait until it answers; nothing happens where it runs."""
        if self.running:
            return
        self._renew_settings()
        if self.service:
            scm.start(self.service)
        else:
            self._run(["pg_ctl", "-D", str(self._data), "-w", "-t", _SECONDS, "-s",
                       "-l", str(self._data / "start.log"), "start"], self.plan)  # fmt: skip

    def stop(self) -> None:
        """Let every change under way end or be taken back, and stop."""
        if not self.running:
            return
        if self.service:
            scm.stop(self.service)
        else:
            self._run(["pg_ctl", "-D", str(self._data), "-w", "-t", _SECONDS, "-s", "-m", "fast", "stop"], self.plan)

    @property
    def service(self) -> str:
        """The service of Windows that it is; empty where an ordinary user starts it."""
        try:
            return (self.folder / _SERVICE).read_text(encoding="ascii").strip() if sys.platform == "win32" else ""
        except OSError:
            return ""

    def mark_service(self, name: str) -> None:
        """Remember which service it is, or that it is none."""
        if name:
            (self.folder / _SERVICE).write_text(name, encoding="ascii")
        else:
            (self.folder / _SERVICE).unlink(missing_ok=True)

    # -- addresses ---------------------------------------------------------------------------------------------------

    def address(self, user: str = OWNER, host: str = "localhost", password: str | None = None) -> URL:
        """Where somebody reaches the office; the certificate's authority is named where it is kept here."""
        query = {"sslmode": "verify-ca", "sslrootcert": str(self.authority)} if self.plan.tls else {}
        return URL.create("postgresql+psycopg", user, password, host, self.plan.port, DATABASE, query)

    def administering(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """A connection of the administrator's, from this computer only."""
        try:
            secret = (self.folder / _SECRET).read_text(encoding="utf-8")
        except OSError as error:
            raise Refusal("Only who set the server up, on this computer, can do this.", str(error)) from error
        url = self.address(ADMIN, "127.0.0.1", secret).set(database=database)
        try:
            return psycopg.connect(**words_of(url), autocommit=True, connect_timeout=10)
        except psycopg.OperationalError as error:
            raise Fault("The office server does not answer.", "Start it: carecoop serve-office start.") from error

    # -- inside ------------------------------------------------------------------------------------------------------

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    def _run(self, words: Sequence[str], plan: Plan) -> None:
        done = self._called(words, plan)
        if done.returncode != 0:
            raise Fault(f"PostgreSQL’s {words[0]} did not succeed.", _last_line(done.stderr or self._start_log()))

    def _called(self, words: Sequence[str], plan: Plan) -> subprocess.CompletedProcess[str]:
        command = [self.binaries.program(words[0]), *words[1:]]
        if _is_root():
            command = ["runuser", "-u", plan.user, "--", *command]
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            # The server keeps what it inherits open for ever: a pipe would never end.
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd="/" if _is_root()
                                  else self.folder.parent, env=_environment(), check=False)  # fmt: skip
            said.seek(0)
            return subprocess.CompletedProcess(command, done.returncode, "", said.read())

    def _start_log(self) -> str:
        with suppress(OSError):
            return (self._data / "start.log").read_text(encoding="utf-8", errors="replace")
        return ""


def port_taken(port: int) -> bool:
    """Whether some program of this computer listens on a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port(after: int) -> int:
    """The next port that nobody uses."""
    return next((port for port in range(after + 1, after + 100) if not port_taken(port)), after + 100)


def likely_network() -> str:
    """The office's network as it can be guessed from this computer's own address; empty where there is none."""
    own = [each for each in _by_road() if ipaddress.ip_address(each).is_private]
    return str(ipaddress.ip_network(f"{own[0]}/24", strict=False)) if own else ""


def own_addresses() -> list[str]:
    """The addresses under which this computer is known to its network."""
    found: list[str] = []
    with suppress(OSError):
        found += [str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    return [each for each in dict.fromkeys([*found, *_by_road()]) if not each.startswith("127.")]


def _by_road() -> list[str]:
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # nothing is sent; the system only chooses the road
        return [str(probe.getsockname()[0])]
    return []


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("PG")} | {"LC_ALL": "C"}


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (told or lines or [""])[-1]
