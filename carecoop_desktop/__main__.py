"""The window: paints first, then opens the office. ``carecoop-desktop [OFFICE]``, or ``python -m carecoop_desktop``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any


def main(arguments: Sequence[str] | None = None, painted: Callable[[Any], object] = lambda _: None) -> int:
    """Show the window on the office named, the last one used, or the first-run page. Returns Qt's exit status.

    ``painted`` is given the window as soon as it has been painted, before the office is opened.
    """
    from PySide6.QtWidgets import QApplication

    from carecoop_desktop.app import features
    from carecoop_desktop.home.window.rail import rail_sections
    from carecoop_desktop.platform.desktop.first_paint import after_first_paint
    from carecoop_desktop.platform.desktop.shell import Shell

    arguments = sys.argv if arguments is None else arguments
    app = QApplication(list(arguments[:1]))
    app.setApplicationName("CareCoop")
    shell = Shell("CareCoop", rail_sections(features()))
    named = arguments[1] if len(arguments) > 1 else None

    def begin() -> None:
        painted(shell)
        from carecoop_desktop.home.window.starting import Starter

        shell.starter = Starter(shell, named)  # type: ignore[attr-defined]  # lives as long as the window
        shell.starter.begin()  # type: ignore[attr-defined]

    after_first_paint(shell, begin)
    shell.show()
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main())
