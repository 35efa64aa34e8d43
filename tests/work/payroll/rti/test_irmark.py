"""The IRmark against HMRC's own messages and against the standard library."""

import base64
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.work.payroll.rti.irmark import irmark, seal

SAMPLES = ("CIS_MonthlyReturn_valid_with_IRmark.xml", "CIS_Verification_valid_with_IRmark.xml")


@pytest.mark.parametrize("name", SAMPLES)
def test_hmrcs_own_messages_carry_the_mark_that_we_work_out(shared: Path, marks: Any, name: str) -> None:
    xml = (shared / "hmrc-rti" / "samples" / name).read_bytes()
    made = irmark(etree.fromstring(xml))
    assert base64.b64decode(made.base64) == marks.carried(xml) == marks.by_hand(xml)
    assert base64.b32decode(made.base32) == marks.carried(xml)
    assert (len(made.base64), len(made.base32)) == (28, 32)


def test_a_changed_penny_changes_the_mark_and_the_old_mark_does_not_count(shared: Path) -> None:
    message = etree.parse(shared / "hmrc-rti" / "samples" / SAMPLES[0]).getroot()
    before = irmark(message)
    message.find(".//{*}IRmark").text = "something else"
    assert irmark(message) == before
    message.find(".//{*}TotalDeducted").text = "450.34"
    assert irmark(message) != before
    sealed = seal(message)
    assert message.findtext(".//{*}IRmark") == sealed.base64 == irmark(message).base64
