"""File names for papers: made of words, safe on every disk."""

from __future__ import annotations

import re

from carecoop_desktop.platform.database.lists.folding import fold


def file_name(*parts: str) -> str:
    """Words as a file's name without its ending: accents folded, everything else to hyphens."""
    return "-".join(re.sub(r"[^a-z0-9]+", "-", fold(part)).strip("-") for part in parts if part)
