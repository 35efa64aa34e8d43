"""Signing in, passwords and roles. Passwords are Argon2id; guessing is slowed down, never locked out for good."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, insert, select, update

from carecoop_desktop.platform.kernel.dates import format_moment, utc_now
from carecoop_desktop.platform.kernel.errors import Conflict, Invalid, Issue, NotAllowed, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.permissions import MANAGE_USERS, SEE_RECORDS, Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.tables import SignInRow, UserRow
from carecoop_desktop.platform.office.work import Work

if TYPE_CHECKING:
    from argon2 import PasswordHasher


class _Hasher:
    """Argon2id, imported where a password is: an office that asks for none opens without."""

    @cached_property
    def _argon2(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._argon2, name)


MIN_PASSWORD = 12
FREE_TRIES = 4
_USERS, _SIGN_INS = UserRow.__table__, SignInRow.__table__
_HASHER = _Hasher()
_COMMON = ("password", "passw0rd", "123456", "qwertyuiop", "qwerty", "asdfgh", "zxcvbn", "carecoop", "letmein",
           "welcome", "iloveyou", "liverpool", "football", "sunshine", "princess", "administrator")  # fmt: skip


def password_issues(password: str, user_name: str) -> list[Issue]:
    """What is wrong with a new password: length and the obvious, no rules about kinds of characters (NCSC advice)."""
    accepted = f"{MIN_PASSWORD} characters or more; three random words do well."
    lowered = password.lower()
    if len(password) < MIN_PASSWORD:
        return [Issue("password", "This password is too short.", accepted)]
    if _is_guessed_first(lowered):
        return [Issue("password", "This password is one of those that are guessed first.", accepted)]
    if user_name and user_name.lower().replace(" ", "") in lowered.replace(" ", ""):
        return [Issue("password", "The password must not contain your name.", accepted)]
    return []


def _is_guessed_first(lowered: str) -> bool:
    """Few letters, one word over and over, the rows of a keyboard or the alphabet, or hardly more than such a word."""
    rest = lowered
    for word in _COMMON:
        rest = rest.replace(word, "")
    steps = [ord(after) - ord(before) for before, after in pairwise(lowered)]
    in_order = max(steps.count(1), steps.count(-1))
    again = lowered in (lowered + lowered)[1:-1]
    return len(set(lowered)) < 5 or len(rest) < MIN_PASSWORD - 4 or again or in_order * 3 > len(steps) * 2


def sign_in(connection: Connection, name: str | None, password: str | None) -> User:
    """The person who signs in; the office's only owner without a password needs neither name nor password.

    Raises NotAllowed for a wrong name or password (the same words for both) or while guessing is slowed down.
    """
    row = _find(connection, name)
    if row is None or not row.active:
        raise NotAllowed("The name or the password is not right.", "Check both and try again.")
    if row.password_hash is None:
        return User(row.name, Role(row.role))
    wait = _wait_until(connection, row.name)
    if wait is not None and wait > utc_now():
        seconds = int((wait - utc_now()).total_seconds()) + 1
        raise NotAllowed("There were several wrong passwords.", f"Try again in {seconds} seconds.")
    if password is None or not _matches(row.password_hash, password):
        raise WrongPassword(row.name)
    return User(row.name, Role(row.role))


class WrongPassword(NotAllowed):
    """A wrong password for a name that exists; the office counts it and says no more than that it was wrong."""

    def __init__(self, user_name: str) -> None:
        super().__init__("The name or the password is not right.", "Check both and try again.")
        self.user_name = user_name


def _find(connection: Connection, name: str | None) -> UserRow | None:
    columns = select(_USERS.c.name, _USERS.c.role, _USERS.c.password_hash, _USERS.c.active)
    if name is not None:
        return connection.execute(columns.where(_USERS.c.name == name)).first()  # type: ignore[return-value]
    rows = connection.execute(columns.where(_USERS.c.active).order_by(_USERS.c.id)).all()
    open_owner = [row for row in rows if row.role == Role.OWNER and row.password_hash is None]
    if open_owner:
        return open_owner[0]  # type: ignore[return-value]
    raise NotAllowed("This office asks who you are.", "Sign in with your name and password.")


def _matches(stored: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_HASHER.verify(stored, password))
    except (VerificationError, InvalidHashError):
        return False


def _wait_until(connection: Connection, name: str) -> datetime | None:
    row = connection.execute(select(_SIGN_INS).where(_SIGN_INS.c.user_name == name)).first()
    if row is None or row.failures < FREE_TRIES or row.last_failure is None:
        return None
    if row.last_failure > utc_now():  # counted by a clock that was wrong: nobody waits until that clock's day
        return None
    return row.last_failure + timedelta(seconds=min(2 ** (row.failures - FREE_TRIES + 2), 300))  # type: ignore[no-any-return]


def must_wait(connection: Connection, name: str) -> int:
    """For how many seconds nothing may be tried under this name; 0 when it may be tried now."""
    until = _wait_until(connection, name)
    return max(0, int((until - utc_now()).total_seconds()) + 1) if until is not None and until > utc_now() else 0


def count_failure(connection: Connection, name: str) -> None:
    """Remember a wrong password."""
    changed = connection.execute(
        update(_SIGN_INS)
        .where(_SIGN_INS.c.user_name == name)
        .values(failures=_SIGN_INS.c.failures + 1, last_failure=utc_now())
    )
    if changed.rowcount == 0:
        connection.execute(insert(_SIGN_INS).values(user_name=name, failures=1, last_failure=utc_now()))


def clear_failures(connection: Connection, name: str) -> None:
    """Forget wrong passwords after a right one."""
    connection.execute(delete(_SIGN_INS).where(_SIGN_INS.c.user_name == name))


@action("Add somebody to the office", MANAGE_USERS, undoable=False)
def add_user(work: Work, name: str, role: Role, password: str | None = None) -> int:
    """Add a person who may sign in. Raises Invalid for a name that is taken or a weak password."""
    issues = [] if name.strip() else [Issue("name", "The name is missing.")]
    if work.one(UserRow, UserRow.name == name.strip()):
        issues.append(Issue("name", f"{name.strip()} is in the office already."))
    if password is not None:
        issues += password_issues(password, name)
    if issues:
        raise Invalid(issues)
    hashed = None if password is None else _HASHER.hash(password)
    work.say(f"Added {name.strip()} as {role.value}")
    return work.add(UserRow(name=name.strip(), role=role.value, password_hash=hashed, active=True)).id


@action("Change somebody's role", MANAGE_USERS, undoable=False)
def set_role(work: Work, name: str, role: Role, active: bool = True, version: int | None = None) -> None:
    """Give a person another role, or close their sign-in. The last active owner stays one.

    With the ``version`` that was read, another role or sign-in given since then is a conflict.
    """
    row = _user(work, name)
    work.stands(row, version, "role", "active", mine={"role": role, "active": active})
    owners = [u for u in work.all(UserRow, UserRow.role == Role.OWNER.value, UserRow.active) if u.id != row.id]
    if row.role == Role.OWNER and not owners and (role is not Role.OWNER or not active):
        raise Refusal(f"{name} is the office's last owner.", "Make somebody else an owner first.")
    work.say(f"{name} is now {role.value}" if active else f"Closed the sign-in of {name}")
    work.change(row, role=role.value, active=active)


@action("Set a password", SEE_RECORDS, undoable=False)
def set_password(work: Work, name: str, password: str, version: int | None = None) -> None:
    """Set one's own password, or, as an owner, anybody's.

    With the ``version`` that was read, one that was set since then is a conflict: somebody has it already.
    """
    if name != work.reader.user.name:
        work.reader.require(MANAGE_USERS)
    issues = password_issues(password, name)
    if issues:
        raise Invalid(issues)
    row = _user(work, name)
    try:
        work.stands(row, version, "password_hash")
    except Conflict as conflict:
        (told,) = conflict.fields
        when = format_moment(datetime.fromisoformat(told.when))
        raise Conflict(f"{told.who} set another password of {name} at {when}.") from None
    work.say(f"Set the password of {name}")
    work.change(row, password_hash=_HASHER.hash(password))


def _user(work: Work, name: str) -> UserRow:
    row = work.one(UserRow, UserRow.name == name)
    if row is None:
        raise Refusal(f"Nobody called {name} is in this office.")
    return row
