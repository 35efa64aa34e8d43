import sys

import pytest

from carecoop_desktop.home.bench.starting import FILLED, FIRST_PAINT, MEMORY, Start, measure, rows, start
from carecoop_desktop.platform.kernel.errors import Fault


def test_the_shortest_starts_are_held_beside_each_other():
    bare = [Start({"painted": 0.5}, 60 * 2**20), Start({"painted": 0.4}, 50 * 2**20)]
    own = [Start({"painted": 0.5, "filled": 1.6, "read": 2.0}, 120 * 2**20),
           Start({"painted": 0.6, "filled": 1.2, "read": 2.4}, 100 * 2**20)]  # fmt: skip
    first, filled, read, memory = rows(bare, own)
    assert (first.figure, first.reference, first.ratio, first.limit) == (0.5, 0.4, 1.25, FIRST_PAINT)
    assert (filled.figure, filled.ratio, filled.limit) == (1.2, 3.0, FILLED)
    assert (read.figure, read.ratio, read.limit) == (2.0, 5.0, None)
    assert (memory.figure, memory.ratio, memory.limit, memory.unit) == (100.0, 2.0, MEMORY, "MB")


def test_where_the_system_does_not_tell_memory_there_is_no_row_of_it():
    assert len(rows([Start({"painted": 1.0})], [Start({"painted": 1.0, "filled": 2.0, "read": 2.0})])) == 3


def test_the_program_really_starts_and_fills_today(tmp_path):
    found = measure(tmp_path, size="small", runs=1, idle=0.0)
    assert [row.what for row in found][:2] == ["Start to first painted window", "Start to Today filled"]
    assert all(row.figure > 0 and row.ratio for row in found)
    assert found[2].figure >= found[1].figure  # Today stood there before the office was open
    assert (tmp_path / "config").is_dir()  # the program's own files stayed in the folder


def test_a_program_that_never_paints_is_told(tmp_path):
    with pytest.raises(Fault, match="did not open"):
        start([sys.executable, "-c", "print('nothing')"], tmp_path)
