"""The conversation with an engine on this computer: the usual way, and every way it can go wrong."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.engine import (
    ACCEPTED,
    REFUSED,
    WAITING,
    Sent,
    delete,
    message_class,
    poll,
    read_answer,
    submit,
)
from carecoop_desktop.work.payroll.rti.envelope import close_message, open_message
from carecoop_desktop.work.payroll.rti.irmark import irmark
from carecoop_desktop.work.payroll.rti.transport import Https, NoAnswer
from tests.work.payroll.rti.engine_server import engine_server

EMPLOYER = Employer("Dee Valley", "120", "A1B2C3", "120PA00012345", sender_id="DEE120", vendor_id="4321")
ERROR = """<Error><RaisedBy>ChRIS</RaisedBy><Number>7823</Number><Type>business</Type><Text>Two lines, please.</Text>
<Location>/hd:GovTalkMessage[1]/hd:Body[1]/fps:IRenvelope[1]/fps:FullPaymentSubmission[1]/fps:Employee[2]/fps:{}
</Location></Error>"""


def made() -> bytes:
    message, _ = open_message("EmployerPaymentSummary", "EPS", EMPLOYER, "2026-27")
    return close_message(message, (), EMPLOYER).xml


def test_a_file_is_handed_in_asked_after_accepted_and_deleted(hmrc: Any) -> None:
    with engine_server("acknowledge", "acknowledge", "accept") as engine:
        xml, transport = made(), Https()
        first = submit(transport, engine.url + "submission", xml, "s3cret & <tight>")
        sent = Sent(message_class(xml), first.correlation, first.endpoint)
        assert (first.state, first.again_after) == (WAITING, 1)
        assert poll(transport, sent).state == WAITING
        last = poll(transport, sent)
        assert last.state == ACCEPTED and "Thank you" in last.words
        assert last.mark == etree.fromstring(xml).findtext(".//{*}IRmark")
        assert delete(transport, engine.url + "submission", sent)
    handed_in, asked, _, removed = engine.asked
    hmrc.envelope.assertValid(handed_in)
    assert handed_in.findtext(".//{*}Authentication/{*}Value") == "s3cret & <tight>"
    assert irmark(handed_in).base64 == last.mark
    for message, qualifier, function in ((asked, "poll", "submit"), (removed, "request", "delete")):
        hmrc.envelope.assertValid(message)
        said = [message.findtext(f".//{{*}}{name}") for name in ("Class", "Qualifier", "Function", "CorrelationID")]
        assert said == ["HMRC-PAYE-RTI-EPS", qualifier, function, "0A1B2C3D"]
        assert b"s3cret" not in etree.tostring(message)


def test_errors_name_the_person_by_their_place() -> None:
    with engine_server(
        "refuse", errors=ERROR.format("EmployeeDetails") + ERROR.replace("[2]", "").format("x")
    ) as engine:
        answer = submit(Https(), engine.url, made(), "x")
    assert answer.state == REFUSED and answer.words == "Two lines, please."
    assert [(one.number, one.place) for one in answer.complaints] == [("7823", 2), ("7823", 1)]


def test_a_wrong_password_is_a_refusal_about_nobody() -> None:
    with engine_server("login") as engine:
        answer = submit(Https(), engine.url, made(), "wrong")
    (told,) = answer.complaints
    assert (answer.state, told.number, told.place, told.text) == (REFUSED, "1046", 0, "Authentication Failure.")


@pytest.mark.parametrize("word", ["garbage", "order", "gone", "away", "busy", "drop"])
def test_what_is_no_answer_is_never_taken_for_one_and_nothing_is_sent_twice(word: str) -> None:
    with engine_server(word) as engine, pytest.raises(NoAnswer):
        submit(Https(), engine.url, made(), "x")
    assert len(engine.asked) == 1


def test_asking_is_tried_again_after_a_dropped_connection() -> None:
    with engine_server("drop", "busy", "accept") as engine:
        answer = poll(Https(), Sent("HMRC-PAYE-RTI-EPS", "0A1B2C3D", engine.url))
    assert answer.state == ACCEPTED and len(engine.asked) == 3


def test_an_answer_about_another_file_is_none() -> None:
    with engine_server("other") as engine, pytest.raises(NoAnswer, match="another file"):
        poll(Https(), Sent("HMRC-PAYE-RTI-EPS", "0A1B2C3D", engine.url))


def test_an_address_elsewhere_is_never_asked() -> None:
    with engine_server("away") as engine:
        sent = Sent("HMRC-PAYE-RTI-EPS", "0A1B2C3D", engine.url)
        assert poll(Https(), sent).endpoint == engine.url


def test_a_failed_deletion_harms_nothing() -> None:
    assert not delete(Https(tries=1), "http://127.0.0.1:9/", Sent("x", "0A", "http://127.0.0.1:9/"))


@pytest.mark.parametrize(
    "xml",
    [
        b"",
        b"\xff\xfe",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><GovTalkMessage>&b;</GovTalkMessage>',
        b"<GovTalkMessage><Header><MessageDetails><Qualifier>maybe</Qualifier></MessageDetails></Header></GovTalkMessage>",
        b"<GovTalkMessage><Header><MessageDetails><Qualifier>error</Qualifier></MessageDetails></Header></GovTalkMessage>",
        b"<GovTalkMessage><Header><MessageDetails><CorrelationID>../x</CorrelationID></MessageDetails></Header>"
        b"</GovTalkMessage>",
    ],
)
def test_garbage_is_refused(xml: bytes) -> None:
    with pytest.raises(NoAnswer):
        read_answer(xml)
