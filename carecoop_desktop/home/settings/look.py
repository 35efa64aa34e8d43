"""Under which keys a person's colours and text size are remembered."""

from __future__ import annotations

MODE = "look.mode"
TEXT = "look.text"
