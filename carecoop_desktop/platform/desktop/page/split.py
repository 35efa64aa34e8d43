"""List and detail side by side, with a division that is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from carecoop_desktop.platform.desktop.theme import current


class Memory(Protocol):
    """Where the division is kept between sessions."""

    def get(self, key: str, default: object = None) -> object: ...

    def put(self, key: str, value: object) -> None: ...


class Split(QSplitter):
    """Two or more parts beside each other (or one under the other), in the given proportions at first."""

    def __init__(
        self,
        *parts: QWidget,
        shares: Sequence[int] = (),
        down: bool = False,
        key: str = "",
        memory: Memory | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Vertical if down else Qt.Orientation.Horizontal)
        self._key = f"split.{key}"
        self._memory = memory if key else None
        self.setChildrenCollapsible(False)
        self.setHandleWidth(current().sizes.units(2))
        for part in parts:
            self.addWidget(part)
        weights = list(shares) or [1] * len(parts)
        for number, weight in enumerate(weights):
            self.setStretchFactor(number, weight)
        self.setSizes([weight * 400 for weight in weights])
        self._recall()
        self.splitterMoved.connect(lambda *_: self._keep())

    def _recall(self) -> None:
        kept = self._memory.get(self._key) if self._memory is not None else None
        if isinstance(kept, list) and len(kept) == self.count() and all(isinstance(size, int) for size in kept):
            self.setSizes(kept)

    def _keep(self) -> None:
        if self._memory is not None:
            self._memory.put(self._key, self.sizes())
