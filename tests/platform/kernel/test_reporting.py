"""What a report of a bug holds: kinds of error and places, no word and no value."""

from __future__ import annotations

from carecoop_desktop.platform.kernel.money import share_out
from carecoop_desktop.platform.kernel.reporting import kinds_and_places


def test_kinds_and_our_own_places_are_told_and_words_are_not() -> None:
    try:
        try:
            share_out(1, [])
        except ValueError as first:
            raise KeyError("Myfanwy Llewellyn") from first
    except KeyError as error:
        told = kinds_and_places(error)
    assert told[:3] == ["", "Error: builtins.KeyError", "  (outside the program)"]
    assert told[4] == "Led to by: builtins.ValueError" and told[-1].startswith("  platform/kernel/money.py:")
    assert told[-1].endswith(" share_out") and "Myfanwy" not in "".join(told)
