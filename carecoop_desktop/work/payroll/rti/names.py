"""Names and addresses in the few letters that HMRC's schemas allow."""

from __future__ import annotations

import re
import unicodedata

LINE_LENGTH = 35
MOST_LINES = 4
# Letters that Unicode does not take apart into a plain letter and a mark, and typographic signs.
_PLAIN = str.maketrans(
    {
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ẞ": "Ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ħ": "h", "Ħ": "H", "ı": "i", "ə": "e",
        "Ə": "E", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "“": '"',
        "”": '"', "\u00a0": " ", "\t": " ",
    }
)  # fmt: skip
WORKPLACE = re.compile(
    r"[A-Z]([0-9]|[0-9]{2}|([A-HJ-Y][0-9]{1,2})|([0-9][A-Z])|([A-HJ-Y][0-9]?[A-Z])) [0-9][ABD-HJLNP-UW-Z]{2}"
)
"""A workplace's postcode as HMRC takes it."""
_NAME = re.compile(r"[^A-Za-z \-']")
_ADDRESS = re.compile(r"[^A-Za-z0-9 .,\-()/=!\"%&*;<>'+:?]")


def plain(text: str) -> str:
    """Accents taken off and letters spelled out: ``Łukasz Ó Briain`` -> ``Lukasz O Briain``."""
    taken_apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def plain_name(text: str) -> str:
    """A name of letters, spaces, hyphens and apostrophes that begins with a letter; empty where nothing is left."""
    return _cut(_NAME.sub("", plain(text)).lstrip(" -'"))


def plain_line(text: str) -> str:
    """A line of an address that begins with a letter or digit; empty where nothing is left."""
    return _cut(re.sub(r"^[^A-Za-z0-9]+", "", _ADDRESS.sub("", plain(text))))


def _cut(text: str) -> str:
    return " ".join(text.split())[:LINE_LENGTH].rstrip()


def split_name(name: str) -> tuple[tuple[str, ...], str]:
    """Up to two forenames and the surname; particles written small belong to the surname (``Ana de la Cruz``)."""
    words = [word for word in (plain_name(part) for part in name.split()) if word]
    if not words:
        return (), ""
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return tuple(words[:start][:2]), " ".join(words[start:])[:LINE_LENGTH].rstrip()


def address_lines(text: str) -> tuple[str, ...]:
    """An address written with commas or on lines of its own, as up to four lines; what is too much joins the last."""
    parts = [line for line in (plain_line(part) for part in re.split(r"[,\n\r]+", text)) if line]
    if len(parts) > MOST_LINES:
        parts = [*parts[: MOST_LINES - 1], plain_line(", ".join(parts[MOST_LINES - 1 :]))]
    return tuple(parts)


def postcode(text: str) -> str:
    """A postcode in capitals with one space before its last three characters; empty stays empty."""
    bare = re.sub(r"[^A-Z0-9]", "", plain(text).upper())[:9]
    return f"{bare[:-3]} {bare[-3:]}" if len(bare) > 3 else bare
