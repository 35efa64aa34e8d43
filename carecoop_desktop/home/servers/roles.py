"""The roles of an office server: one for each kind of desk, with just the rights that the office's permissions give."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg import sql

from carecoop_desktop import __version__
from carecoop_desktop.home.safety.permissions import BACK_UP
from carecoop_desktop.home.servers.grants import WRITING, load_rooms, readable_by_inspector, writable
from carecoop_desktop.home.servers.keeping_back import keep_back, keep_own_rows, show_history
from carecoop_desktop.home.servers.rules import DATABASE, OWNER
from carecoop_desktop.platform.database import key_vault
from carecoop_desktop.platform.database.migrating import LATEST
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.features import Feature
from carecoop_desktop.platform.office.permissions import Role

Admin = psycopg.Connection[tuple[object, ...]]
STAMP = f"Rights of CareCoop {__version__}, step {LATEST}"
"""What an office's server bears once its roles have the rights of this version."""

STAMPED = "SELECT obj_description('public.office_schema'::regclass, 'pg_class')"

_DESKS = 20
"""Connections that one person's login may have open; a desk holds a handful."""


def group_of(role: Role, office: str = DATABASE) -> str:
    """A server's name for a role in the office whose database bears a name: one server may keep several offices."""
    return f"{office}_{role.value.replace('-', '_')}"


def groups_of(office: str = DATABASE) -> tuple[str, ...]:
    """A server's names for all roles in an office, the inspector's among them."""
    return (*(group_of(role, office) for role in Role), inspector_of(office))


def inspector_of(office: str = DATABASE) -> str:
    """A server's name for whoever inspects an office."""
    return f"{office}_inspector"


def make_roles(admin: Admin, office: str = DATABASE) -> None:
    """The roles, without any rights yet; those that are there stay."""
    there = {str(name) for (name,) in admin.execute("SELECT rolname FROM pg_roles")}
    for name in groups_of(office):
        if name not in there:
            admin.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(name)))


def make_database(admin: Admin) -> None:
    """An empty database of the owner's, into which nobody else may come yet."""
    name, owner = sql.Identifier(DATABASE), sql.Identifier(OWNER)
    admin.execute(sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(name, owner))
    close_database(admin)


def close_database(admin: Admin, office: str = DATABASE) -> None:
    """Nobody comes into an office's database but its owner and who has a role in the office."""
    name = sql.Identifier(office)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    for group in groups_of(office):
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(name, sql.Identifier(group)))


def grant(admin: Admin, rooms: Iterable[Feature], office: str = DATABASE) -> None:
    """Give each role its rights, and no others, in one transaction; to be done again after each upgrade.

    By the server's administrator, or by an owner of the office, who leaves what was made for them as it is.
    """
    loaded = load_rooms(rooms)
    with admin.transaction():
        _take_in(admin, office)
        admin.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        owner = sql.Identifier(group_of(Role.OWNER, office))
        admin.execute(sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(owner))
        show_history(admin, group_of(Role.OWNER, office))
        for role in Role:
            if role is not Role.OWNER:
                _grant_role(admin, role, loaded, office)
        _grant_inspector(admin, office)
        _open_vault(admin, office)
        keep_own_rows(admin, {role: group_of(role, office) for role in Role}, inspector_of(office))
        _close_large_objects(admin)
        if _may_follow(admin):
            _follow_accounts(admin, office)
        admin.execute(sql.SQL("COMMENT ON TABLE office_schema IS {}").format(sql.Literal(STAMP)))


def _take_in(admin: Admin, office: str) -> None:
    """What an owner's desk made in an upgrade becomes the owners' own, so that each of them may do the next."""
    owner = sql.Identifier(group_of(Role.OWNER, office))
    own = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user"
    for (table,) in admin.execute(own).fetchall():
        admin.execute(sql.SQL("ALTER TABLE public.{} OWNER TO {}").format(sql.Identifier(str(table)), owner))


def is_newer(stamped: str) -> bool:
    """Whether this program's rights are newer than those that a server was stamped with."""
    return _numbers(stamped) < _numbers(STAMP)


def _numbers(stamp: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", stamp))


def _grant_role(admin: Admin, role: Role, rooms: Iterable[Feature], office: str) -> None:
    group = sql.Identifier(group_of(role, office))
    _take_all(admin, group)
    admin.execute(sql.SQL("GRANT SELECT ON ALL TABLES IN SCHEMA public TO {}").format(group))
    keep_back(admin, role, group_of(role, office))
    for table, rights in writable(role, rooms).items():
        admin.execute(sql.SQL("GRANT {} ON {} TO {}").format(sql.SQL(rights), sql.Identifier(table), group))
        sequence = admin.execute("SELECT pg_get_serial_sequence(%s, attname) FROM pg_attribute WHERE attname = 'id' "
                                 "AND attrelid = %s::regclass", (f'"{table}"', f'"{table}"')).fetchone()  # fmt: skip
        if sequence is not None and sequence[0] and role in WRITING:
            admin.execute(sql.SQL("GRANT USAGE, SELECT, UPDATE ON SEQUENCE {} TO {}").format(
                sql.SQL(str(sequence[0])), group))  # fmt: skip


def _grant_inspector(admin: Admin, office: str) -> None:
    group = sql.Identifier(inspector_of(office))
    _take_all(admin, group)
    for table, columns in readable_by_inspector().items():
        names = sql.SQL(", ").join(sql.Identifier(column) for column in columns)
        admin.execute(sql.SQL("GRANT SELECT ({}) ON {} TO {}").format(names, sql.Identifier(table), group))


def _take_all(admin: Admin, group: sql.Identifier) -> None:
    for things in ("TABLES", "SEQUENCES"):
        admin.execute(sql.SQL("REVOKE ALL ON ALL {} IN SCHEMA public FROM {}").format(sql.SQL(things), group))
    # A right to single columns is not taken back with the right to their table.
    columns = admin.execute(
        "SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges "
        "WHERE grantee = %s AND table_schema = 'public'",
        (group.as_string(admin).strip('"'),),
    )
    for table, column, right in columns.fetchall():
        admin.execute(sql.SQL("REVOKE {} ({}) ON {} FROM {}").format(
            sql.SQL(str(right)), sql.Identifier(str(column)), sql.Identifier(str(table)), group))  # fmt: skip
    admin.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(group))


def _close_large_objects(admin: Admin) -> None:
    """Whoever only reads could fill the server's disk with them, and nothing here uses any; where that may be done."""
    makers = admin.execute(
        "SELECT oid::regprocedure::text FROM pg_catalog.pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace "
        "AND proname IN ('lo_create', 'lo_creat', 'lo_from_bytea', 'lo_import') AND pg_has_role(proowner, 'USAGE')"
    )
    for (function,) in makers.fetchall():
        admin.execute(sql.SQL("REVOKE EXECUTE ON FUNCTION pg_catalog.{} FROM PUBLIC").format(sql.SQL(str(function))))


def _open_vault(admin: Admin, office: str) -> None:
    """Whoever may back the office up finds the key of its backups there; who only reads or inspects does not."""
    if admin.execute(key_vault.IS_THERE).fetchone() is None:
        may = admin.execute("SELECT has_database_privilege(current_database(), 'CREATE')").fetchone()
        if may != (True,):
            return
        for statement in key_vault.MAKE:
            admin.execute(statement)
    elif not _has_role_of(admin, "SELECT nspowner FROM pg_namespace WHERE nspname = %s", key_vault.SCHEMA):
        return  # somebody's own from before there were roles; they open it when they give the rights
    schema, table = sql.Identifier(key_vault.SCHEMA), sql.Identifier(key_vault.SCHEMA, key_vault.TABLE)
    owner = sql.Identifier(group_of(Role.OWNER, office))
    admin.execute(sql.SQL("ALTER SCHEMA {} OWNER TO {}").format(schema, owner))
    admin.execute(sql.SQL("ALTER TABLE {} OWNER TO {}").format(table, owner))
    for role in Role:
        if role is Role.OWNER:
            continue
        group = sql.Identifier(group_of(role, office))
        admin.execute(sql.SQL("REVOKE ALL ON {} FROM {}").format(table, group))
        if BACK_UP.allows(role):
            admin.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, group))
            admin.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(table, group))


def _has_role_of(admin: Admin, owner: str, name: str) -> bool:
    """Whether a thing is ours; also where it is not there."""
    found = admin.execute(owner, (name,)).fetchone()
    return found is None or admin.execute("SELECT pg_has_role(%s, 'USAGE')", (found[0],)).fetchone() == (True,)


def _may_follow(admin: Admin) -> bool:
    """What opens and closes logins runs with its maker's rights: only who may make roles may make it."""
    made = admin.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user").fetchone()
    owner = "SELECT proowner FROM pg_proc WHERE proname = %s AND pronamespace = 'public'::regnamespace"
    return made == (True,) and _has_role_of(admin, owner, "login_follows_account")


_FOLLOW = """
CREATE OR REPLACE FUNCTION public.login_follows_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE kind text;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = NEW.name AND NOT rolsuper
                 AND rolname <> current_user) THEN RETURN NULL; END IF;
  FOREACH kind IN ARRAY ARRAY[{groups}]::text[] LOOP
    EXECUTE format('REVOKE %I FROM %I', kind, NEW.name);
  END LOOP;
  IF NEW.active THEN
    EXECUTE format('GRANT %I TO %I', CASE NEW.role WHEN 'owner' THEN {owner}
                   ELSE {prefix} || replace(NEW.role, '-', '_') END, NEW.name);
    EXECUTE format('ALTER ROLE %I LOGIN', NEW.name);
  ELSE
    EXECUTE format('ALTER ROLE %I NOLOGIN', NEW.name);
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS login_follows_account ON public.user_account;
CREATE TRIGGER login_follows_account AFTER UPDATE OF role, active ON public.user_account
FOR EACH ROW EXECUTE FUNCTION public.login_follows_account();
REVOKE ALL ON FUNCTION public.login_follows_account() FROM PUBLIC;
"""


def _follow_accounts(admin: Admin, office: str) -> None:
    """Somebody's login gets the rights of their new role, or is closed, in the same transaction as their account."""
    groups = sql.SQL(", ").join(sql.Literal(group) for group in groups_of(office))
    admin.execute(sql.SQL(_FOLLOW).format(groups=groups, owner=sql.Literal(group_of(Role.OWNER, office)),
                                          prefix=sql.Literal(f"{office}_")))  # fmt: skip


def make_login(admin: Admin, name: str, role: Role, password: str, office: str = DATABASE) -> None:
    """A person's login with the rights of their role; one that is there gets a new password."""
    groups = groups_of(office)
    if len(name.encode()) > 63 or name in (*groups, "postgres") or name.startswith("pg_"):
        raise Refusal(f"“{name}” cannot be the name of a login.", "Use a name of 60 letters or fewer.")
    login, group = sql.Identifier(name), sql.Identifier(group_of(role, office))
    there = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    if there is not None and there[0]:
        raise Refusal(f"“{name}” is the server's own administrator.", "Use another name.")
    with admin.transaction():
        if there is None:
            admin.execute(sql.SQL("CREATE ROLE {} CONNECTION LIMIT {}").format(login, sql.Literal(_DESKS)))
        for other in groups:
            admin.execute(sql.SQL("REVOKE {} FROM {}").format(sql.Identifier(other), login))
        admin.execute(sql.SQL("GRANT {} TO {}").format(group, login))
        admin.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(login, _scrambled(admin, name, password)))


def set_owner_password(admin: Admin, password: str) -> None:
    """The owner's login, by which the office is made and upgraded."""
    admin.execute(sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(
        sql.Identifier(OWNER), _scrambled(admin, OWNER, password)))  # fmt: skip


def change_own_password(connection: Any, name: str, password: str) -> None:
    """Give one's own login another password; the server never sees it, only what proves it."""
    connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(
        sql.Identifier(name), _scrambled(connection, name, password)))  # fmt: skip


def _scrambled(connection: Any, name: str, password: str) -> sql.Literal:
    proof = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    return sql.Literal(proof.decode())
