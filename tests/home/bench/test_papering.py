from carecoop_desktop.home.bench import papering
from carecoop_desktop.home.bench.papering import measure


def test_single_many_and_joined_papers_are_measured(tmp_path):
    rows = measure(tmp_path, papers=3, single=2, times=1)
    assert [row.unit for row in rows] == ["ms", "s", "s"]
    assert [row.limit for row in rows][::2] == [papering.CANVAS, papering.JOINING]
    assert all(row.measure == "papers" and row.figure > 0 and row.ratio for row in rows)
    assert len(list((tmp_path / "slips").glob("*.pdf"))) == 3


def test_without_pypdf_joining_is_still_measured(tmp_path, monkeypatch):
    measure(tmp_path, papers=2, single=1, times=1)
    monkeypatch.setattr(papering, "find_spec", lambda _: None)
    (row,) = papering._joined(sorted((tmp_path / "slips").glob("*.pdf")), tmp_path)
    assert row.ratio is None
    assert "pypdf is not installed" in row.sentence()
