"""The sheet's arithmetic."""

from __future__ import annotations

import pytest

from carecoop_desktop.platform.paper.page import A4, BODY_SIZE, LARGE_PRINT, MM, Page


def test_a4_is_a4() -> None:
    assert (round(A4.width / MM), round(A4.height / MM)) == (210, 297)


def test_the_inner_area_is_what_the_margins_leave() -> None:
    page = Page(width=300, height=500, side=20, top=40, bottom=60)
    assert (page.inner_width, page.inner_height) == (260, 400)


def test_landscape_turns_the_sheet_and_keeps_its_margins() -> None:
    turned = A4.landscape()
    assert (turned.width, turned.height) == (A4.height, A4.width)
    assert (turned.side, turned.top, turned.body) == (A4.side, A4.top, A4.body)


def test_an_ordinary_sheet_is_not_large() -> None:
    assert A4.scale == 1
    assert not A4.large


def test_large_print_has_the_sizes_that_large_print_promises() -> None:
    assert LARGE_PRINT.large
    assert 16 <= LARGE_PRINT.smallest <= LARGE_PRINT.body <= 18
    assert LARGE_PRINT.scale == pytest.approx(LARGE_PRINT.body / BODY_SIZE)
