"""An office on a server that somebody else looks after: roles for it there, and connection files for its people."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.errors import InsufficientPrivilege, UndefinedTable
from sqlalchemy.engine import URL

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.desks import Ticket
from carecoop_desktop.home.servers.roles import (
    Admin,
    close_database,
    grant,
    group_of,
    groups_of,
    make_login,
    make_roles,
)
from carecoop_desktop.platform.database.address import parse_address
from carecoop_desktop.platform.database.faults import translate
from carecoop_desktop.platform.database.server_keys import with_password, words_of
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.permissions import Role

_LONGEST = 63 - len("_read_only")
_ALONE = (
    "Who may do what in this office is kept by the program alone: {why}. Whoever looks after the server can give a "
    "user that may make roles and owns the office’s database; then run “carecoop serve-office rights” with its address."
)


def give_roles(url: URL) -> str:
    """Make the office's roles and give them their rights, as the wizard's own server does; words where it may not."""
    with connected(url) as admin:
        name = admin.info.dbname
        why = _why_not(admin, name)
        if why:
            return _ALONE.format(why=why)
        try:
            with admin.transaction():
                admin.execute("SET LOCAL lock_timeout = '10s'")
                make_roles(admin, name)
                _hand_over(admin, name)
                close_database(admin, name)
                grant(admin, features(), name)
        except UndefinedTable as error:
            raise Refusal("There is no office of this version in that database.",
                          "Make one there, or open it once with this version of the program.") from error  # fmt: skip
        except InsufficientPrivilege as error:
            return _ALONE.format(why=f"the server says “{error.diag.message_primary}”")
    return ""


def rights_at(place: str) -> str:
    """As ``give_roles`` for an office that has just come to a place; nothing where that is a file."""
    url = parse_address(place).url
    return give_roles(url) if url is not None else ""


def has_roles(url: URL) -> bool:
    """Whether the roles of this office stand on its server."""
    with connected(url) as admin:
        found = admin.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)",
                              (list(groups_of(admin.info.dbname)),)).fetchone()  # fmt: skip
        return found == (len(groups_of()),)


def let_in_at(url: URL, name: str) -> Ticket:
    """A connection file's content for somebody of an office on such a server. Refusal for who is not in it."""
    if not has_roles(url):
        raise Refusal("This office has no roles on its server yet, so nobody can be let in by a file.",
                      "Run “carecoop serve-office rights” with its address.")  # fmt: skip
    password = secrets.token_urlsafe(18)
    with connected(url) as admin:
        if not _may_make(admin):
            raise Refusal("The login of this desk may not make another’s.",
                          "Do it where the server stands, or by the address of whoever looks after it.")  # fmt: skip
        found = admin.execute("SELECT role, active FROM user_account WHERE name = %s", (name,)).fetchone()
        if found is None or not found[1]:
            raise Refusal(
                f"Nobody called {name} may sign in to this office.", "Add them first, under Settings, People."
            )
        if name == admin.info.user:
            raise Refusal(f"“{name}” is the server’s user of this office already.", "Open the office by its address.")
        make_login(admin, name, Role(str(found[0])), password, admin.info.dbname)
        host, port, database = admin.info.host, admin.info.port, admin.info.dbname
    trusted = url.query.get("sslrootcert")
    authority = Path(str(trusted)).read_text(encoding="ascii") if trusted else ""
    return Ticket(host, port, name, password, authority, database, str(url.query.get("sslmode") or ""))


def _why_not(admin: Admin, name: str) -> str:
    if len(name.encode()) > _LONGEST:
        return "its database has too long a name"
    if not _may_make(admin):
        return "the server’s user that it is opened by may not make roles"
    owns = "SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()"
    if admin.execute(owns).fetchone() != (True,):
        return "the server’s user that it is opened by does not own its database"
    return ""


def _may_make(admin: Admin) -> bool:
    found = admin.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user").fetchone()
    return found == (True,)


def _hand_over(admin: Admin, name: str) -> None:
    """The tables become the owners' own, so that each owner's desk may bring the office up to date."""
    owner = sql.Identifier(group_of(Role.OWNER, name))
    admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(owner))
    admin.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(owner))
    tables = admin.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1").fetchall()
    for (table,) in tables:
        admin.execute(sql.SQL("ALTER TABLE public.{} OWNER TO {}").format(sql.Identifier(str(table)), owner))


@contextmanager
def connected(url: URL) -> Iterator[Admin]:
    """A connection of whoever an address names, each statement by itself; the server's troubles as sentences."""
    try:
        with psycopg.connect(**words_of(with_password(url)), autocommit=True, connect_timeout=10) as admin:
            yield admin
    except InsufficientPrivilege as error:
        raise Fault("The office server does not allow this to its user.",
                    str(error.diag.message_primary or "")) from error  # fmt: skip
    except psycopg.OperationalError as error:
        trouble = translate(error, url.host or "")
        raise trouble if trouble is not error else Fault("The office server cannot be reached.", str(error)) from error
