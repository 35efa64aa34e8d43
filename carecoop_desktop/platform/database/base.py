"""What every stored row shares: a number that is never used twice and a version that every change raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import MetaData, Table

if TYPE_CHECKING:
    from sqlalchemy.orm import DeclarativeBase
    from sqlalchemy.orm import Mapped as Mapped
    from sqlalchemy.orm import mapped_column as mapped_column
else:
    from carecoop_desktop.platform.database.declaring import DeclarativeBase, Mapped, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


_OPEN = ("id", "version", "state")


class Base(DeclarativeBase):
    """The one register of tables: ``kinds`` are the classes of rows by the names of their tables."""

    if TYPE_CHECKING:
        __table__: ClassVar[Table]
    metadata = MetaData(naming_convention=NAMING)
    kinds: ClassVar[dict[str, type[Base]]] = {}


class Record(Base):
    """A row that staff can change: it carries a version, and its changes go into the history.

    ``label`` names one such record for staff ("member", "payslip"). A table whose rows must not change once they are
    issued overrides ``issued``; the history then refuses every change to such a row. ``guard`` names the permission
    without which nothing of such a record may be read but which record it belongs to and how far it has come.
    """

    __abstract__ = True
    label: ClassVar[str] = "record"
    guard: ClassVar[str] = ""

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    @classmethod
    def issued(cls, before: Mapping[str, Any]) -> bool:
        """Whether a row with these stored values may no longer be altered."""
        return False

    @classmethod
    def thaws(cls, before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
        """Whether this one change to an issued row is allowed all the same (a state that only moves on)."""
        return False

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if not cls.__dict__.get("__abstract__"):
            options = cls.__dict__.get("__table_args__", ())
            parts = options if isinstance(options, tuple) else (options,)
            cls.__table_args__ = (*parts, {"sqlite_autoincrement": True})
        super().__init_subclass__(**kwargs)
        if cls.guard and not cls.__dict__.get("__abstract__"):
            for column in cls.__table__.columns:
                if not column.foreign_keys and column.name not in _OPEN:
                    column.info.setdefault("guard", cls.guard)


def guarded(permission: str) -> dict[str, str]:
    """Column ``info`` that marks a value only some may read; history and inspection hide it."""
    return {"guard": permission}
