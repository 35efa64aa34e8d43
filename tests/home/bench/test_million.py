import sqlite3
from contextlib import closing

from carecoop_desktop.home.bench.million import office_of_lines


def test_as_many_lines_as_asked_all_over_the_years_with_their_indexes(tmp_path):
    place = tmp_path / "lines.carecoop"
    office_of_lines(place, 900, assistants=4)
    with closing(sqlite3.connect(place)) as connection:
        lines, days, people = connection.execute(
            "SELECT count(*), count(DISTINCT day), count(DISTINCT assistant_id) FROM timesheet_line"
        ).fetchone()
        assert lines == 900 + 4 * 25
        assert days > 300
        assert people == 4
        assert connection.execute("PRAGMA foreign_key_check(timesheet_line)").fetchall() == []
        indexes = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'timesheet_line'"
        ).fetchone()[0]
        assert indexes >= 5
        assert connection.execute("SELECT count(*) FROM timesheet_line WHERE state = 'queried'").fetchone()[0] == 1
