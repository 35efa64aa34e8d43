"""Fields as plain descriptions: what a form asks for, in which words, and how an answer is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Kind = Literal["text", "multiline", "choice", "date", "money", "hours", "number", "check", "time", "person", "heading"]
Choices = Sequence[tuple[Any, str]]
Find = Callable[[str], Choices]


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form. ``key`` names its value and the issues that belong to it."""

    key: str
    label: str
    kind: Kind = "text"
    value: Any = None
    required: bool = False
    hint: str = ""
    why_not: str = ""
    """Why the field cannot be changed; empty when it can."""
    choices: Choices = ()
    find: Find | None = None
    secret: bool = False
    lines: int = 3
    width: int = 0
    """Width in characters; 0 takes the kind's own."""

    def holding(self, value: Any) -> Field:
        """The same field with another value at first."""
        return replace(self, value=value)


def text(key: str, label: str, value: str = "", **more: Any) -> Field:
    """One line of text."""
    return Field(key, label, "text", value, **more)


def multiline(key: str, label: str, value: str = "", **more: Any) -> Field:
    """Several lines of text."""
    return Field(key, label, "multiline", value, **more)


def choice(key: str, label: str, choices: Choices, value: Any = None, **more: Any) -> Field:
    """One of a few: ``choices`` are (value, words). Without a value and not required, nothing is chosen at first."""
    return Field(key, label, "choice", value, choices=choices, **more)


def date_(key: str, label: str, value: Any = None, **more: Any) -> Field:
    """A date, or None when left empty. + and - move a day, t is today."""
    return Field(key, label, "date", value, **more)


def time_(key: str, label: str, value: Any = None, **more: Any) -> Field:
    """A clock time, or None when left empty."""
    return Field(key, label, "time", value, **more)


def money(key: str, label: str, value: int | None = None, **more: Any) -> Field:
    """Pounds and pence as integer pence, or None."""
    return Field(key, label, "money", value, **more)


def hours(key: str, label: str, value: int | None = None, **more: Any) -> Field:
    """A length of work as integer minutes, or None."""
    return Field(key, label, "hours", value, **more)


def number(key: str, label: str, value: int | None = None, **more: Any) -> Field:
    """A whole number, or None."""
    return Field(key, label, "number", value, **more)


def check(key: str, label: str, value: bool = False, **more: Any) -> Field:
    """A box to tick."""
    return Field(key, label, "check", value, **more)


def person(key: str, label: str, find: Find, value: tuple[Any, str] | None = None, **more: Any) -> Field:
    """Somebody found by typing: ``find(text)`` gives (id, name) pairs; the value is the id, or None.

    ``value`` at first is the (id, name) pair of who stands there now.
    """
    return Field(key, label, "person", value, find=find, **more)


def heading(words: str) -> Field:
    """A heading between fields."""
    return Field(f"heading:{words}", words, "heading")
