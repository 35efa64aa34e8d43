"""Roles of an office on a server that somebody else looks after: made where they may be, told where not."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import make_url
from sqlalchemy.engine import URL

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.desks import read_ticket
from carecoop_desktop.home.servers.elsewhere import give_roles, has_roles, let_in_at, rights_at
from carecoop_desktop.home.servers.roles import groups_of
from carecoop_desktop.home.servers.serving import ticket_for
from carecoop_desktop.platform.database.server_keys import words_of
from carecoop_desktop.platform.kernel.errors import Fault, NotAllowed, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME, change_setting, create_office, open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user, set_role

pytestmark = pytest.mark.skipif(not os.environ.get("CARECOOP_TEST_POSTGRES"), reason="no PostgreSQL named")
SECRET = "not a real password"


@dataclass
class Theirs:
    """A database of its own on the server, whose owner is an ordinary user."""

    master: psycopg.Connection
    name: str

    @property
    def user(self) -> str:
        return f"{self.name}_anna"

    def url(self, user: str = "", password: str = SECRET) -> URL:
        base = make_url(os.environ["CARECOOP_TEST_POSTGRES"])
        return base.set(username=user or self.user, password=password, database=self.name)

    def let(self, words: str) -> None:
        """Change what that user may do."""
        self.master.execute(sql.SQL("ALTER ROLE {} " + words).format(sql.Identifier(self.user)))


@pytest.fixture(scope="module")
def theirs() -> Iterator[Theirs]:
    base = make_url(os.environ["CARECOOP_TEST_POSTGRES"])
    with psycopg.connect(**words_of(base), autocommit=True) as master:
        made = Theirs(master, f"their_{secrets.token_hex(4)}")
        user, name = sql.Identifier(made.user), sql.Identifier(made.name)
        master.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(user, sql.Literal(SECRET)))
        master.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, user))
        yield made
        master.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
        sam = [f"{made.name} Sam"]
        there = [one for (one,) in master.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)",
                                                  ([*groups_of(made.name), *sam, made.user],))]  # fmt: skip
        for role in there:
            master.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture(scope="module")
def office(theirs: Theirs) -> Iterator[Office]:
    made = create_office(theirs.url().render_as_string(hide_password=False), "Dee Valley", "Priya Shah", features())
    made.do(add_user, f"{theirs.name} Sam", Role.READ_ONLY)
    yield made
    made.close()


def test_a_file_needs_no_roles(tmp_path: Path) -> None:
    assert rights_at(str(tmp_path / "office.carecoop")) == ""


def test_an_empty_database_gets_no_roles(theirs: Theirs) -> None:
    theirs.let("CREATEROLE")
    with pytest.raises(Refusal, match="no office of this version"):
        give_roles(theirs.url())
    assert not has_roles(theirs.url()), "nothing half-made stays"
    theirs.let("NOCREATEROLE")


def test_roles_are_made_where_they_may_be(theirs: Theirs, office: Office, tmp_path: Path) -> None:
    words = give_roles(theirs.url())
    assert "kept by the program alone" in words and "may not make roles" in words and not has_roles(theirs.url())
    with pytest.raises(Refusal, match="no roles on its server"):
        let_in_at(theirs.url(), "Priya Shah")
    theirs.let("CREATEROLE")
    assert give_roles(theirs.url()) == "" and has_roles(theirs.url())
    assert give_roles(theirs.url()) == "", "given anew after an upgrade"
    office.do(change_setting, OFFICE_NAME, "Dee Valley Care")

    sam = f"{theirs.name} Sam"
    with pytest.raises(Refusal, match="Nobody called"):
        let_in_at(theirs.url(), "Somebody Else")
    path = tmp_path / "sam.carecoop-desk"
    ticket_for(Cluster(tmp_path), theirs.url(), sam, "server.example").write(path)
    ticket = read_ticket(path)
    assert (ticket.database, ticket.user, ticket.host) == (theirs.name, sam, "server.example")
    with psycopg.connect(**words_of(theirs.url(sam, ticket.password)), autocommit=True) as connection:
        assert connection.execute("SELECT count(*) FROM member").fetchone() == (0,)
        for deed in ("DELETE FROM member", "UPDATE user_account SET role = 'owner'", "CREATE TABLE mine (x int)",
                     "UPDATE change SET after = '{}'", "DROP TABLE member"):  # fmt: skip
            with pytest.raises(InsufficientPrivilege):
                connection.execute(deed)
    desk = open_office(theirs.url(sam, ticket.password).render_as_string(hide_password=False), features(), user=sam)
    with pytest.raises((NotAllowed, Fault)):
        desk.do(change_setting, OFFICE_NAME, "Mine")
    desk.close()

    with pytest.raises(Refusal, match="may not make another"):
        let_in_at(theirs.url(sam, ticket.password), "Priya Shah")
    office.do(set_role, sam, Role.OFFICE)
    with psycopg.connect(**words_of(theirs.url(sam, ticket.password)), autocommit=True) as connection:
        assert connection.execute("DELETE FROM member").rowcount == 0


def test_a_user_that_does_not_own_the_database_is_told(theirs: Theirs, office: Office) -> None:
    master = make_url(os.environ["CARECOOP_TEST_POSTGRES"]).username
    assert master is not None
    theirs.let("CREATEROLE")
    owner = sql.SQL("ALTER DATABASE {} OWNER TO {}")
    theirs.master.execute(owner.format(sql.Identifier(theirs.name), sql.Identifier(master)))
    assert "does not own its database" in give_roles(theirs.url())
    theirs.master.execute(owner.format(sql.Identifier(theirs.name), sql.Identifier(theirs.user)))


def test_a_server_that_is_away_is_a_fault(theirs: Theirs) -> None:
    with pytest.raises(Fault):
        give_roles(theirs.url().set(port=1))
