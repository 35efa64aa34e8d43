"""Statements are issued once, and stand."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from carecoop_desktop.money.ledger.actions import receive_money
from carecoop_desktop.money.statements.actions import content_of, issue_statements
from carecoop_desktop.money.statements.queries import statement
from carecoop_desktop.money.statements.tables import StatementRow
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office.actions import Action
from carecoop_desktop.platform.office.permissions import EVERYBODY, Role
from carecoop_desktop.platform.office.work import Work

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def _rows(office) -> list[tuple[int, int]]:
    with office.database.reading() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT member_id, closing FROM statement ORDER BY id"))]


def test_everybody_gets_one(office, two) -> None:
    office.do(receive_money, two.ann, None, "contribution", 700, FIRST)
    done = office.do(issue_statements, FIRST, LAST)
    assert done.value == [two.ann, two.james]
    assert done.sentence == "Issued 2 statements of November 2026"
    assert _rows(office) == [(two.ann, 700), (two.james, 0)]
    with pytest.raises(Refusal, match="issued already"):
        office.do(issue_statements, FIRST, LAST)


def test_only_what_says_something_else_is_issued_anew(office, two) -> None:
    office.do(issue_statements, FIRST, LAST)
    office.do(receive_money, two.james, None, "contribution", 900, LAST)
    assert office.do(issue_statements, FIRST, LAST).value == [two.james]
    assert _rows(office) == [(two.ann, 0), (two.james, 0), (two.james, 900)]


def test_an_issued_statement_stands(office, two) -> None:
    office.do(issue_statements, FIRST, LAST)

    def alter(work: Work) -> None:
        work.change(work.all(StatementRow)[0], closing=5)

    with pytest.raises(Refusal, match="has been issued and cannot be altered"):
        office.do(Action("x", "X", issue_statements.permission, False, alter))


def test_the_content_is_what_the_statement_says(office, two) -> None:
    office.do(receive_money, two.ann, two.council, "direct-payment", 700, FIRST)
    said = content_of(office.read(statement, two.ann, FIRST, LAST))
    assert said["closing"] == 700
    assert said["transactions"][0]["day"] == "2026-11-01"
    assert "made_on" not in said
    assert "issued" not in said


def test_refused_while_the_books_are_wrong(office, two) -> None:
    office.do(receive_money, two.ann, None, "contribution", 700, FIRST)
    with office.database.writing() as connection:
        connection.execute(text("UPDATE posting SET pence = pence + 1 WHERE pence > 0"))
    with pytest.raises(Refusal, match="accounts do not balance"):
        office.do(issue_statements, FIRST, LAST)


def test_days_and_permission(office, two, as_role) -> None:
    with pytest.raises(Invalid):
        office.do(issue_statements, LAST, FIRST)
    assert Role.PAYROLL in EVERYBODY
    with pytest.raises(NotAllowed):
        as_role(Role.PAYROLL).do(issue_statements, FIRST, LAST)
