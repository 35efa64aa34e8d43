"""What the screens of accounts say and ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from carecoop_desktop.money.ledger.actions import correct_entry, pay_out, receive_money
from carecoop_desktop.money.ledger.queries import AccountLine, Proof, Series, Standing
from carecoop_desktop.money.ledger.screens import account_form as form

TODAY = date(2026, 11, 30)
JAMES = Standing(1, "James Hollis", 483_796, 61_240, 8)
LINE = AccountLine(9, 1, 4, date(2026, 11, 2), "direct-payment", "BACS 4711", 3, "Wirral", 0, 5_000, 5_000,
                   "receipt", None, False)  # fmt: skip
SERIES = Series((date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)), (100_000, 80_000), (75_000,), 40_000, 1, 2)
PROVED = Proof(90_000, 100_000, 0, 10_000, 0)


def test_the_account_in_a_line() -> None:
    assert form.account_words(JAMES) == "Account · £4,837.96 · 7.9 weeks’ cover"
    assert form.state_tag(JAMES).text == "Active"
    assert form.month_words(date(2025, 12, 1)) == "Dec 2025"


def test_the_chart_in_words() -> None:
    words = form.chart_words(SERIES)
    assert words.startswith("From Dec 2025 the account went from £1,000.00 to £800.00.")
    assert "£750.00 at the end of Feb 2026" in words
    assert "contingency is £400.00" in words


def test_the_line_under_the_title() -> None:
    low = replace(JAMES, balance=100)
    assert form.context_words([JAMES, low], PROVED) == (
        "2 accounts · £900.00 held for members · 1 under four weeks’ cover"
    )
    assert form.context_words([], PROVED).endswith("held for members")


@pytest.mark.parametrize(
    ("proof", "word", "said"),
    [
        (PROVED, "Proved", "£900.00 held for members."),
        (replace(PROVED, from_office=500, members=90_500), "Proved", "£5.00 to come from the co-op"),
        (replace(PROVED, from_office=-500, members=89_500), "Proved", "£5.00 of fees for the co-op to draw"),
        (replace(PROVED, advance=700), "Advance needed", "put in £7.00"),
        (replace(PROVED, bank=100_001), "+£0.01 out", "£1,000.01 in the clients’ bank account"),
    ],
)
def test_the_proof(proof: Proof, word: str, said: str) -> None:
    assert form.proof_tag(proof).text == word
    assert said in form.proof_words(proof)


def test_lines_the_newest_first() -> None:
    wages = replace(LINE, heading="wages", text="Pay run, month 8: Marek 3.00 h", source="pay_run", pence=-300)
    rows = form.line_rows([LINE, wages])
    assert rows == [
        ["2 Nov 2026", "Wages of PAs · month 8: Marek 3.00 h", -300, 5_000],
        ["2 Nov 2026", "BACS 4711", 5_000, 5_000],
    ]
    assert form.line_words(replace(LINE, corrected=True)) == "BACS 4711 (taken back)"
    assert form.line_words(replace(LINE, minutes=90)) == "BACS 4711 · 1.50 h"


def test_why_a_line_cannot_be_corrected() -> None:
    assert form.why_not_correct(LINE) == ""
    assert "Choose a line" in form.why_not_correct(None)
    assert "next pay run" in form.why_not_correct(replace(LINE, source="pay_run"))
    assert "itself a correction" in form.why_not_correct(replace(LINE, corrects=2))
    assert "already" in form.why_not_correct(replace(LINE, corrected=True))


def test_receiving_fills_the_action() -> None:
    filling = form.receiving([(1, "James")], [(3, "Wirral")], 1, TODAY)
    values = {"member_id": 1, "heading": "contribution", "funder_id": 0, "pence": 5, "day": TODAY, "text": ""}
    deed = filling.submit(values, None)
    assert deed.action is receive_money
    assert deed.inputs["funder_id"] is None
    assert filling.opening["funder_id"] == 3
    assert filling.opening["member_id"] == 1


def test_paying_and_correcting() -> None:
    values = {"member_id": 1, "heading": "invoice", "pence": 5, "day": TODAY, "text": ""}
    assert form.paying([(1, "James")], 1, TODAY).submit(values, None).action is pay_out
    taking = form.correcting(LINE)
    assert taking.title == "Take back “BACS 4711” of 2 Nov 2026"
    deed = taking.submit({"reason": "Twice"}, None)
    assert deed.action is correct_entry
    assert deed.args == (4, "Twice")
