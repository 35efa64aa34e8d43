"""What a rescue could read but not put back in its place."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.platform.database.base import Base, Mapped, mapped_column
from carecoop_desktop.platform.database.types import Code, JsonText, Words


class SalvagedRow(Base):
    """A row of a damaged office whose fellow records were lost, kept as it was read."""

    __tablename__ = "salvaged_row"

    id: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[Code]
    why: Mapped[Words]
    content: Mapped[Any] = mapped_column(JsonText)
