"""The register of actions: everything that can change a record, with its name for staff and its permission."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

if TYPE_CHECKING:
    from datetime import datetime

    from carecoop_desktop.platform.office.permissions import Permission
    from carecoop_desktop.platform.office.work import Work

_SEE = "office.see"
"""Everybody who may see the records may set their own password: that alone makes it no permission to change them."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Action(Generic[P, R]):
    """One deed: what staff call it, who may do it, whether it can be undone, and the function that does it."""

    name: str
    title: str
    permission: Permission
    undoable: bool
    run: Callable[Concatenate[Work, P], R]

    def __call__(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> R:
        """Run inside an action that is already under way (same transaction); checks the permission again."""
        work.reader.require(self.permission)
        return self.run(work, *args, **kwargs)

    @property
    def inputs(self) -> list[inspect.Parameter]:
        """The typed inputs, without the unit of work."""
        return list(inspect.signature(self.run).parameters.values())[1:]

    @property
    def doc(self) -> str:
        """The first paragraph of what it does."""
        return (inspect.getdoc(self.run) or "").split("\n\n")[0]


ACTIONS: dict[str, Action[..., object]] = {}
"""The register, by name ``room.function``: permission matrix, command box and history are read from here."""


def action(
    title: str, permission: Permission, *, undoable: bool = True
) -> Callable[[Callable[Concatenate[Work, P], R]], Action[P, R]]:
    """Declare the function below as an action.

    Its first argument is the unit of work; the others are its inputs. It raises Refusal for what cannot be done.
    """

    def register(function: Callable[Concatenate[Work, P], R]) -> Action[P, R]:
        name = f"{_room(function.__module__)}.{function.__name__}"
        if name in ACTIONS:
            raise ValueError(f"action {name!r} is declared twice")
        made: Action[P, R] = Action(name, title, permission, undoable, function)
        ACTIONS[name] = made  # type: ignore[assignment]
        return made

    return register


def changes_records(permission: Permission) -> bool:
    """Whether a permission is to change something, rather than to see it. Speaks of the actions imported so far."""
    return permission.name != _SEE and any(each.permission is permission for each in ACTIONS.values())


def _room(module: str) -> str:
    parts = module.split(".")
    return parts[2] if len(parts) > 2 and parts[1] != "platform" else parts[min(2, len(parts) - 1)]


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What an action did: its value, a sentence for the status bar, and the tables that it touched."""

    value: R
    sentence: str
    tables: frozenset[str]
    change_set: int | None
    at: datetime
