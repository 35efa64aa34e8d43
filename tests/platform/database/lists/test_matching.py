"""The text of a filter box becomes a condition, or none."""

from __future__ import annotations

from dataclasses import replace

from carecoop_desktop.platform.database.lists.definition import RecordList
from carecoop_desktop.platform.database.lists.matching import matches


def test_no_word_is_no_condition(visit_list: RecordList) -> None:
    assert matches(visit_list, "  ", "sqlite") is None


def test_every_word_must_be_somewhere(visit_list: RecordList) -> None:
    sql = str(matches(visit_list, "Ren ok", "sqlite"))
    assert sql.count("visit.state") == 2
    assert sql.count("visit.person_id IN") == 2


def test_each_database_uses_its_own_index(visit_list: RecordList) -> None:
    assert "search_trigram" in str(matches(visit_list, "renee", "sqlite"))
    assert "search_trigram" not in str(matches(visit_list, "renee", "postgresql"))


def test_a_list_that_cannot_be_searched_finds_nothing(visit_list: RecordList) -> None:
    closed = replace(visit_list, search=(), indexed_search=())
    assert not closed.shape.searchable
    assert str(matches(closed, "renee", "sqlite")) == "false"
