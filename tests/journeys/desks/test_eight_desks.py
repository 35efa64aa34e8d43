"""Eight desks at one office server that goes away twice: every conflict told, nothing lost, the history whole.

It takes a quarter of a minute; ``CARECOOP_DESKS_SECONDS=1800`` makes it half an hour.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from carecoop_desktop.app import features
from carecoop_desktop.home.servers.cluster import Cluster
from carecoop_desktop.home.servers.roles import make_database, make_roles, set_owner_password
from carecoop_desktop.home.servers.serving import plan_for
from carecoop_desktop.home.settings.checking import check_office
from carecoop_desktop.people.members.actions.people import add_member
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.opening import create_office, open_office
from carecoop_desktop.platform.office.permissions import Role
from carecoop_desktop.platform.office.users import add_user

SECONDS = float(os.environ.get("CARECOOP_DESKS_SECONDS", "12"))
DESKS = 8
SECRET = "not a real password"


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Cluster, str]]:
    """A server of this test's own, that may be restarted, with an office of five members."""
    if not hasattr(os, "fork"):
        pytest.skip("this machine has no fork")
    folder = Path(tempfile.mkdtemp(prefix="carecoop-desks-"))
    folder.chmod(0o755)
    cluster = Cluster(folder / "server")
    try:
        cluster.binaries  # noqa: B018 - looked for now
    except Refusal:
        pytest.skip("no PostgreSQL programs on this computer")
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    cluster.make(replace(plan_for(port=port, user="postgres" if os.geteuid() == 0 else ""), extra={"fsync": "off"}))
    try:
        yield cluster, _filled(cluster)
    finally:
        cluster.stop()
        shutil.rmtree(folder)


def _filled(cluster: Cluster) -> str:
    """An office with eight people and five members that they all change."""
    with cluster.administering() as admin:
        make_roles(admin)
        make_database(admin)
        set_owner_password(admin, SECRET)
    place = cluster.address(password=SECRET).render_as_string(hide_password=False)
    office = create_office(place, "Dee Valley", "Priya Shah", features())
    for number in range(5):
        office.do(add_member, name=f"Shared Member {number}", phone="01978 000000")
    for number in range(1, DESKS + 1):
        office.do(add_user, f"Person {number}", Role.OFFICE)
    office.close()
    return place


@pytest.fixture(scope="module")
def worked(server: tuple[Cluster, str]) -> tuple[Office, list[dict[str, Any]]]:
    """What eight desks were told while the server was stopped in order once and struck down once."""
    cluster, place = server
    script = Path(__file__).with_name("desk_work.py")
    process = subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env={**os.environ, "PYTHONPATH": str(script.parents[3])})  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps({"place": place, "desks": DESKS, "seconds": SECONDS}) + "\n")
    process.stdin.flush()
    assert process.stdout.readline().strip() == "ready"
    for how in ("fast", "immediate"):
        time.sleep(SECONDS / 3)
        cluster._run(["pg_ctl", "-D", str(cluster.folder / "data"), "-w", "-s", "-m", how, "stop"], cluster.plan)
        cluster.start()
    logs = json.loads(process.communicate(timeout=SECONDS + 120)[0])
    office = open_office(place, features())
    assert len(logs) == DESKS and all(log for log in logs)
    entries = [entry for log in logs for entry in log]
    print(Counter((entry["deed"], entry["told"]) for entry in entries))
    return office, entries


def test_every_kind_of_work_was_done_and_the_server_was_missed(worked: Any) -> None:
    _office, entries = worked
    done = Counter(entry["deed"] for entry in entries if entry["told"] == "done")
    assert all(done[deed] for deed in ("count", "change", "add", "keep", "back"))
    assert any(entry["told"] == "fault" for entry in entries)


def test_what_was_told_as_done_is_in_the_history_and_nothing_else(worked: Any) -> None:
    office, entries = worked
    told = {entry["set"] for entry in entries if entry["told"] == "done"}
    doubts = sum(entry["told"] == "doubt" for entry in entries)
    with office.database.reading() as connection:
        found = set(connection.execute(text("SELECT id FROM change_set WHERE desk LIKE 'Desk %'")).scalars())
    assert len(told) == sum(entry["told"] == "done" for entry in entries)
    assert told <= found
    assert len(found - told) <= doubts


def test_no_update_was_lost(worked: Any) -> None:
    office, entries = worked
    done = Counter(entry["deed"] for entry in entries if entry["told"] == "done")
    changed = Counter(entry["member"] for entry in entries if entry["deed"] == "change" and entry["told"] == "done")
    doubts = sum(entry["told"] == "doubt" for entry in entries)
    counted = int(office.read(lambda reader: reader.setting("x.counter", 0)))
    assert 0 <= counted - done["count"] <= doubts
    with office.database.reading() as connection:
        versions = {
            row.id: row.version
            for row in connection.execute(text("SELECT id, version FROM member ORDER BY id LIMIT 5"))
        }
    for member, version in versions.items():
        assert 0 <= version - 1 - changed[member] <= doubts


def test_every_conflict_was_told_with_both_values(worked: Any) -> None:
    _office, entries = worked
    conflicts = [entry for entry in entries if entry["told"] == "conflict"]
    assert conflicts and all(entry["whole"] for entry in conflicts)
    assert {entry["deed"] for entry in conflicts} == {"change"}


def test_every_trouble_was_a_sentence_of_ours(worked: Any) -> None:
    _office, entries = worked
    for entry in entries:
        if "why" in entry:
            assert entry["why"].rstrip().endswith(".") and "psycopg" not in entry["why"], entry


def test_the_office_is_whole(worked: Any) -> None:
    office, _entries = worked
    assert [fault for part in check_office(office, features()) for fault in part.faults] == []
    office.close()
