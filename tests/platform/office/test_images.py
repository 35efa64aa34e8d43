import json
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carecoop_desktop.platform.office.images import canonical, image, image_text, image_writer

plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
values = (
    plain_json
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.just(UTC) | st.just(timezone(timedelta(hours=1))))
    | st.binary(max_size=20)
)
rows = st.dictionaries(st.text(min_size=1, max_size=8), values, min_size=2, max_size=8)


class Word(StrEnum):
    SET = "a word"


@given(rows)
def test_the_quick_text_is_the_canonical_one(row):
    assert image_text(row) == canonical(image(row))


@given(rows)
def test_the_writer_of_a_table_gives_the_same_text(row):
    assert image_writer(tuple(row))(list(row.values())) == canonical(image(row))


@given(rows, plain_json)
def test_packed_columns_come_as_text(row, value):
    whole = {**row, "packed column": value}
    stored = [*row.values(), None if value is None else canonical(value)]
    assert image_writer(tuple(whole), ["packed column"])(stored) == canonical(image(whole))


RARE = [Word.SET, 1.5, True, 2**70, "Ŵ \" \\ \n \u2028 %s 😀", time(9, 5), date(2026, 11, 30)]


@pytest.mark.parametrize("value", RARE)
def test_rare_values_take_the_long_way_with_the_same_outcome(value):
    row = {"b": value, "a": None}
    assert image_text(row) == canonical(image(row)) == image_writer(("b", "a"))([value, None])
    assert json.loads(image_text(row)) == image(row)


def test_an_empty_image():
    assert image_text({}) == canonical({}) == "{}"


def test_names_with_percent_signs():
    assert image_writer(("50%", "%s"))([1, "x"]) == '{"%s":"x","50%":1}'


def test_moments_keep_their_zone():
    assert image_text({"at": datetime(2026, 11, 30, 9, tzinfo=UTC)}) == '{"at":"2026-11-30T09:00:00+00:00"}'
