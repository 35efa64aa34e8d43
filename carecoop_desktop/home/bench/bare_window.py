"""What a window costs at least: PySide6 with an empty table. Run as a script; imports nothing of ours.

Prints, on a line each, the clock when it had painted and, after standing idle for the seconds named, its memory.
"""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView


class _Watch(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, _painted)
        return False


def _painted() -> None:
    sys.stdout.write(f"painted {time.perf_counter()!r}\n")
    sys.stdout.flush()
    QTimer.singleShot(int(float(sys.argv[1]) * 1000), _rest)


def _rest() -> None:
    sys.stdout.write("idle\n")
    sys.stdout.flush()
    sys.stdin.readline()
    QApplication.quit()


app = QApplication(sys.argv[:1])
window = QMainWindow()
table = QTableView()
model = QStandardItemModel(0, 6)
model.setHorizontalHeaderLabels(["Number", "Name", "Status", "Since", "Hours", "Pay"])
table.setModel(model)
window.setCentralWidget(table)
window.resize(1440, 900)
watch = _Watch()
window.installEventFilter(watch)
window.show()
sys.exit(app.exec())
