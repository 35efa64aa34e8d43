"""What a server keeps back from who only reads an office: pay, bank and tax details, secrets, and their history.

By columns where the records are whole to others, by rows where each person has one of their own. Who may back the
office up reads everything: a backup holds it all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import psycopg
from psycopg import sql

from carecoop_desktop.home.servers.grants import hidden_from, kept_back
from carecoop_desktop.platform.database.base import Base
from carecoop_desktop.platform.office.browsing import HIDDEN
from carecoop_desktop.platform.office.permissions import Role

Admin = psycopg.Connection[tuple[object, ...]]

_SEEN = """
CREATE VIEW public.change_seen AS
SELECT set_id, position, table_name, row_id, kind, {before} AS before, {after} AS after FROM public.change
"""
_IMAGE = """
CASE WHEN {image} IS NULL OR NOT table_name = ANY({tables}::text[]) THEN {image} ELSE coalesce((
  SELECT json_object_agg(key, CASE WHEN table_name || '.' || key = ANY({fields}::text[])
                                   AND value::text NOT IN ('null', '""')
                              THEN to_json({hidden}::text) ELSE value END)::text
  FROM json_each({image}::json)), '{{}}') END
"""


def show_history(admin: Admin, owner: str) -> None:
    """The history with every value hidden that who only reads may not see, as the program itself hides it."""
    hidden = hidden_from(Role.READ_ONLY)
    fields = [f"{table}.{field}" for table, columns in hidden.items() for field in columns]
    words = {"tables": sql.Literal(list(hidden)), "fields": sql.Literal(fields), "hidden": sql.Literal(HIDDEN)}
    images = {name: sql.SQL(_IMAGE).format(image=sql.Identifier(name), **words) for name in ("before", "after")}
    admin.execute("DROP VIEW IF EXISTS public.change_seen")
    admin.execute(sql.SQL(_SEEN).format(**images))
    admin.execute(sql.SQL("ALTER VIEW public.change_seen OWNER TO {}").format(sql.Identifier(owner)))


def keep_back(admin: Admin, role: Role, group: str) -> None:
    """Leave a role that reads every table the columns that it may read."""
    for table, columns in kept_back(role).items():
        there = [column.name for column in Base.metadata.tables[table].columns if column.name not in columns]
        names, to = sql.SQL(", ").join(map(sql.Identifier, there)), sql.Identifier(group)
        admin.execute(sql.SQL("REVOKE SELECT ON {} FROM {}").format(sql.Identifier(table), to))
        admin.execute(sql.SQL("GRANT SELECT ({}) ON {} TO {}").format(names, sql.Identifier(table), to))


def keep_own_rows(admin: Admin, groups: Mapping[Role, str], inspector: str) -> None:
    """Whoever is no owner may change one line of the people: the one that bears the name of their own login.

    Who only reads sees no other line either, for the proof of the password that stands in it, and counts no wrong
    passwords but their own.
    """
    reading = [groups[Role.READ_ONLY]]
    staff = [group for role, group in groups.items() if role not in (Role.OWNER, Role.READ_ONLY)]
    _rows(admin, "user_account", {
        "seen": ("SELECT", [*staff, inspector], "USING (true)"),
        "seen_own": ("SELECT", reading, "USING (name = current_user)"),
        "own": ("UPDATE", [*staff, *reading], "USING (name = current_user)"),
    })  # fmt: skip
    _rows(admin, "sign_in", {
        "counted": ("ALL", staff, "USING (true) WITH CHECK (true)"),
        "counted_own": ("ALL", reading, "USING (user_name = current_user) WITH CHECK (user_name = current_user)"),
    })  # fmt: skip


def _rows(admin: Admin, name: str, policies: Mapping[str, tuple[str, Iterable[str], str]]) -> None:
    table = sql.Identifier(name)
    admin.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table))
    for policy, (deed, groups, rule) in policies.items():
        to = sql.SQL(", ").join(map(sql.Identifier, groups))
        admin.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(policy), table))
        admin.execute(sql.SQL("CREATE POLICY {} ON {} FOR {} TO {} {}").format(
            sql.Identifier(policy), table, sql.SQL(deed), to, sql.SQL(rule)))  # fmt: skip
