"""A person's colours and text size: under which keys they are remembered, and how they are put on."""

from __future__ import annotations

from typing import cast, get_args

from carecoop_desktop.platform.desktop.memory import SessionMemory
from carecoop_desktop.platform.desktop.theme import keeper
from carecoop_desktop.platform.desktop.theme.keeper import TEXT_SIZES, Mode

MODE = "look.mode"
TEXT = "look.text"


def apply_look(memory: SessionMemory) -> None:
    """Put on the colours and the text size that this person chose."""
    mode, text = memory.get(MODE), memory.get(TEXT)
    wanted = cast(Mode, mode) if mode in get_args(Mode) else keeper().mode
    size = text if text in TEXT_SIZES else keeper().text_percent
    if (wanted, size) != (keeper().mode, keeper().text_percent):
        keeper().apply(wanted, size)
