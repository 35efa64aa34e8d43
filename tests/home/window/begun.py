"""What a test of the start is given: a function that starts the program on a place."""

from __future__ import annotations

from collections.abc import Callable

from carecoop_desktop.home.window.starting import Starter

Begin = Callable[[str | None], Starter]
