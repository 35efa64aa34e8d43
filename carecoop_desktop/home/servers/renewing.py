"""Gives the roles of an office server their rights anew by itself, once a newer version of the program has come."""

from __future__ import annotations

from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.engine import URL

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.elsewhere import connected
from carecoop_desktop.home.servers.roles import STAMPED, Admin, grant, group_of, groups_of, is_newer
from carecoop_desktop.home.servers.serving import folder_of, give_rights, is_own
from carecoop_desktop.home.window.places import data_folder
from carecoop_desktop.platform.database.engine import WRITER_LOCK
from carecoop_desktop.platform.database.server_keys import without_password
from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.reader import Reader

_BY_HAND = (
    "The server still gives each role the rights of an older version of the program, so some deeds may be refused: "
    '{why}. Whoever looks after it runs once: carecoop --office "{place}" serve-office rights'
)


def settle_rights(office: Office) -> str:
    """Rights as this version needs them, where an owner's desk is the first of this version; words where it failed.

    Nothing happens at other desks, on a file, on a server without roles, or where a newer version was there first.
    """
    url = office.database.address.url
    if url is None or office.database.read_only or not office.read(_is_ours_to_do):
        return ""
    try:
        cluster = Cluster(folder_of(data_folder()))
        if is_own(cluster, url):
            give_rights(cluster)
        else:
            with connected(url) as admin:
                renew(admin)
    except (Refusal, Fault) as trouble:
        return _words(url, trouble.sentence.rstrip("."))
    except InsufficientPrivilege as error:
        return _words(url, f"the server says “{error.diag.message_primary}”")
    return ""


def renew(admin: Admin) -> None:
    """As an owner of the office: take in what the upgrade made, and give every role its rights; again does no harm."""
    name = admin.info.dbname
    with admin.transaction():
        admin.execute("SET LOCAL lock_timeout = '10s'")
        admin.execute("SELECT pg_advisory_xact_lock(%s)", (WRITER_LOCK,))  # two desks of one morning
        kept = admin.execute(STAMPED).fetchone()
        if is_newer(str(kept[0] or "") if kept else ""):
            grant(admin, features(), name)


def _is_ours_to_do(reader: Reader) -> bool:
    connection = reader.connection
    name = str(connection.execute(text("SELECT current_database()")).scalar())
    stamped = str(connection.execute(text(STAMPED)).scalar() or "")
    if not is_newer(stamped):
        return False
    roles = text("SELECT count(*) FROM pg_roles WHERE rolname = ANY(:names)")
    if connection.execute(roles, {"names": list(groups_of(name))}).scalar() == 0:
        return False
    owner = text("SELECT pg_has_role(oid, 'USAGE') FROM pg_roles WHERE rolname = :name")
    return connection.execute(owner, {"name": group_of(Role.OWNER, name)}).scalar() is True


def _words(url: URL, why: str) -> str:
    return _BY_HAND.format(why=why, place=without_password(url))
