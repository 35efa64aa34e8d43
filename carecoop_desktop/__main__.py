"""The window: paints first, then opens the office. ``carecoop-desktop [OFFICE]``, or ``python -m carecoop_desktop``."""

from __future__ import annotations

import sys


def main() -> int:
    """Show the window on the office named, the last one used, or the first-run page. Returns Qt's exit status."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from carecoop_desktop.app import features
    from carecoop_desktop.home.window.rail import rail_sections
    from carecoop_desktop.platform.desktop.shell import Shell

    app = QApplication(sys.argv[:1])
    app.setApplicationName("CareCoop")
    shell = Shell("CareCoop", rail_sections(features()))
    shell.show()
    named = sys.argv[1] if len(sys.argv) > 1 else None

    def begin() -> None:
        from carecoop_desktop.home.window.starting import Starter

        shell.starter = Starter(shell, named)  # type: ignore[attr-defined] - lives as long as the window
        shell.starter.begin()  # type: ignore[attr-defined]

    QTimer.singleShot(0, begin)
    return int(app.exec())


if __name__ == "__main__":
    sys.exit(main())
