"""The office's own stored rows: users, settings, the history and the search index."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint

from carecoop_desktop.platform.database.base import Base, Mapped, Record, guarded, mapped_column
from carecoop_desktop.platform.database.types import Code, Json, JsonText, Moment, Name, UtcMoment, Words


class UserRow(Record):
    """Somebody who may sign in. ``password_hash`` is Argon2id, or None until one is set."""

    __tablename__ = "user_account"
    label = "user"

    name: Mapped[Name] = mapped_column(unique=True)
    role: Mapped[Code]
    password_hash: Mapped[str | None] = mapped_column(Text, info=guarded("office.users"))
    active: Mapped[bool] = mapped_column(default=True)


class SignInRow(Base):
    """Failed attempts to sign in, kept apart from the history so that guessing can be slowed down."""

    __tablename__ = "sign_in"

    user_name: Mapped[str] = mapped_column(String(200), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    last_failure: Mapped[datetime | None] = mapped_column(UtcMoment)


class SettingRow(Record):
    """One setting of the office, by key."""

    __tablename__ = "setting"
    label = "setting"

    key: Mapped[str] = mapped_column(String(120), unique=True)
    value: Mapped[Json]


class ChangeSetRow(Base):
    """One action: who did what, when, and the hash that chains it to the one before."""

    __tablename__ = "change_set"
    __table_args__ = (Index("ix_change_set_user_name_id", "user_name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    user_name: Mapped[Name]
    desk: Mapped[Name]
    action: Mapped[Code]
    kind: Mapped[Code]
    summary: Mapped[Words]
    reason: Mapped[Words]
    tables: Mapped[Json]
    undoable: Mapped[bool]
    undoes: Mapped[int | None]
    undone_by: Mapped[int | None]
    changes: Mapped[int]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class ChangeRow(Base):
    """One row touched by an action: what it was before and what it became, as JSON."""

    __tablename__ = "change"
    __table_args__ = (Index("ix_change_table_name_row_id", "table_name", "row_id"),)

    set_id: Mapped[int] = mapped_column(ForeignKey("change_set.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[Code]
    row_id: Mapped[int]
    kind: Mapped[Code]
    before: Mapped[object | None] = mapped_column(JsonText)
    after: Mapped[object | None] = mapped_column(JsonText)


class SearchEntryRow(Base):
    """What Ctrl+K finds: one row a person, paper or place, with its text folded for searching."""

    __tablename__ = "search_entry"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Code]
    record_id: Mapped[int]
    title: Mapped[Words]
    detail: Mapped[Words]
    folded: Mapped[Words]
