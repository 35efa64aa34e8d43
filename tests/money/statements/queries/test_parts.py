"""The parts that statements are put together from."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import correct_entry, receive_money
from carecoop_desktop.money.statements.queries import parts
from carecoop_desktop.people.members.actions import record_information_need
from carecoop_desktop.people.members.entries import NewNeed

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_people_with_their_needs(office, two) -> None:
    office.do(record_information_need, NewNeed(two.ann, "easy-read", "short sentences"))
    office.do(record_information_need, NewNeed(two.james, "none"))
    ann, james = office.read(parts.people)
    assert (ann.called, ann.needs, ann.large_print) == ("Ann", ("Easy Read, short sentences",), False)
    assert james.needs == ()


def test_agreements_on_a_day(office, two) -> None:
    found = office.read(parts.agreements, LAST)
    assert [(line.scheme, line.net) for line in found[two.ann]] == [("DP", 40_000), ("PHB", 10_000)]
    assert found[two.james][0].net == 48_000
    assert office.read(parts.agreements, date(2026, 3, 31)) == {}


def test_receipts_count_what_was_taken_back(office, two) -> None:
    wrong = office.do(receive_money, two.ann, two.council, "direct-payment", 500, FIRST).value
    office.do(receive_money, two.ann, two.council, "direct-payment", 700, FIRST)
    office.do(correct_entry, wrong, "Twice")
    came = office.read(parts.receipts, FIRST, LAST)[two.ann, two.council, "direct-payment"]
    assert (came.first, came.received, came.so_far) == (FIRST, 700, 700)


def test_contributions_since_the_agreement(office, two) -> None:
    for day in (date(2026, 3, 1), date(2026, 4, 6)):
        office.do(receive_money, two.james, None, "contribution", 800, day)
    found = office.read(parts.contributions_since, LAST, {two.james: date(2026, 4, 1)})
    assert found == {two.james: [(date(2026, 4, 6), 800)]}


def test_hours_of_the_demo_by_assistant(demo_office) -> None:
    sheets = demo_office.read(parts.sheets, FIRST, LAST)
    hours = demo_office.read(parts.hours, FIRST, LAST, sheets)
    for member, lines in hours.items():
        worked = sum(minutes for minutes, _nights in sheets[member].worked.values()) if member in sheets else 0
        assert sum(line.worked for line in lines) == worked
        assert list(lines) == sorted(lines, key=lambda line: -max(line.worked, line.planned))


def test_lines_that_are_not_signed(demo_office) -> None:
    sheets = demo_office.read(parts.sheets, FIRST, LAST)
    assert all(sheet.unsigned >= 0 and sheet.queried >= 0 for sheet in sheets.values())
    assert demo_office.read(parts.sheets, date(2020, 1, 1), date(2020, 1, 31)) == {}


def test_accruing_pay_and_service_of_the_demo(demo_office) -> None:
    pay = demo_office.read(parts.accruing_pay, date(2026, 4, 6), LAST)
    assert all(pence > 0 for pence in pay.values())
    assert all(count > 0 for count in demo_office.read(parts.long_serving, LAST).values())
    assert demo_office.read(parts.long_serving, date(2015, 1, 1)) == {}
    assert set(demo_office.read(parts.issued_for, FIRST, LAST))
