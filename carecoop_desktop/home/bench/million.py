"""An office with as many timesheet lines as one likes, written in one statement."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from carecoop_desktop.home.bench.pay_office import pay_office

_FILL = """
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < :lines)
INSERT INTO timesheet_line (version, assistant_id, member_id, day, kind, start, finish, break_minutes, minutes, nights,
    miles, expenses, state, pay_period_id)
SELECT 1, 1 + n * 7919 % :assistants, 1 + n * 104729 % :members, date('2021-01-01', (n * 6151 % 2150) || ' days'),
    CASE n % 9 WHEN 0 THEN 'waking-night' ELSE 'standard' END, '09:00:00.000000', '15:30:00.000000', 30, 360, 0, 0, 0,
    CASE n % 500 WHEN 0 THEN 'queried' WHEN 1 THEN 'draft' ELSE 'approved' END, NULL
FROM counted
"""


def office_of_lines(place: Path, lines: int, assistants: int = 200) -> None:
    """Make the office at a new place. Its lines have no history: it is only read."""
    pay_office(place, assistants)[0].close()
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN")
        indexes = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'timesheet_line' AND sql NOT NULL"
        ).fetchall()
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        (members,) = connection.execute("SELECT count(*) FROM member").fetchone()
        connection.execute(_FILL, {"lines": lines, "assistants": assistants, "members": members})
        for _, statement in indexes:
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
