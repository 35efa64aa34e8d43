import pytest

from carecoop_desktop.home import bench
from carecoop_desktop.home.bench import calculating, measures
from carecoop_desktop.home.bench.measures import MEASURES, chosen, run_measures
from carecoop_desktop.platform.kernel.errors import Refusal


def test_nothing_chosen_means_every_measure_in_order():
    assert chosen("") == list(MEASURES)


def test_words_choose_measures_by_part_of_their_name():
    assert chosen("pay") == ["pay-calculations", "pay-run"]
    assert chosen("list, growth") == ["list", "growth"]


def test_an_unknown_measure_is_refused_with_the_names_there_are():
    with pytest.raises(Refusal, match="no measure called speed") as refused:
        chosen("speed")
    assert "papers" in refused.value.remedy


def test_every_measure_is_a_function_that_is_there():
    for name in MEASURES:
        assert callable(measures._measure(name))


def test_rows_are_said_as_they_come_and_returned(monkeypatch):
    whole = calculating.measure
    monkeypatch.setattr(calculating, "measure", lambda folder: whole(folder, count=40, times=1))
    said: list[str] = []
    rows = run_measures("calculations", said.append)
    assert [row.measure for row in rows] == ["pay-calculations"]
    assert said[0] == "pay-calculations ..."
    assert said[1].strip() == rows[0].sentence()


def test_the_package_hands_the_choice_on(monkeypatch):
    whole = calculating.measure
    monkeypatch.setattr(calculating, "measure", lambda folder: whole(folder, count=10, times=1))
    assert [row.as_json()["unit"] for row in bench.measure_all("calculations")] == ["a second"]


def test_each_measure_has_an_empty_folder_that_is_gone_afterwards(monkeypatch):
    seen = []

    def look(folder):
        seen.append((folder, list(folder.iterdir())))
        return []

    monkeypatch.setattr(calculating, "measure", look)
    run_measures("calculations", lambda _: None)
    assert seen[0][1] == []
    assert not seen[0][0].exists()
