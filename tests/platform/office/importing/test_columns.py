"""Headings to fields, by synonyms and by what was remembered."""

from __future__ import annotations

import json

import pytest

from carecoop_desktop.platform.office.importing.cells import SourceRow
from carecoop_desktop.platform.office.importing.columns import heading_key, headings_of, known_keys, map_columns
from carecoop_desktop.platform.office.importing.plan import Field
from carecoop_desktop.platform.office.importing.values import day, text

_FIELDS = (
    Field("name", "Name", text, ("Full name",)),
    Field("born", "Date of birth", day, ("DOB",)),
    Field("note", "Notes", text),
)


@pytest.mark.parametrize("heading", ["D.O.B.", "dob", " DOB ", "D o B", "Dób"])
def test_headings_match_without_stops_case_and_accents(heading: str) -> None:
    assert heading_key(heading) == "dob"


def test_synonyms_find_their_columns_and_the_rest_is_told() -> None:
    columns = map_columns(("Full Name", "D.O.B.", "Shoe size"), _FIELDS)
    assert columns.mapping == {"name": "Full Name", "born": "D.O.B."}
    assert columns.unused == ("Shoe size",)
    assert (columns.position("born"), columns.position("note")) == (1, None)


def test_a_label_wins_over_a_synonym_and_no_column_serves_two_fields() -> None:
    assert map_columns(("Full name", "Name"), _FIELDS).mapping["name"] == "Name"
    twins = (Field("a", "Name", text), Field("b", "Title", text, ("Name",)))
    assert map_columns(("Name",), twins).mapping == {"a": "Name"}


def test_a_remembered_mapping_comes_first_survives_json_and_may_leave_a_column_out() -> None:
    remembered = json.loads(json.dumps({"name": "Who", "born": "no longer there", "note": ""}))
    columns = map_columns(("Name", "WHO", "DOB", "Notes"), _FIELDS, remembered)
    assert columns.mapping == {"name": "WHO", "born": "DOB"}
    assert columns.unused == ("Name", "Notes")


def test_doubled_and_empty_headings_are_told_apart() -> None:
    assert headings_of(SourceRow(1, ("Date", "", "Date", " Name\n of PA"))) == ("Date", "", "Date (2)", "Name of PA")


def test_what_would_be_understood_includes_what_was_remembered() -> None:
    assert {"name", "dob", "who"} <= known_keys(_FIELDS, {"name": "Who", "note": ""})


def test_a_fields_own_name_is_the_last_that_counts() -> None:
    fields = [Field("day", "Date", text, ("Shift date",))]
    assert map_columns(("Day", "Shift date"), fields).mapping == {"day": "Shift date"}
    assert map_columns(("Day", "Hours"), fields).mapping == {"day": "Day"}
