"""The envelope: order, keys, and what it says while live filing is off."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.envelope import close_message, open_message, short_year

EMPLOYER = Employer("Dee Valley", "120", "A1B2C3", "120PA00012345", sender_id="DEE120")


def made(employer: Employer) -> Any:
    message, _ = open_message("EmployerPaymentSummary", "EPS", employer, "2026-27")
    return etree.fromstring(close_message(message, 0, employer).xml)


def test_keys_stand_in_both_headers_alike(hmrc: Any) -> None:
    message = made(EMPLOYER)
    hmrc.envelope.assertValid(message)
    keys = [(key.get("Type"), key.text) for key in message.iter("{*}Key")]
    assert keys == [("TaxOfficeNumber", "120"), ("TaxOfficeReference", "A1B2C3")] * 2
    assert message.findtext(".//{*}PeriodEnd") == "2027-04-05"


def test_without_a_vendor_id_the_message_is_a_test() -> None:
    message = made(EMPLOYER)
    assert (message.findtext(".//{*}GatewayTest"), message.findtext(".//{*}URI")) == ("1", "0000")
    live = made(Employer("Dee Valley", "120", "A1B2C3", "120PA00012345", vendor_id="4321"))
    assert (live.findtext(".//{*}GatewayTest"), live.findtext(".//{*}URI")) == ("0", "4321")


def test_the_sender_is_named_but_no_password_is_written() -> None:
    message = made(EMPLOYER)
    assert message.findtext(".//{*}SenderID") == "DEE120"
    assert not message.findtext(".//{*}Authentication/{*}Value")


def test_only_years_with_schemas_are_taken() -> None:
    assert (short_year("2025-26"), short_year("2026-27")) == ("25-26", "26-27")
    with pytest.raises(Refusal, match="2024-25"):
        short_year("2024-25")
