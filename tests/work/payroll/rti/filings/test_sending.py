"""The whole way with an engine on this computer: sent, asked after, and kept, whatever happens."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.work.payroll.rti.filings.actions import prepare_fps
from carecoop_desktop.work.payroll.rti.filings.queries import filing, filing_xml, objections
from carecoop_desktop.work.payroll.rti.filings.sending import send
from carecoop_desktop.work.payroll.rti.transport import Https
from tests.work.payroll.crew import Crew
from tests.work.payroll.rti.engine_server import engine_server

REFUSAL = """<Error><RaisedBy>ChRIS</RaisedBy><Number>7829</Number><Type>business</Type><Text>An address, please.</Text>
<Location>/hd:GovTalkMessage[1]/hd:Body[1]/fps:IRenvelope[1]/fps:FullPaymentSubmission[1]/fps:Employee[2]/fps:Employment
</Location></Error>"""


def test_a_file_is_sent_as_it_was_made_and_accepted(crew: Crew, run: int, hmrc: Any) -> None:
    waited: list[float] = []
    number = crew.office.do(prepare_fps, run).value
    with engine_server("acknowledge", "acknowledge", "accept") as engine:
        kept = send(crew.office, number, Https(), engine.url, "s3cret", waited.append)
    assert kept.state == "accepted" and "Thank you" in kept.words and waited == [1, 1]
    arrived = etree.tostring(engine.asked[0])
    body = crew.office.read(filing_xml, number).split(b"<Body>")[1]
    assert body in arrived and hmrc.faults(arrived) == []
    assert [message.findtext(".//{*}Function") for message in engine.asked] == ["submit", "submit", "submit", "delete"]
    address = crew.office.database.address
    if address.path:
        with sqlite3.connect(address.path) as connection:
            assert not any("s3cret" in line for line in connection.iterdump())


def test_what_hmrc_refuses_stands_with_the_person(crew: Crew, run: int) -> None:
    number = crew.office.do(prepare_fps, run).value
    with engine_server("acknowledge", "refuse", errors=REFUSAL) as engine:
        kept = send(crew.office, number, Https(), engine.url, "s3cret", lambda _: None)
    (told,) = crew.office.read(objections, number)
    assert (kept.state, told.name, told.number) == ("refused", "Bea Ward", "7829")


def test_after_a_lost_answer_the_same_file_is_sent_again(crew: Crew, run: int) -> None:
    number = crew.office.do(prepare_fps, run).value
    with engine_server("drop", "acknowledge", "garbage", "accept") as engine:
        with pytest.raises(Fault, match="no answer"):
            send(crew.office, number, Https(), engine.url, "x", lambda _: None)
        assert crew.office.read(filing, number).state == "lost"
        with pytest.raises(Fault):
            send(crew.office, number, Https(), engine.url, "x", lambda _: None)
        assert crew.office.read(filing, number).state == "waiting"
        assert send(crew.office, number, Https(), engine.url, "x", lambda _: None).state == "accepted"


def test_where_nobody_is_reached_nothing_is_sent(crew: Crew, run: int) -> None:
    number = crew.office.do(prepare_fps, run).value
    with pytest.raises(Fault, match="Nothing was sent"):
        send(crew.office, number, Https(), "http://127.0.0.1:9/", "x", lambda _: None)
    assert crew.office.read(filing, number).state == "made"


def test_a_slow_hmrc_is_asked_again_another_time(crew: Crew, run: int) -> None:
    waited: list[float] = []
    number = crew.office.do(prepare_fps, run, None, "", True).value
    with engine_server("acknowledge") as engine:
        kept = send(crew.office, number, Https(), engine.url, "x", waited.append)
    assert kept.state == "waiting" and len(waited) == 30
    assert engine.asked[0].findtext(".//{*}Class") == "HMRC-PAYE-RTI-FPS-TIL"
    assert engine.asked[5].findtext(".//{*}Class") == "HMRC-PAYE-RTI-FPS-TIL"
