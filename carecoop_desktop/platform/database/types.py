"""Column types that mean the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from carecoop_desktop.platform.database.base import mapped_column


class UtcMoment(TypeDecorator[datetime]):
    """A moment of record, always UTC and to the second; naive moments are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite keeps no zone, so it is dropped there."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment of record needs a time zone")
        value = value.astimezone(UTC).replace(microsecond=0)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonText(TypeDecorator[Any]):
    """A plain value kept as canonical JSON text: the same bytes on every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Sorted keys, no spaces."""
        return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Back to the plain value."""
        return None if value is None else json.loads(value)


PenceCol = Annotated[int, mapped_column(BigInteger, info={"kind": "pence"})]
MinutesCol = Annotated[int, mapped_column(info={"kind": "minutes"})]
Moment = Annotated[datetime, mapped_column(UtcMoment)]
Name = Annotated[str, mapped_column(String(200))]
Words = Annotated[str, mapped_column(Text, default="", server_default="")]
Code = Annotated[str, mapped_column(String(40))]
Json = Annotated[Any, mapped_column(JsonText)]
