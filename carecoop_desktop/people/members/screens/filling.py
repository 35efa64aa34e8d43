"""A form to fill in, as a plain description: its words, its fields and the deed that it ends in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from carecoop_desktop.platform.desktop.forms import Field
from carecoop_desktop.platform.office.actions import Action


@dataclass(frozen=True, slots=True)
class Deed:
    """An action with what it is given."""

    action: Action[..., Any]
    args: tuple[Any, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filling:
    """A form: ``deed`` names the button, ``submit`` turns what was filled in into the deed.

    ``submit`` is given the values and the version of the record; with ``only_changed`` the values that differ from
    what the form opened with. ``fresh`` reads the record's version again after a conflict.
    """

    title: str
    deed: str
    fields: tuple[Field, ...]
    submit: Callable[[dict[str, Any], int | None], Deed]
    version: int | None = None
    only_changed: bool = False
    fresh: Callable[[], int] | None = None
    note: str = ""

    @property
    def opening(self) -> dict[str, Any]:
        """The values that the form opens with."""
        return {each.key: each.value for each in self.fields if each.kind != "heading"}

    def given(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What of the values goes into the deed."""
        if not self.only_changed:
            return dict(values)
        opening = self.opening
        return {key: value for key, value in values.items() if _plain(value) != _plain(opening.get(key))}


def _plain(value: Any) -> Any:
    """An empty text and nothing are the same answer."""
    return None if value == "" else value
