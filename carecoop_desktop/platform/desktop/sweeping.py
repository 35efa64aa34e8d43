"""Garbage is looked for on the window's own thread only.

By itself Python searches on whichever thread happens to make the next object. Where a dropped ring of objects holds a
timer, a model or anything else of Qt's, the thread that reads the database or listens to other desks would delete it
under the window's hands, and the whole program dies.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from carecoop_desktop.platform.kernel.garbage import sweep

SWEEP_MS = 2000


def sweep_here(owner: QObject) -> QTimer:
    """From now on search on this thread, every two seconds, and on no other; as long as ``owner`` lives."""
    gc.disable()
    clock = QTimer(owner)
    clock.setInterval(SWEEP_MS)
    clock.timeout.connect(sweep)
    clock.start()
    return clock
