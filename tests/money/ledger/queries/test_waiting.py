"""Today, the badge and the live check on cover."""

from __future__ import annotations

from datetime import date

from carecoop_desktop.money.ledger.actions import charge_fee, receive_money
from carecoop_desktop.money.ledger.listening import charge_accounts
from carecoop_desktop.money.ledger.permissions import POST_MONEY
from carecoop_desktop.money.ledger.queries.waiting import badge, budget_cover, today_items
from carecoop_desktop.platform.office.actions import Action

DAY = date(2026, 11, 2)
CHARGE = Action("ledger.charge", "Charge", POST_MONEY, False, charge_accounts)


def test_nothing_waits_in_an_empty_office(office) -> None:
    assert office.read(today_items) == []
    assert office.read(badge) == 0
    assert office.read(budget_cover).ok


def test_low_accounts_name_the_lowest(office, two) -> None:
    office.do(receive_money, two.james, two.council, "direct-payment", 80_000, DAY)
    office.do(receive_money, two.ann, two.council, "direct-payment", 120_000, DAY)
    (item,) = office.read(today_items)
    assert (item.when, item.what, item.why) == (
        "2 accounts", "Member accounts under 4 weeks’ cover", "Lowest: James Hollis, 1.6 weeks"
    )  # fmt: skip
    assert (item.page, item.record_id, item.button) == ("accounts", two.james, "See accounts")
    assert office.read(badge) == 2
    check = office.read(budget_cover)
    assert (check.met, check.total) == (0, 2)
    assert check.gaps[0] == ("accounts", two.james, "James Hollis", "1.6 weeks’ cover")


def test_an_overdrawn_account_and_pay_to_send(office, two, run_of) -> None:
    office.do(receive_money, two.james, two.council, "direct-payment", 900_000, DAY)
    office.do(charge_fee, two.ann, 500, DAY)
    office.do(CHARGE, run_of)
    items = {item.when: item for item in office.read(today_items)}
    assert items["Overdrawn"].why == "£660.00 for the co-op to put in"
    assert items["1 account"].record_id == two.ann
    assert items["Pay to send"].why == "£900.00 is worked out and not yet paid out"


def test_three_accounts_of_the_demo_are_low(demo_office) -> None:
    assert demo_office.read(badge) == 3
    assert demo_office.read(today_items)[0].when == "3 accounts"
