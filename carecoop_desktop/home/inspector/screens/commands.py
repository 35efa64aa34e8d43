"""What Ctrl+K offers about an inspector's visit."""

from __future__ import annotations

from carecoop_desktop.platform.desktop.desk import Desk


def open_room(desk: Desk) -> None:
    """Ask who comes, and hand the window over."""
    desk.window.inspect()
