"""The IRmark: HMRC's fingerprint of a message's body, which the message carries and its receipt repeats."""

from __future__ import annotations

import base64
import hashlib
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

ENVELOPE = "http://www.govtalk.gov.uk/CM/envelope"


@dataclass(frozen=True, slots=True)
class IRmark:
    """The same 20 bytes as they stand in the message (base64) and as people compare them (base32)."""

    base64: str
    base32: str


def irmark(message: Any) -> IRmark:
    """The mark of a GovTalk message, an lxml element; a mark that stands in it already does not count."""
    body = deepcopy(message).find(f"{{{ENVELOPE}}}Body")
    for mark in list(body.iter("{*}IRmark")):
        _cut_out(mark)
    digest = hashlib.sha1(etree.tostring(body, method="c14n", with_comments=False), usedforsecurity=False).digest()
    return IRmark(base64.b64encode(digest).decode("ascii"), base64.b32encode(digest).decode("ascii"))


def seal(message: Any) -> IRmark:
    """Write the mark into the message's IRmark element and return it."""
    made = irmark(message)
    message.find(f"{{{ENVELOPE}}}Body").find(".//{*}IRmark").text = made.base64
    return made


def _cut_out(mark: Any) -> None:
    """Remove an element but not the white space after it, which is part of what is marked."""
    parent, before = mark.getparent(), mark.getprevious()
    if mark.tail and before is not None:
        before.tail = (before.tail or "") + mark.tail
    elif mark.tail:
        parent.text = (parent.text or "") + mark.tail
    parent.remove(mark)
