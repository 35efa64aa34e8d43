"""Finds the record that a row is about, by numbers that are sure and by a name where no number says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

Key = tuple[object, ...]
"""A kind of key first (``"ni"``, ``"person"``), then what has to be equal."""

Keys = Callable[[Mapping[str, object]], tuple[Key, ...]]
Payload = TypeVar("Payload")


class Register(Generic[Payload]):
    """Records by their keys.

    A sure key finds its record whatever else differs. A weak key (name and birth date) finds one only where row and
    record do not each carry a sure key of the same kind: those would have found each other.
    """

    def __init__(self, sure: Keys, weak: Keys) -> None:
        self._sure = sure
        self._weak = weak
        self._by_key: dict[Key, list[int]] = {}
        self._entries: list[tuple[Payload, frozenset[object]]] = []

    def add(self, values: Mapping[str, object], payload: Payload) -> None:
        """Remember a record under all its keys."""
        sure = self._sure(values)
        self._entries.append((payload, frozenset(key[0] for key in sure)))
        for key in (*sure, *self._weak(values)):
            self._by_key.setdefault(key, []).append(len(self._entries) - 1)

    def find(self, values: Mapping[str, object]) -> tuple[Payload, ...]:
        """Every record that the values may be about, in the order added; more than one means a contradiction."""
        sure = self._sure(values)
        if hits := self._hits(sure):
            return tuple(self._entries[index][0] for index in hits)
        kinds = {key[0] for key in sure}
        return tuple(
            self._entries[index][0] for index in self._hits(self._weak(values)) if not kinds & self._entries[index][1]
        )

    def namesakes(self, values: Mapping[str, object]) -> tuple[Payload, ...]:
        """The records that a weak key finds, whatever the sure ones say."""
        return tuple(self._entries[index][0] for index in self._hits(self._weak(values)))

    def _hits(self, keys: Iterable[Key]) -> list[int]:
        return sorted({index for key in keys for index in self._by_key.get(key, ())})


def no_keys(_values: Mapping[str, object]) -> tuple[Key, ...]:
    """For records that have no weak key."""
    return ()
