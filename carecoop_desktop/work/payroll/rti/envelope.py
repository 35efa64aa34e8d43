"""The GovTalk envelope, version 2.0, that every message to HMRC travels in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from carecoop_desktop import __version__
from carecoop_desktop.platform.kernel.dates import tax_year_end
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.irmark import ENVELOPE, IRmark, seal

_NO_VENDOR = "0000"
TEST_IN_LIVE = "-TIL"
"""What the class of a message ends in that HMRC's live service tries and throws away."""
YEARS = ("2025-26", "2026-27")
"""The tax years whose schemas the files follow."""


@dataclass(frozen=True, slots=True)
class RtiFile:
    """A message made: its bytes, the mark that its receipt must repeat, and the people in it (PA and name) in order.

    ``live`` is False while no vendor ID is entered: the message then says of itself that it is a test. ``test`` is a
    test in HMRC's live service, which needs a vendor ID too.
    """

    xml: bytes
    mark: IRmark
    who: tuple[tuple[int, str], ...]
    live: bool
    test: bool = False

    @property
    def people(self) -> int:
        """For how many it reports."""
        return len(self.who)


def grow(parent: Any, name: str, text: str | None = None, **attributes: str) -> Any:
    """Add an element in the parent's namespace."""
    made = etree.SubElement(parent, etree.QName(etree.QName(parent).namespace, name), attributes)
    made.text = text
    return made


def short_year(tax_year: str) -> str:
    """``2026-27`` as HMRC writes it, ``26-27``; Refusal for a year without schemas."""
    if tax_year not in YEARS:
        raise Refusal(f"Files to HMRC for {tax_year} are not supported.", f"Supported are {' and '.join(YEARS)}.")
    return tax_year[2:]


def open_message(kind: str, short: str, employer: Employer, tax_year: str, test: bool = False) -> tuple[Any, Any]:
    """Begin a message: the whole, and the empty element ``kind`` to be filled. ``short`` is FPS or EPS;
    ``test`` marks a test in HMRC's live service."""
    year = short_year(tax_year)
    message = etree.Element(etree.QName(ENVELOPE, "GovTalkMessage"), nsmap=_unprefixed(ENVELOPE))
    grow(message, "EnvelopeVersion", "2.0")
    _header(grow(message, "Header"), f"HMRC-PAYE-RTI-{short}{TEST_IN_LIVE if test else ''}", employer)
    _details(grow(message, "GovTalkDetails"), employer)
    space = f"http://www.govtalk.gov.uk/taxation/PAYE/RTI/{kind}/{year}/1"
    inner = etree.SubElement(grow(message, "Body"), etree.QName(space, "IRenvelope"), nsmap=_unprefixed(space))
    header = grow(inner, "IRheader")
    _keys(header, employer)
    grow(header, "PeriodEnd", tax_year_end(tax_year).isoformat())
    grow(header, "DefaultCurrency", "GBP")
    grow(header, "IRmark", "", Type="generic")
    # For a member who is the employer the office acts as a payroll bureau.
    grow(header, "Sender", "Bureau" if employer.member_id else "Employer")
    return message, grow(inner, kind)


def _unprefixed(space: str) -> Any:
    """A namespace without a prefix; lxml's published types know only prefixed ones."""
    return {None: space}


def close_message(message: Any, who: tuple[tuple[int, str], ...], employer: Employer, test: bool = False) -> RtiFile:
    """Mark the message and write it out."""
    mark = seal(message)
    xml = etree.tostring(message, xml_declaration=True, encoding="UTF-8")
    return RtiFile(xml, mark, who, employer.live, test)


def _header(header: Any, message_class: str, employer: Employer) -> None:
    details = grow(header, "MessageDetails")
    grow(details, "Class", message_class)
    grow(details, "Qualifier", "request")
    grow(details, "Function", "submit")
    grow(details, "CorrelationID")
    grow(details, "Transformation", "XML")
    grow(details, "GatewayTest", "0" if employer.live else "1")
    sender = grow(grow(header, "SenderDetails"), "IDAuthentication")
    grow(sender, "SenderID", employer.sender_id)
    proof = grow(sender, "Authentication")
    grow(proof, "Method", "clear")
    grow(proof, "Role", "principal")
    # The password is put in by whatever sends the message; it is never in a file on disk.
    grow(proof, "Value")


def _details(details: Any, employer: Employer) -> None:
    _keys(details, employer)
    grow(grow(details, "TargetDetails"), "Organisation", "IR")
    channel = grow(grow(details, "ChannelRouting"), "Channel")
    grow(channel, "URI", employer.vendor_id or _NO_VENDOR)
    grow(channel, "Product", "CareCoop")
    grow(channel, "Version", __version__)


def _keys(parent: Any, employer: Employer) -> None:
    keys = grow(parent, "Keys")
    grow(keys, "Key", employer.office_number, Type="TaxOfficeNumber")
    grow(keys, "Key", employer.paye_reference, Type="TaxOfficeReference")
