import gc

import pytest

from carecoop_desktop.home.bench.figures import Row, beside, clean_heap, in_turn, least, seconds


def test_a_ratio_says_how_many_times_dearer_the_figure_is():
    row = beside("list", "A page", 3.0, "ms", "raw", 2.0, 2.0)
    assert row.ratio == 1.5
    assert row.within is True
    assert row.sentence() == "A page: 3 ms, raw 2 ms, ratio 1.50 (limit 2: kept)"


def test_where_more_is_better_the_ratio_is_turned_round():
    row = beside("pay", "Calculations", 50_000, "a second", "plain loop", 200_000, 3.78, more_is_better=True)
    assert row.ratio == 4
    assert row.within is False
    assert "MISSED" in row.sentence()
    assert "50,000 a second" in row.sentence()


def test_a_row_without_limit_gives_no_verdict():
    row = Row("run", "The whole run", 1.5, "s")
    assert row.within is None
    assert row.sentence() == "The whole run: 1.5 s"


def test_a_limit_without_reference_is_said_to_be_unmeasured():
    row = Row("papers", "Joining", 1.0, "s", limit=0.25, note="pypdf is not here")
    assert row.within is None
    assert row.sentence() == "Joining: 1 s (limit 0.25: not measured); pypdf is not here"


def test_nothing_to_divide_by_gives_no_ratio():
    assert beside("x", "x", 1.0, "s", "y", 0.0, 1.0).ratio is None


def test_json_holds_every_field_and_the_verdict():
    found = beside("list", "A page", 5.0, "ms", "raw", 2.0, 2.0, note="on a slow disk").as_json()
    assert found == {
        "measure": "list", "what": "A page", "figure": 5.0, "unit": "ms", "against": "raw", "reference": 2.0,
        "ratio": 2.5, "limit": 2.0, "note": "on a slow disk", "within": False,
    }  # fmt: skip


def test_least_calls_so_many_times_and_is_a_time():
    calls = []
    assert least(lambda: calls.append(1), 4) >= 0
    assert len(calls) == 4
    assert seconds(lambda: calls.append(1)) >= 0


def test_in_turn_takes_both_alternately():
    order: list[str] = []
    in_turn(lambda: order.append("own"), lambda: order.append("plain"), 3)
    assert order == ["own", "plain"] * 3


def test_the_collector_gets_everything_back_even_after_trouble():
    was_on = gc.isenabled()
    with pytest.raises(KeyError), clean_heap():
        assert gc.get_freeze_count() > 0
        raise KeyError
    assert gc.get_freeze_count() == 0
    assert gc.isenabled() == was_on
