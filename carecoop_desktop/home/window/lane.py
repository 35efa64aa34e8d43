"""Fits the desktop's task runner to what a desk asks of its lane."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from carecoop_desktop.platform.desktop.tasks import Runner


class RunnerLane:
    """Runs a desk's reads and deeds in the runner's database lane."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner

    def run(
        self, call: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None], text: str = ""
    ) -> None:
        """Run ``call`` off the window's thread and hand back its result or its trouble."""

        def trouble(error: BaseException) -> None:
            if not isinstance(error, Exception):
                raise error
            failed(error)

        self._runner.run(lambda _token: call(), then=done, failed=trouble, text=text, lane="database")
