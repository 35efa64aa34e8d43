"""The conversation with HMRC's transaction engine: submit, poll until it answers, delete; and what its answers say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.work.payroll.rti.envelope import grow
from carecoop_desktop.work.payroll.rti.irmark import ENVELOPE
from carecoop_desktop.work.payroll.rti.transport import NoAnswer, Transport, trusted

WAITING, ACCEPTED, REFUSED = "waiting", "accepted", "refused"
_CORRELATION = re.compile(r"[0-9A-Fa-f]{1,32}")
_PLACE = re.compile(r"Employee(?:\[(\d+)\])?/")
_SHORTEST, _LONGEST, _USUAL = 1, 600, 10
_IN_THE_BODY = "3001"
"""HMRC's number for "see the errors in the body"."""
_GONE = "2000"
"""HMRC's number for a correlation ID that it does not know (any more)."""
_LATER = ("1000", "2005", "3000")
"""HMRC's numbers for an engine that is out of order just now."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One error of HMRC's: its number, its words, where it stands, and the how-manieth person it is about (0: none)."""

    number: str
    kind: str
    text: str
    location: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What HMRC says: waiting, accepted or refused. ``again_after`` is in seconds, ``mark`` the IRmark of a receipt."""

    state: str
    correlation: str = ""
    endpoint: str = ""
    again_after: int = _USUAL
    words: str = ""
    complaints: tuple[Complaint, ...] = ()
    mark: str = ""
    xml: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that HMRC has: what it must be asked about it by."""

    message_class: str
    correlation: str
    endpoint: str


def submit(transport: Transport, url: str, xml: bytes, password: str) -> Answer:
    """Hand a message in. The password is put in here, and nowhere else."""
    answer = read_answer(transport.post(url, _with_password(xml, password)))
    if answer.state == WAITING and not (answer.correlation and trusted(answer.endpoint, url)):
        raise NoAnswer("HMRC's acknowledgement names no place to ask at that can be trusted.")
    return answer


def poll(transport: Transport, sent: Sent) -> Answer:
    """Ask what became of a message."""
    answer = read_answer(transport.post(sent.endpoint, _request(sent, "poll", "submit"), again=True))
    if answer.correlation and answer.correlation != sent.correlation:
        raise NoAnswer("HMRC answered about another file.", "Ask again later.")
    if answer.state == WAITING and not trusted(answer.endpoint, sent.endpoint):
        return Answer(WAITING, sent.correlation, sent.endpoint, answer.again_after, answer.words, xml=answer.xml)
    return answer


def delete(transport: Transport, url: str, sent: Sent) -> bool:
    """Tell HMRC that its answer was read and may go. Nothing depends on it: False where that failed."""
    try:
        transport.post(url, _request(sent, "request", "delete"), again=True)
    except Fault:
        return False
    return True


def message_class(xml: bytes) -> str:
    """The class that stands in a message."""
    return str(_parsed(xml).findtext("{*}Header/{*}MessageDetails/{*}Class") or "")


def read_answer(xml: bytes) -> Answer:
    """Take an answer of the engine apart. NoAnswer for what is none."""
    message = _parsed(xml)
    details = message.find("{*}Header/{*}MessageDetails")
    if details is None or etree.QName(message).localname != "GovTalkMessage":
        raise NoAnswer("What came back is no answer of HMRC's.", "Ask again later.")
    said = xml.decode("utf-8", "replace")
    correlation = (details.findtext("{*}CorrelationID") or "").strip()
    if correlation and not _CORRELATION.fullmatch(correlation):
        raise NoAnswer("HMRC's answer has no proper number.", "Ask again later.")
    endpoint, after = _where_and_when(details)
    qualifier = (details.findtext("{*}Qualifier") or "").strip().lower()
    if qualifier == "acknowledgement":
        return Answer(WAITING, correlation, endpoint, after, "HMRC has the file and is looking at it.", xml=said)
    if qualifier == "response":
        return Answer(ACCEPTED, correlation, endpoint, after, _receipt(message), mark=_mark(message), xml=said)
    if qualifier == "error":
        return _error(message, correlation, endpoint, after, said)
    raise NoAnswer("What came back is no answer of HMRC's.", "Ask again later.")


def _where_and_when(details: Any) -> tuple[str, int]:
    """The address to ask at next, and after how many seconds."""
    place = details.find("{*}ResponseEndPoint")
    if place is None:
        return "", _seconds(None)
    return (place.text or "").strip(), _seconds(place.get("PollInterval"))


def _error(message: Any, correlation: str, endpoint: str, after: int, said: str) -> Answer:
    found = [_complaint(one) for one in message.iter("{*}Error")]
    if not found:
        raise NoAnswer("HMRC refused without saying why.", "Ask again later.")
    if all(one.number in _LATER for one in found):
        raise NoAnswer("HMRC's computer is out of order just now.", "Try later.")
    if any(one.number == _GONE for one in found):
        raise NoAnswer("HMRC has no answer to this file any more.", "See in HMRC online whether it arrived.")
    told = [one for one in found if one.number != _IN_THE_BODY] or found
    return Answer(REFUSED, correlation, endpoint, after, told[0].text, tuple(told), xml=said)


def _complaint(error: Any) -> Complaint:
    location = (error.findtext("{*}Location") or "").strip()
    place = _PLACE.search(f"{location}/".replace("fps:", ""))
    return Complaint(
        (error.findtext("{*}Number") or "").strip(),
        (error.findtext("{*}Type") or "").strip(),
        " ".join(" ".join(part.text.split()) for part in error.iterfind("{*}Text") if part.text),
        location,
        int(place[1] or 1) if place else 0,
    )


def _receipt(message: Any) -> str:
    words = [" ".join((one.text or "").split()) for one in message.iterfind("{*}Body//{*}Message")]
    return " ".join(word for word in words if word) or "HMRC has accepted the file."


def _mark(message: Any) -> str:
    return str(message.findtext("{*}Body//{*}IRmarkReceipt//{*}DigestValue") or "").strip()


def _seconds(text: str | None) -> int:
    """How long to wait, within reason whatever the answer says."""
    wanted = int(text) if text and text.isascii() and text.isdigit() else _USUAL
    return min(max(wanted, _SHORTEST), _LONGEST)


def _parsed(xml: bytes) -> Any:
    """An answer as XML; nothing outside it is fetched or expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise NoAnswer("What came back is no answer of HMRC's.", "Ask again later.") from trouble


def _with_password(xml: bytes, password: str) -> bytes:
    """The message with the password in its header; the body, and so its mark, stays as it is."""
    message = _parsed(xml)
    value = message.find("{*}Header/{*}SenderDetails/{*}IDAuthentication/{*}Authentication/{*}Value")
    value.text = password
    made: bytes = etree.tostring(message, xml_declaration=True, encoding="UTF-8")
    return made


def _request(sent: Sent, qualifier: str, function: str) -> bytes:
    nothing: Any = None
    message = etree.Element(etree.QName(ENVELOPE, "GovTalkMessage"), nsmap={nothing: ENVELOPE})
    grow(message, "EnvelopeVersion", "2.0")
    details = grow(grow(message, "Header"), "MessageDetails")
    grow(details, "Class", sent.message_class)
    grow(details, "Qualifier", qualifier)
    grow(details, "Function", function)
    grow(details, "CorrelationID", sent.correlation)
    grow(details, "Transformation", "XML")
    grow(grow(message, "GovTalkDetails"), "Keys")
    grow(message, "Body")
    made: bytes = etree.tostring(message, xml_declaration=True, encoding="UTF-8")
    return made
