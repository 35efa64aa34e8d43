"""What a person's own connection to the server really may, whatever program uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from carecoop_desktop.app import features
from carecoop_desktop.home.safety.actions import note_key
from carecoop_desktop.home.safety.encrypting import give_key
from carecoop_desktop.home.safety.office_key import key_of_office
from carecoop_desktop.home.servers.roles import group_of, groups_of, inspector_of, make_login
from carecoop_desktop.home.servers.rules import DATABASE
from carecoop_desktop.home.servers.serving import give_rights
from carecoop_desktop.platform.database.cipher import KeyNeeded
from carecoop_desktop.platform.database.key_vault import SCHEMA, TABLE, lay_key
from carecoop_desktop.platform.database.keys import forget_known, new_key
from carecoop_desktop.platform.database.server_keys import words_of
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import OFFICE_NAME, change_setting, open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user, set_password, set_role
from tests.home.servers.conftest import PEOPLE, Running

SECRET = "not a real password"
Connect = Callable[[str], "psycopg.Connection[Any]"]


@pytest.fixture(scope="module")
def logins(running: Running) -> Running:
    """Everybody of the office has a login; so has an inspector."""
    with running.cluster.administering(DATABASE) as admin:
        for name, role in PEOPLE.items():
            make_login(admin, name, role, SECRET)
        make_login(admin, "Ivy Cole", Role.READ_ONLY, SECRET)
        admin.execute(f'REVOKE {group_of(Role.READ_ONLY)} FROM "Ivy Cole"')
        admin.execute(f'GRANT {inspector_of()} TO "Ivy Cole"')
    return running


@pytest.fixture
def raw(logins: Running) -> Iterator[Connect]:
    """A connection by hand, past the whole program."""
    opened = []

    def connect(name: str) -> psycopg.Connection[Any]:
        opened.append(psycopg.connect(**words_of(logins.cluster.address(name, password=SECRET)), autocommit=True))
        return opened[-1]

    yield connect
    for each in opened:
        each.close()


@pytest.fixture
def sit(logins: Running) -> Iterator[Callable[[str], Office]]:
    """The program at somebody's desk."""
    opened = []

    def desk(name: str) -> Office:
        opened.append(open_office(logins.address(name, SECRET), features(), user=name))
        return opened[-1]

    yield desk
    for each in opened:
        each.close()


@pytest.fixture
def owner(running: Running) -> Iterator[Office]:
    office = open_office(running.address("office_owner", running.served.password), features())
    yield office
    office.close()


def test_each_office_of_a_server_has_roles_of_its_own() -> None:
    assert group_of(Role.OWNER) == "office_owner" and group_of(Role.READ_ONLY, "dee") == "dee_read_only"
    assert set(groups_of()) & set(groups_of("dee")) == set()
    assert len(groups_of("dee")) == len(Role) + 1 and inspector_of("dee") == "dee_inspector"


def test_a_reading_desk_can_write_nothing(raw: Connect) -> None:
    connection = raw("Rae Lund")
    tables = [name for (name,) in connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")]  # fmt: skip
    assert len(tables) > 20
    for table in tables:
        connection.execute(f'SELECT count(*) FROM "{table}"')
        if table != "sign_in":
            for deed in (f'DELETE FROM "{table}"', f'TRUNCATE "{table}"', f'INSERT INTO "{table}" DEFAULT VALUES',
                         f'DROP TABLE "{table}"'):  # fmt: skip
                with pytest.raises(InsufficientPrivilege):
                    connection.execute(deed)
    for deed in ("CREATE TABLE mine (x int)", "CREATE ROLE mine", "UPDATE user_account SET role = 'owner'",
                 f"SET ROLE {group_of(Role.OWNER)}", "COPY setting TO PROGRAM 'cat'",
                 "SELECT lo_from_bytea(0, 'x')", "SELECT lo_create(0)"):  # fmt: skip
        with pytest.raises(InsufficientPrivilege):
            connection.execute(deed)


@pytest.mark.parametrize("name", [name for name, role in PEOPLE.items() if role is not Role.READ_ONLY])
def test_no_desk_alters_the_history_or_raises_itself(raw: Connect, name: str) -> None:
    connection = raw(name)
    for deed in ("UPDATE change SET after = NULL", "DELETE FROM change", "DELETE FROM change_set",
                 "UPDATE change_set SET summary = ''", "UPDATE user_account SET role = 'owner'",
                 "INSERT INTO user_account (name, role, active) VALUES ('Me', 'owner', true)",
                 "DELETE FROM user_account", "UPDATE office_schema SET version = 99", "DROP TABLE member",
                 "ALTER TABLE user_account DISABLE ROW LEVEL SECURITY"):  # fmt: skip
        with pytest.raises(InsufficientPrivilege):
            connection.execute(deed)


def test_nobody_sets_the_password_of_another(raw: Connect) -> None:
    connection = raw("Sam Reed")
    change = "UPDATE user_account SET password_hash = 'mine' WHERE name = %s"
    assert connection.execute(change, ("Priya Shah",)).rowcount == 0
    assert connection.execute(change.replace("'mine'", "NULL"), ("Sam Reed",)).rowcount == 1


def test_the_treasurer_cannot_touch_a_member_nor_the_office_a_payslip(raw: Connect) -> None:
    for name, deed in (("Tia Moss", "DELETE FROM member"), ("Tia Moss", "UPDATE assistant SET version = 2"),
                       ("Sam Reed", "DELETE FROM circle WHERE false")):  # fmt: skip
        if name == "Sam Reed":
            raw(name).execute(deed)
            continue
        with pytest.raises(InsufficientPrivilege):
            raw(name).execute(deed)


def test_an_inspectors_login_sees_no_guarded_value(raw: Connect) -> None:
    connection = raw("Ivy Cole")
    connection.execute("SELECT id, name FROM user_account")
    for query in ("SELECT password_hash FROM user_account", "SELECT * FROM user_account", "SELECT * FROM change",
                  "SELECT * FROM setting", "DELETE FROM member"):  # fmt: skip
        with pytest.raises(InsufficientPrivilege):
            connection.execute(query)


def test_the_key_of_the_backups_is_for_those_who_make_them(raw: Connect, owner: Office) -> None:
    key = new_key()
    assert lay_key(owner.database, key) == ""
    for name in (*PEOPLE, "Ivy Cole"):
        look = raw(name).execute
        if name in ("Rae Lund", "Ivy Cole"):
            with pytest.raises(InsufficientPrivilege):
                look(f"SELECT * FROM {SCHEMA}.{TABLE}")
        else:
            assert look(f"SELECT key FROM {SCHEMA}.{TABLE} WHERE number = %s", (key.number,)).fetchone()
        for deed in (f"INSERT INTO {SCHEMA}.{TABLE} VALUES ('a', 'b')", f"DELETE FROM {SCHEMA}.{TABLE}",
                     f"CREATE TABLE {SCHEMA}.mine (x int)"):  # fmt: skip
            with pytest.raises(InsufficientPrivilege):
                look(deed)


def test_a_desk_gets_the_key_of_the_backups_by_itself(
    sit: Any, owner: Office, own_keyring: Any, tmp_path: Path
) -> None:
    key = give_key(owner, tmp_path / "b").key
    own_keyring.kept.clear()
    forget_known()
    assert key_of_office(sit("Tia Moss")) == key and len(own_keyring.kept) == 1
    own_keyring.kept.clear()
    forget_known()
    with pytest.raises(KeyNeeded):
        key_of_office(sit("Rae Lund"))
    owner.do(note_key, "")


def test_every_role_works_through_the_program(sit: Any, owner: Office) -> None:
    for name in PEOPLE:
        office = sit(name)
        assert office.user == type(office.user)(name, PEOPLE[name])
        assert office.read(lambda reader: reader.setting(OFFICE_NAME)) == "Dee Valley"
    sam = sit("Sam Reed")
    done = sam.do(change_setting, "x.sam", 1)
    assert sam.undo().tables == done.tables
    sam.do(set_password, "Sam Reed", "three random words")
    owner.do(set_password, "Sam Reed", "three other random words")
    with owner.database.writing() as connection:
        connection.exec_driver_sql("UPDATE user_account SET password_hash = NULL WHERE name = 'Sam Reed'")


def test_a_deed_that_slips_past_the_program_is_refused_by_the_server(sit: Any) -> None:
    rae = sit("Rae Lund")
    rae.user = type(rae.user)("Rae Lund", Role.OWNER)
    with pytest.raises(Fault, match="does not allow"):
        rae.do(change_setting, "x.rae", 1)


def test_a_login_follows_its_account(owner: Office, running: Running, sit: Any) -> None:
    owner.do(add_user, "Nia Ford", Role.READ_ONLY)
    with running.cluster.administering(DATABASE) as admin:
        make_login(admin, "Nia Ford", Role.READ_ONLY, SECRET)
    with pytest.raises(Refusal):
        sit("Nia Ford").do(change_setting, "x.nia", 1)
    owner.do(set_role, "Nia Ford", Role.OFFICE)
    sit("Nia Ford").do(change_setting, "x.nia", 1)
    owner.do(set_role, "Nia Ford", Role.OFFICE, active=False)
    with pytest.raises(Fault):
        sit("Nia Ford")
    owner.do(set_role, "Nia Ford", Role.READ_ONLY)
    with pytest.raises(Refusal):
        sit("Nia Ford").do(change_setting, "x.nia", 2)


def test_rights_given_again_are_the_same(running: Running, raw: Connect) -> None:
    query = ("SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants "
             "WHERE grantee LIKE 'office_%' ORDER BY 1, 2, 3")  # fmt: skip
    with running.cluster.administering(DATABASE) as admin:
        before = admin.execute(query).fetchall()
        give_rights(running.cluster)
        assert admin.execute(query).fetchall() == before != []


def test_names_that_would_be_the_servers_own_are_refused(running: Running) -> None:
    with running.cluster.administering(DATABASE) as admin:
        for name in ("office_owner", "postgres", "carecoop_admin", "pg_monitor", "x" * 80):
            with pytest.raises(Refusal):
                make_login(admin, name, Role.OFFICE, SECRET)
