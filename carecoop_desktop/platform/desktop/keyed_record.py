"""A form whose deed sets what stands under a key that is typed in, such as what counts from a day on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field

Key = tuple[Any, ...]


class _Seen:
    """The last change that a person has seen under each key: as the form was opened, then what each conflict shows."""

    def __init__(self, mark: int) -> None:
        self._mark = self._told = mark
        self._under: dict[Key, int] = {}
        self._asked: Key = ()
        self.met: Key | None = None

    def tell(self, told: int | None) -> None:
        """A number that was not told before comes from a conflict over the key that was asked for last."""
        if told is not None and told != self._told:
            self._told, self.met = told, self._asked
            self._under[self._asked] = told

    def under(self, key: Key) -> int:
        """What the deed on a key may stand on."""
        self._asked = key
        return self._under.get(key, self._mark)


def setting_under(
    title: str,
    deed: str,
    fields: Sequence[Field],
    key: Sequence[str],
    mark: int,
    theirs: Callable[[Key], Mapping[str, Any]],
    submit: Callable[[dict[str, Any], int], Deed],
    **more: Any,
) -> Filling:
    """The form of ``fields``, some of which are the ``key``; ``submit`` is given a value for each of them, and the last
    change that the person has seen.

    ``mark`` is that change as the form is opened: 0 where it does not show what stands. After a conflict ``theirs``
    reads what stands under a key as the form's fields have it; it counts where nothing else was typed or chosen.
    """
    seen = _Seen(mark)
    opening = {each.key: each.value for each in fields if each.kind != "heading"}
    texts = {each.key for each in fields if each.kind in ("text", "multiline")}

    def whole(typed: dict[str, Any], told: int | None) -> Deed:
        seen.tell(told)
        stands = {} if seen.met is None else theirs(seen.met)
        kept = {name: value for name, value in stands.items() if name in opening and name not in key}
        values = {**opening, **kept, **typed}
        values |= {name: values[name] or "" for name in texts}
        return submit(values, seen.under(tuple(values[name] for name in key)))

    return Filling(title, deed, tuple(fields), whole, mark, True, lambda: mark, **more)
