"""A form whose deed writes all of a record at once, so that what another desk saved meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field


class Versioned(Protocol):
    """A record as a screen read it."""

    @property
    def version(self) -> int:
        """Goes up with every change."""
        ...


R = TypeVar("R", bound=Versioned)


def changing_whole(
    title: str,
    deed: str,
    record: R,
    fresh: Callable[[], R],
    fields: Callable[[R], tuple[Field, ...]],
    submit: Callable[[dict[str, Any], int | None], Deed],
    **more: Any,
) -> Filling:
    """The form of ``fields(record)``; ``submit`` is given a value for each of them.

    What was not typed here is given as it stands when the form is saved: after a conflict ``fresh`` reads it anew.
    """

    def whole(typed: dict[str, Any], version: int | None) -> Deed:
        stands = record if version == record.version else fresh()
        return submit({**_values(fields(stands)), **typed}, version)

    return Filling(title, deed, fields(record), whole, record.version, True, lambda: fresh().version, **more)


def _values(fields: Sequence[Field]) -> dict[str, Any]:
    """What each field would give if nobody touched it."""
    return {
        each.key: each.value or "" if each.kind in ("text", "multiline") else each.value
        for each in fields
        if each.kind != "heading"
    }
