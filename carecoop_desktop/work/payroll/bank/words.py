"""Names and references in the letters that a bank takes: written plainly, or not at all; never marked or escaped."""

from __future__ import annotations

import re
from collections.abc import Callable

from carecoop_desktop.work.payroll.rti.names import plain

BACS = r"[A-Z0-9.&/ -]"
_STARTS = "=+-@&./|% \t"
"""What a payee's name never begins with: a spreadsheet program would take it for a formula."""


class Unwritable(ValueError):
    """Words with letters that the bank does not take and that have no plain form."""


def bank_words(text: str, letters: str = BACS, width: int = 18, encoding: str = "ascii") -> str:
    """``text`` in the bank's letters (a pattern for one of them, and the file's encoding), cut to ``width``.

    Accents are written plainly (``Żak`` as ``Zak``), signs that the bank does not take are left out. Unwritable where a
    letter has no plain form, or nothing is left: then the payment must not go out under another name.
    """
    pattern = re.compile(letters)

    def takes(letter: str) -> bool:
        return bool(pattern.fullmatch(letter)) and letter.isprintable() and _encodes(letter, encoding)

    made = "".join(_written(each, takes) for each in " ".join(text.split()))
    words = " ".join(made.split()).lstrip(_STARTS)[:width].rstrip()
    if not words:
        raise Unwritable(text)
    return words


def _encodes(letter: str, encoding: str) -> bool:
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _written(letter: str, takes: Callable[[str], bool]) -> str:
    for form in (letter, plain(letter), plain(letter).upper()):
        if form and all(takes(each) for each in form):
            return form
    if letter.isalnum():
        raise Unwritable(letter)
    return ""
