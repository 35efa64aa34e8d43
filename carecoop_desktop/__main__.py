"""The window: ``carecoop-desktop [OFFICE]``, or ``python -m carecoop_desktop``."""

from __future__ import annotations

import sys

from carecoop_desktop.home.window.proving import asked, prove
from carecoop_desktop.home.window.running import run


def main() -> int:
    """Show the window on the office named, the last one used, or the first-run page. Returns Qt's exit status."""
    proof = asked(sys.argv[1:])
    return run() if proof is None else prove(*proof)


if __name__ == "__main__":
    sys.exit(main())
