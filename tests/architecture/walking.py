"""Reads the source of the registered actions: which of them change rows that stand, and what becomes of a version."""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import carecoop_desktop
from carecoop_desktop.platform.office.actions import Action

_ROOT = Path(carecoop_desktop.__file__).parents[1]

CHANGES = frozenset({"change", "remove", "change_many", "remove_many", "set_setting"})
"""What the unit of work does to rows that may stand already."""

JUDGES = frozenset({"change", "remove", "set_setting", "stands", "hold"})
"""What of the unit of work raises Conflict when it is given what somebody had read."""

READ = ("version", "versions", "seen", "read", "shown", "known")
"""What an action calls the state of a record that its person had before them."""

CARRIED = frozenset({"version", "was"})
"""What an entry calls it that an action is given several of."""


def as_read(action: Action[..., Any]) -> str | None:
    """The parameter by which an action is told what was read, itself or in its entries; None where there is none."""
    parameters = inspect.signature(action.run).parameters
    own = next((name for name in parameters if name in READ), None)
    return own or next((name for name, each in parameters.items() if _carries(action.run, each.annotation)), None)


def _carries(function: FunctionType, annotation: object) -> bool:
    """Whether a parameter is of an entry that says what was read: ``Sequence[CellEntry]``."""
    named = (function.__globals__.get(word) for word in re.findall(r"\w+", str(annotation)))
    return any(CARRIED & set(getattr(kind, "__dataclass_fields__", ())) for kind in named)


def changes_rows(action: Action[..., Any]) -> bool:
    """Whether an action, or what it calls, changes or removes rows, or sets a setting."""
    return any(_on_work(call, CHANGES) for function in _reached(action.run) for call in _calls(function))


def may_conflict(action: Action[..., Any]) -> bool:
    """Whether what was read gets to where a Conflict is raised."""
    name = as_read(action)
    return name is not None and _is_judged(action.run, name, frozenset())


def _is_judged(function: FunctionType, name: str, been: frozenset[tuple[FunctionType, str]]) -> bool:
    if (function, name) in been:
        return False
    been |= {(function, name)}
    tree = _tree(function)
    names = {name} | _loops(tree, name)
    if any(_names(test) & names for test in _tests(tree)) and _raises_conflict(tree):
        return True
    for call in _calls(function):
        for given, part in _parts(call):
            if not _names(part) & names:
                continue
            if _on_work(call, JUDGES) or _raising(call):
                return True
            found = _resolved(function, call.func)
            if found is not None and (inner := _parameter(found, given, call)) and _is_judged(found, inner, been):
                return True
    return False


def _tests(tree: ast.AST) -> Iterator[ast.AST]:
    return (each.test for each in ast.walk(tree) if isinstance(each, ast.If | ast.IfExp))


def _loops(tree: ast.AST, name: str) -> set[str]:
    """What is got from a parameter within its function: by a loop over it, or by giving it another name."""
    found: set[str] = set()
    for each in ast.walk(tree):
        if isinstance(each, ast.For | ast.comprehension) and _names(each.iter) & {name}:
            found |= _names(each.target)
        if isinstance(each, ast.Assign) and _names(each.value) & {name}:
            found |= {one for target in each.targets for one in _names(target)}
    return found


def _raises_conflict(tree: ast.AST) -> bool:
    return any(_raising(each) for each in ast.walk(tree) if isinstance(each, ast.Call))


def _raising(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and "conflict" in call.func.id.lower()


def _parameter(function: FunctionType, given: int | str, call: ast.Call) -> str | None:
    """The name under which a function gets what a call gives it in a place, or by a keyword."""
    names = list(inspect.signature(function).parameters)
    if isinstance(given, str):
        return given if given in names else None
    return names[given] if given < len(names) else None


def _parts(call: ast.Call) -> Iterator[tuple[int | str, ast.AST]]:
    yield from enumerate(call.args)
    yield from ((each.arg or "", each.value) for each in call.keywords)


def _names(tree: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(tree) if isinstance(each, ast.Name)}


def _on_work(call: ast.Call, methods: frozenset[str]) -> bool:
    made = call.func
    if not isinstance(made, ast.Attribute) or made.attr not in methods:
        return False
    return isinstance(made.value, ast.Name | ast.Attribute) and ast.unparse(made.value).rpartition(".")[2] in (
        "work", "_work"
    )  # fmt: skip


def _reached(start: FunctionType) -> list[FunctionType]:
    """A function and everything of ours that it calls, listeners of what it publishes apart."""
    found: list[FunctionType] = []
    waiting = [start]
    while waiting:
        function = waiting.pop()
        if function in found:
            continue
        found.append(function)
        waiting += [each for call in _calls(function) if (each := _resolved(function, call.func)) is not None]
    return found


def _calls(function: FunctionType) -> list[ast.Call]:
    return _calls_in(_tree(function))


@cache
def _calls_in(tree: ast.AST) -> list[ast.Call]:
    return [each for each in ast.walk(tree) if isinstance(each, ast.Call)]


def _resolved(function: FunctionType, called: ast.AST) -> FunctionType | None:
    """What of ours a call in a function goes to; None for anything else."""
    found: Any = None
    if isinstance(called, ast.Name):
        found = function.__globals__.get(called.id)
    elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        holder = function.__globals__.get(called.value.id)
        found = getattr(holder, called.attr, None) if isinstance(holder, ModuleType) else None
    found = found.run if isinstance(found, Action) else found
    return found if isinstance(found, FunctionType) and _definition(found) is not None else None


def _tree(function: FunctionType) -> ast.AST:
    tree = _definition(function)
    assert tree is not None, function
    return tree


def _definition(function: FunctionType) -> ast.AST | None:
    return _definitions(function.__module__).get(function.__qualname__)


@cache
def _definitions(module: str) -> dict[str, ast.AST]:
    """The functions of a module of ours by name; none of anybody else's."""
    file = Path(str(getattr(sys.modules[module], "__file__", "")))
    if not file.is_relative_to(_ROOT):
        return {}
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {each.name: each for each in tree.body if isinstance(each, ast.FunctionDef)}


def handed_over(screen: ModuleType) -> Iterator[tuple[str, str]]:
    """Of each deed that a module of screens carries out: the action's name, and what it does not hand over.

    Deeds are ``Deed(action, (inputs,), {more})``, ``desk.do(then, action, ...)`` and ``desk.attempt(then, failed,
    action, ...)``; the empty text stands for one that hands over everything.
    """
    tree = ast.parse(Path(str(screen.__file__)).read_text(encoding="utf-8"))
    for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
        place = _place_of_action(call)
        if place is None or len(call.args) <= place or not isinstance(call.args[place], ast.Name):
            continue
        action = getattr(screen, call.args[place].id, None)  # type: ignore[attr-defined]
        if isinstance(action, Action) and (name := as_read(action)) is not None:
            yield action.name, "" if _gives(call, place, action, name) else name


def _place_of_action(call: ast.Call) -> int | None:
    if isinstance(call.func, ast.Name) and call.func.id == "Deed":
        return 0
    if isinstance(call.func, ast.Attribute) and "desk" in ast.unparse(call.func.value):
        return {"do": 1, "attempt": 2}.get(call.func.attr)
    return None


def _gives(call: ast.Call, place: int, action: Action[..., Any], name: str) -> bool:
    positional: list[ast.expr] = list(call.args[place + 1 :])
    named = {each.arg for each in call.keywords}
    if place == 0:
        inputs = positional[1] if len(positional) > 1 else None
        given = positional[0] if positional else None
        if isinstance(inputs, ast.Dict):
            named = {each.value if isinstance(each, ast.Constant) else None for each in inputs.keys}
        positional = list(given.elts) if isinstance(given, ast.Tuple) else []
    at = list(inspect.signature(action.run).parameters).index(name) - 1
    return name in named or at < len(positional) or any(isinstance(each, ast.Starred) for each in positional)
