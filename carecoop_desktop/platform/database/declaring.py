"""Tables declared in the words of SQLAlchemy's declarative classes, without its object mapper.

The mapper and its library took a third of a second of every start, and every query through a mapped class was worked
out a second time. What the house wants of them is little: a ``Table`` made of annotations, its columns as attributes
of the class for queries, and rows as plain objects (stored by ``office.rows``). Types are checked as SQLAlchemy's own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from inspect import get_annotations
from types import GenericAlias, MappingProxyType
from typing import Annotated, Any, ClassVar, get_args, get_origin

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Time,
)
from sqlalchemy.types import TypeEngine

_PLAIN: Mapping[Any, type[TypeEngine[Any]]] = {
    int: Integer, str: String, bool: Boolean, date: Date, datetime: DateTime, time: Time, bytes: LargeBinary,
}  # fmt: skip


class Mapped:
    """``Mapped[date | None]``: marks an annotation as a column of that type."""

    def __class_getitem__(cls, kind: Any) -> GenericAlias:
        return GenericAlias(cls, (kind,))


class _Described:
    """A column as a class body describes it: type and keys, and options by name."""

    def __init__(self, parts: tuple[Any, ...] = (), options: Mapping[str, Any] = MappingProxyType({})) -> None:
        self.parts = parts
        self.options = options


def mapped_column(*parts: Any, **options: Any) -> Any:
    """A column's type, keys and options, as ``sqlalchemy.Column`` takes them."""
    return _Described(parts, options)


class DeclarativeBase:
    """A class with a ``__tablename__`` becomes a table; its rows are made with the columns as keywords."""

    metadata: ClassVar[MetaData]
    kinds: ClassVar[dict[str, type[Any]]]
    __table__: ClassVar[Table]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        name = cls.__dict__.get("__tablename__")
        if name is None:
            return
        given = cls.__dict__.get("__table_args__", ())
        parts = given if isinstance(given, tuple) else (given,)
        options = parts[-1] if parts and isinstance(parts[-1], dict) else {}
        rules = parts[:-1] if options else parts
        columns = list(_columns(cls))
        cls.__table__ = Table(name, cls.metadata, *columns, *rules, **options)
        for column in columns:
            setattr(cls, column.key, column)
        cls.kinds[name] = cls

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - self.__table__.c.keys()
        if unknown:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(unknown))}")
        self.__dict__.update(dict.fromkeys(self.__table__.c.keys()), **values)

    @classmethod
    def __clause_element__(cls) -> Table:
        """The class stands for its table in a statement."""
        return cls.__table__


def _columns(cls: type[Any]) -> Iterator[Column[Any]]:
    """A fresh column for each annotation, those of the classes above last."""
    for owner in cls.__mro__:
        names = vars(sys.modules[owner.__module__])
        for name, words in get_annotations(owner).items():
            if str(words).startswith("Mapped["):
                described = owner.__dict__.get(name, _Described())
                if not isinstance(described, _Described):
                    raise TypeError(f"{cls.__name__}.{name}: take mapped_column from platform.database.base")
                yield _column(name, _read(words, names), described)


_known: dict[tuple[int, str], tuple[Any, bool, _Described]] = {}
"""The same few annotations come back in every table of a module."""


def _read(words: str, names: dict[str, Any]) -> tuple[Any, bool, _Described]:
    """Of an annotation: the plain type, whether it may be missing, and what ``Annotated`` says of its column."""
    key = (id(names), words)
    if key not in _known:
        kind = get_args(eval(words, names))[0]
        choices = [one for one in get_args(kind) if one is not type(None)] if get_origin(kind) is not Annotated else []
        missing = type(None) in get_args(kind) and bool(choices)
        kind = choices[0] if missing else kind
        said = _Described()
        if get_origin(kind) is Annotated:
            kind, said = get_args(kind)[:2]
        _known[key] = (kind, missing, said)
    return _known[key]


def _column(name: str, read: tuple[Any, bool, _Described], own: _Described) -> Column[Any]:
    kind, missing, said = read
    parts = own.parts if any(_is_type(part) for part in own.parts) else (*said.parts, *own.parts)
    if not any(_is_type(part) for part in parts):
        parts = (_PLAIN[kind], *parts)
    options = {**said.options, **own.options}
    options["info"] = {**said.options.get("info", {}), **own.options.get("info", {})}
    options.setdefault("nullable", missing and not options.get("primary_key"))
    return Column(name, *parts, **options)


def _is_type(part: Any) -> bool:
    return isinstance(part, TypeEngine) or (isinstance(part, type) and issubclass(part, TypeEngine))
