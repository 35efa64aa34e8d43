import sqlite3
from contextlib import closing

from carecoop_desktop.home.bench.pay_office import pay_office
from carecoop_desktop.home.bench.paying import LIMIT, WRITTEN, RunTimes, _marks, measure, pay, raw_writing


def test_both_rows_are_measured(tmp_path):
    writing, whole = measure(tmp_path, assistants=4, runs=1)
    assert (writing.measure, writing.unit, writing.limit) == ("pay-run", "s", LIMIT)
    assert writing.reference is not None
    assert writing.reference > 0
    assert writing.ratio is not None
    assert writing.note.endswith(" rows")
    assert whole.limit is None
    assert whole.figure >= 0


def test_writing_is_what_working_out_leaves():
    assert round(RunTimes(3.0, 1.0).writing, 6) == 2.0
    assert RunTimes(1.0, 2.0).writing > 0


def test_raw_sqlite_writes_the_very_rows_of_the_run(tmp_path):
    place = tmp_path / "run.carecoop"
    office, period = pay_office(place, 3)
    before = _marks(place)
    pay(office, period)
    office.close()
    assert raw_writing(tmp_path, place, before) > 0
    with closing(sqlite3.connect(place)) as own, closing(sqlite3.connect(tmp_path / "raw.carecoop")) as raw:
        for table in WRITTEN:
            rows = f"SELECT * FROM {table} ORDER BY rowid"
            mine, plain = own.execute(rows).fetchall(), raw.execute(rows).fetchall()
            assert len(mine) == len(plain)
            if table != "payslip":  # the raw writing issues them once more
                assert mine == plain
        assert raw.execute("SELECT count(*) FROM payslip WHERE state = 'issued'").fetchone()[0] == 3
