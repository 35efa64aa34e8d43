"""Text folded for finding and sorting: no case, no accents, no doubled spaces."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ĸ": "k",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
    }
    | dict.fromkeys(map(chr, (0, *range(0xD800, 0xE000))), "")
)
"""Nothing is found by a zero byte or by half a symbol, and no database may be asked for one."""


def fold(text: str) -> str:
    """Lower-case text without accents, for matching and sorting names: ``  Renée  ŁUKASZ`` -> ``renee lukasz``.

    Folding what is folded changes nothing. ``ß`` becomes ``ss`` and curly apostrophes and dashes become plain ones.
    """
    if text.isascii():
        return " ".join(text.lower().replace("`", "'").replace("\0", "").split())
    plain = _without_marks(text.translate(_LETTERS).casefold())
    return " ".join(_without_marks(plain.translate(_LETTERS).casefold().translate(_LETTERS)).split())


def _without_marks(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
