import pytest

from carecoop_desktop.home.bench import listing
from carecoop_desktop.home.bench.listing import PAGE_LIMIT, measure
from carecoop_desktop.platform.database.lists.shape import ListRow

pytestmark = pytest.mark.usefixtures("qapp")


def test_reading_and_painting_are_measured_beside_plain_code(tmp_path, monkeypatch):
    monkeypatch.setattr("carecoop_desktop.home.bench.painting.STEPS", 3)
    rows = measure(tmp_path, lines=3000, times=1)
    assert [row.what for row in rows] == [
        "A page anywhere in 3,000 lines",
        "Filter: lines with a query",
        "Search by part of a name",
        "First paint of the list",
        "A step of scrolling",
    ]
    assert [row.limit for row in rows] == [PAGE_LIMIT] * 3 + [1.4] * 2
    assert all(row.unit == "ms" and row.figure > 0 and row.ratio for row in rows)


def test_answers_that_differ_are_no_measure():
    with pytest.raises(AssertionError, match="differently"):
        listing._same([ListRow(1, (), ())], [(2,)])
