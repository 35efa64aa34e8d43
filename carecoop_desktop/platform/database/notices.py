"""What a desk tells the others, through the office server, when it has saved something."""

from __future__ import annotations

from sqlalchemy import Connection, text

CHANNEL = "carecoop_changes"


def tell_others(connection: Connection) -> None:
    """Let the other desks know when this transaction has been committed; only a server passes it on."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})
