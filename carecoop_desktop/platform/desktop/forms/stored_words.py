"""A stored value in the words that the form itself uses for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from carecoop_desktop.platform.desktop.forms.fields import Field
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.money import format_hours, format_money

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN: dict[str, Callable[[int], str]] = {"money": format_money, "hours": format_hours}


def stored_words(field: Field | None, value: Any) -> str:
    """What a conflict shows of a value as JSON holds it: a date as people write it, a choice in its words.

    Without a field (the form does not ask for it) a value speaks for itself.
    """
    if value in (None, ""):
        return "–"
    if field is not None and field.choices:
        return next((words for code, words in field.choices if code == value), str(value))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if field is not None and field.kind in _WRITTEN:
        return _WRITTEN[field.kind](value)
    if field is not None and field.kind == "time":
        return str(value)[:5]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return format_date(date.fromisoformat(value))
    return str(value)
