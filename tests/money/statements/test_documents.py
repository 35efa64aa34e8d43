"""The paper and the CSV say what the query says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from carecoop_desktop.money.statements.documents import (
    CSV_HEADINGS,
    statement_document,
    statement_rows,
    whole_pounds,
)
from carecoop_desktop.money.statements.queries import SurplusTest, statements
from carecoop_desktop.platform.kernel.money import format_money, plain_money
from carecoop_desktop.platform.paper.page import A4, LARGE_PRINT
from carecoop_desktop.platform.paper.write import write_pdf

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture(scope="module")
def made(demo_office):
    """The demo's November statements."""
    return demo_office.read(statements, FIRST, LAST)


def _words(document) -> str:
    return repr(document.blocks)


def test_the_paper_names_every_figure(made) -> None:
    for each in made:
        words = _words(statement_document(each))
        for figure in (each.opening, each.coming, each.going, each.closing):
            assert format_money(figure) in words
        assert all(need in words for need in each.needs_you)
        assert all(line.assistant in words for line in each.hours)


def test_every_statement_is_written_and_is_not_long(made, tmp_path) -> None:
    for each in made:
        written = write_pdf(statement_document(each), tmp_path / f"{each.number}.pdf")
        assert 1 <= written.pages <= (6 if each.large_print else 2)
        assert written.substituted == ()
    with pikepdf.open(written.path) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"Statement {made[-1].name} November 2026"


def test_large_print_for_those_who_need_it(made) -> None:
    each = replace(made[0], large_print=False, information_needs=("Audio",))
    assert statement_document(each).page == A4
    assert statement_document(each, large_print=True).page == LARGE_PRINT
    asked = replace(each, large_print=True, information_needs=("Large print, 18 point",))
    assert statement_document(asked).page == LARGE_PRINT
    assert "Large print, 18 point" in _words(statement_document(asked))


def test_large_print_is_written_too(made, tmp_path) -> None:
    assert write_pdf(statement_document(made[0], large_print=True), tmp_path / "large.pdf").pages >= 2


def test_how_to_complain_and_whether_it_is_issued(made) -> None:
    assert "Ombudsman" in _words(statement_document(made[0]))
    assert "Issued on 30 Nov 2026 by" in _words(statement_document(made[0]))
    assert "A draft of 30 Nov 2026, not issued yet." in _words(statement_document(replace(made[0], issued=None)))


def test_what_may_be_asked_back(made) -> None:
    test = SurplusTest("Wirral", 8, 400_000, 462_000, 62_000, ())
    words = _words(statement_document(replace(made[0], surplus=(test,))))
    assert "What your council may ask back: £620.00." in words
    nothing = replace(test, surplus=0)
    assert "Nothing can be asked back." in _words(statement_document(replace(made[0], surplus=(nothing,))))


def test_a_practice_office_says_so(made) -> None:
    assert statement_document(made[0]).practice
    assert not statement_document(replace(made[0], practice=False)).practice


def test_the_csv_adds_up(made) -> None:
    for each in made:
        rows = statement_rows(each)
        assert {len(row) for row in rows} == {len(CSV_HEADINGS)}
        assert rows[0][-1] == plain_money(each.opening)
        assert rows[-1][-1] == plain_money(each.closing)
        assert len(rows) == len(each.transactions) + 2


def test_pounds_on_the_axis() -> None:
    assert whole_pounds(1_234_567) == "£12,345"
    assert whole_pounds(-50_000) == "-£500"
