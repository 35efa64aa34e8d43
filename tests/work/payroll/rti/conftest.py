"""HMRC's schemas and rules, an IRmark worked out without our code, and the demo office's last run."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from lxml import etree

from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import RunView, latest_run

_ENVELOPE = "http://www.govtalk.gov.uk/CM/envelope"
_SIGNATURE = """<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"
 targetNamespace="http://www.w3.org/2000/09/xmldsig#"><xsd:element name="Signature" type="xsd:anyType"/></xsd:schema>"""


@dataclass(frozen=True)
class Hmrc:
    """What HMRC would check a message with."""

    schemas: dict[str, Any]
    envelope: Any
    rules: Any

    def faults(self, xml: bytes) -> list[str]:
        """Everything wrong with a message: envelope, schema and, for an FPS, the business rules."""
        message = etree.fromstring(xml)
        inner = message.find(".//{*}IRenvelope")
        kind = etree.QName(inner[-1]).localname
        schema = self.schemas[kind]
        self.envelope.validate(message)
        schema.validate(etree.fromstring(etree.tostring(inner)))
        found = [str(error) for log in (self.envelope, schema) for error in log.error_log]
        if kind == "FullPaymentSubmission":
            found += [error.findtext("{*}Text") for error in self.rules(message).getroot().iter("{*}Error")]
        return found


@pytest.fixture(scope="session")
def hmrc(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Hmrc:
    """The schemas of 2026-27; the signature schema that the envelope imports from the web is put beside it."""
    folder = shared / "hmrc-rti" / "2026-27"
    local = tmp_path_factory.mktemp("envelope")
    (local / "xmldsig.xsd").write_text(_SIGNATURE)
    text = (folder / "envelope-v2-0-HMRC.xsd").read_text(encoding="utf-8")
    (local / "envelope.xsd").write_text(
        re.sub(r'schemaLocation="http[^"]*"', 'schemaLocation="xmldsig.xsd"', text), encoding="utf-8"
    )
    schemas = {
        kind: etree.XMLSchema(etree.parse(folder / f"{kind}-2027-v1-0.xsd"))
        for kind in ("FullPaymentSubmission", "EmployerPaymentSummary")
    }
    rules = etree.XSLT(etree.parse(folder / "FullPaymentSubmission-2027-derived-from-2026.xslt"))
    return Hmrc(schemas, etree.XMLSchema(etree.parse(local / "envelope.xsd")), rules)


@dataclass(frozen=True)
class Marks:
    """IRmarks without our code: worked out by the standard library alone, and as it stands in a message."""

    @staticmethod
    def by_hand(xml: bytes) -> bytes:
        """The 20 bytes of the mark, for messages with default namespaces only."""
        found = re.search(r"<Body>.*</Body>", xml.decode("utf-8"), re.DOTALL)
        assert found
        body = re.sub(r"<IRmark [^>]*>[^<]*</IRmark>", "", found[0])
        body = body.replace("<Body>", f'<Body xmlns="{_ENVELOPE}">', 1)
        return hashlib.sha1(ElementTree.canonicalize(body).encode("utf-8")).digest()

    @staticmethod
    def carried(xml: bytes) -> bytes:
        """The mark that stands in a message."""
        return base64.b64decode(etree.fromstring(xml).findtext(".//{*}IRmark"))


@pytest.fixture(scope="session")
def marks() -> Marks:
    """The independent IRmark."""
    return Marks()


@pytest.fixture
def run(living: Office) -> RunView:
    """The demo office's latest finished run."""
    return living.read(latest_run)
