from carecoop_desktop.home.bench.growing import LIMIT, Grown, measure, rows


def test_each_size_is_held_against_the_one_before(tmp_path):
    found = measure(tmp_path, sizes=(2, 4), papers_up_to=2)
    assert [row.what for row in found] == ["Working out and writing a run at 4 PAs", "Issuing and posting at 4 PAs"]
    assert all(row.unit == "ms a PA" and row.limit == LIMIT and row.ratio for row in found)
    assert all(row.against == "at 2 PAs" for row in found)


def test_papers_are_compared_where_both_sizes_made_them():
    found = list(rows(Grown(100, 2.0, 1.0, 20.0), Grown(1000, 1.0, 3.0, 22.0)))
    assert [row.ratio for row in found] == [0.5, 3.0, 1.1]
    assert [row.within for row in found] == [True, False, True]


def test_papers_left_out_give_no_row():
    assert len(list(rows(Grown(100, 2.0, 1.0, 20.0), Grown(1000, 1.0, 3.0, None)))) == 2
