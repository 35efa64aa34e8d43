"""Text of every kind: names, notes, choices, addresses; spaces and forms brought in order, words left alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from carecoop_desktop.platform.database.lists.folding import fold
from carecoop_desktop.platform.office.importing.cells import Cell, cell_text, short_text
from carecoop_desktop.platform.office.importing.escaping import unescape_text
from carecoop_desktop.platform.office.importing.values.unreadable import Unreadable

MAX_NAME = 200
MAX_TEXT = 10_000
_POSTCODE = re.compile(
    r"(GIR|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-Z]|[A-HK-Y][0-9][A-Z]))([0-9][A-Z]{2})"
)
_UNSEEN = dict.fromkeys((0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))
"""Signs without a shape that come along in copying; some of them turn the words around them."""
_BEHIND_NAMES = frozenset({"jr", "sr", "junior", "senior", "ii", "iii", "obe", "mbe", "cbe", "phd", "rn"})
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,}")


def text(cell: Cell) -> str:
    """Words as they stand, the spaces at their ends taken off; a formula is words like any other."""
    found = unicodedata.normalize("NFC", unescape_text(cell_text(cell)))
    if len(found) > MAX_TEXT:
        raise Unreadable("too long", f"at most {MAX_TEXT:,} characters")
    return found


def person_name(cell: Cell) -> str:
    """A name with single spaces, accents and capitals left as they are; ``Okafor, Ada`` is turned to Ada Okafor."""
    found = _first_name_first(" ".join(unicodedata.normalize("NFC", cell_text(cell)).translate(_UNSEEN).split()))
    bad = any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in found)
    if bad or not any(letter.isalpha() for letter in found) or len(found) > MAX_NAME or found[0] in "=+@":
        raise Unreadable("not a name", "the person's full name")
    return found


def _first_name_first(name: str) -> str:
    """Payslips and HMRC's returns take the last word for the surname."""
    last, comma, first = (part.strip() for part in name.partition(","))
    letters = any(letter.isalpha() for letter in last) and any(letter.isalpha() for letter in first)
    behind = first.lower().strip(".") in _BEHIND_NAMES or "," in first
    return f"{first} {last}" if comma and letters and not behind else name


def match_key(name: str) -> str:
    """What two spellings of one name have in common: no case, accents, stops or doubled spaces, first name first."""
    last, comma, first = name.partition(",")
    turned = f"{first} {last}" if comma and first.strip() and "," not in first else name
    return " ".join(re.sub(r"[.,'\-]", lambda mark: "" if mark[0] == "'" else " ", fold(turned)).split())


def reference(cell: Cell) -> str:
    """An office's own number of a person or paper, zeros in front kept."""
    found = short_text(cell)
    if len(found) > 40:
        raise Unreadable("too long for a number", "at most 40 characters")
    return found


def postcode(cell: Cell) -> str:
    """A UK postcode in capitals with its one space: ``ch42 9ne`` -> ``CH42 9NE``."""
    found = _POSTCODE.fullmatch(re.sub(r"\s", "", short_text(cell)).upper())
    if not found:
        raise Unreadable("not a UK postcode", "a postcode such as CH1 4BJ")
    return f"{found[1]} {found[2]}"


def phone(cell: Cell) -> str:
    """A telephone number as people write it; the zero that a workbook drops is put back."""
    raw = f"0{cell}" if isinstance(cell, int) and len(str(cell)) == 10 else short_text(cell)
    figures = re.sub(r"[\s().\-]", "", raw)
    if not re.fullmatch(r"0[0-9]{9,10}|(?:\+|00)[1-9][0-9]{7,14}", figures.replace("(0)", "")):
        raise Unreadable("not a telephone number", "a number such as 01244 555123 or +44 7700 900123")
    return raw


def email(cell: Cell) -> str:
    """An e-mail address, its domain in small letters."""
    found = re.sub(r"^mailto:", "", short_text(cell), flags=re.IGNORECASE)
    if not _EMAIL.fullmatch(found) or ".." in found or len(found) > 254:
        raise Unreadable("not an e-mail address", "an address such as ann@example.org")
    name, _, domain = found.rpartition("@")
    return f"{name}@{domain.lower()}"


def choice(kinds: Mapping[str, tuple[str, ...]], why: str, accepted: str) -> Callable[[Cell], str]:
    """A parser of a few words: each kind with the spellings that mean it, compared without case, stops and spaces."""
    spellings = {_bare(word): kind for kind, words in kinds.items() for word in (kind, *words)}

    def chosen(cell: Cell) -> str:
        found = spellings.get(_bare(short_text(cell)))
        if found is None:
            raise Unreadable(why, accepted)
        return found

    return chosen


def _bare(word: str) -> str:
    return "".join(letter for letter in fold(word) if letter.isalnum())
