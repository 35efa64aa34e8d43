"""Requests are values: each change gives a new one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from carecoop_desktop.platform.database.lists.shape import (
    USUAL_WIDTH,
    Filtered,
    Heading,
    Kind,
    ListRequest,
    ListShape,
    Sort,
)


def test_figures_stand_on_the_right_and_words_on_the_left() -> None:
    assert [kind for kind in Kind if kind.right_aligned] == [Kind.MONEY, Kind.HOURS, Kind.NUMBER, Kind.TENTHS]


def test_every_kind_has_a_usual_width_and_a_long_label_widens_it() -> None:
    assert set(USUAL_WIDTH) == set(Kind)
    assert Heading("a", "Pay", Kind.MONEY).characters == 12
    assert Heading("a", "Pay", Kind.MONEY, width=30).characters == 30
    assert Heading("a", "National insurance number").characters == 28


def test_a_filter_is_added_once_and_taken_away_by_its_key() -> None:
    request = ListRequest().filtered("draft").filtered("member", 7).filtered("draft")
    assert request.filters == (Filtered("member", 7), Filtered("draft"))
    assert request.without("member").filters == (Filtered("draft"),)


def test_order_and_text_are_replaced_and_the_rest_stays() -> None:
    request = ListRequest().filtered("draft").sorted_by(Sort("day")).searched("  ann   smith ")
    assert request == ListRequest((Sort("day"),), (Filtered("draft"),), "ann smith")
    assert request.sorted_by().sort == ()


def test_equal_requests_are_one_key() -> None:
    assert len({ListRequest().searched("a"), ListRequest().searched(" a "), ListRequest().filtered("a")}) == 2


def test_a_column_is_found_by_its_key() -> None:
    shape = ListShape("l", "L", (Heading("a", "A"), Heading("b", "B")))
    assert shape.position("b") == 1
    with pytest.raises(KeyError):
        shape.position("c")


def test_a_screen_can_know_shapes_without_loading_sqlalchemy() -> None:
    code = (
        "import sys; import carecoop_desktop.platform.database.lists.shape; "
        "import carecoop_desktop.platform.database.lists.folding; print('sqlalchemy' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
