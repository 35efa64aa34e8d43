"""A visit begins, each record shown is written down, and the PIN ends it."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from carecoop_desktop.home.inspector.permissions import START_VISIT
from carecoop_desktop.home.inspector.queries import owners_with_password
from carecoop_desktop.home.inspector.rules import visit_issues
from carecoop_desktop.home.inspector.tables import ViewedRow, VisitRow
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Invalid, NotAllowed, Refusal
from carecoop_desktop.platform.office import users
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.work import Work

_HASHER = PasswordHasher()


class WrongPin(NotAllowed):
    """A PIN that is not the visit's."""

    def __init__(self) -> None:
        super().__init__("This is not the PIN of this visit.", "The person who started the visit knows it.")


@action("Open the inspector's room", START_VISIT, undoable=False)
def start_visit(work: Work, inspector: str, body: str, pin: str, again: str) -> int:
    """Begin a visit in the name of an inspector; only its PIN ends it. Raises Invalid."""
    if issues := visit_issues(inspector, body, pin, again):
        raise Invalid(issues)
    if work.one(VisitRow, VisitRow.ended.is_(None)) is not None:
        raise Refusal("A visit is under way already.", "End it first; its PIN is known to whoever started it.")
    name, whose = " ".join(inspector.split()), " ".join(body.split())
    work.say(f"Opened the inspector's room for {name} ({whose})")
    row = VisitRow(inspector=name, body=whose, started=utc_now(), started_by=work.reader.user.name,
                   ended=None, pin_hash=_HASHER.hash(pin))  # fmt: skip
    return work.add(row).id


@action("Log a record shown to an inspector", START_VISIT, undoable=False)
def log_view(work: Work, visit_id: int, kind: str, record_id: int | None, title: str) -> int:
    """Write down that a record was shown. Refusal when the visit has ended."""
    visit = work.get(VisitRow, visit_id)
    if visit.ended is not None:
        raise Refusal("This visit has ended.", "Open the inspector's room again.")
    work.say(f"Showed {visit.inspector} ({visit.body}): {title}")
    return work.add(ViewedRow(visit_id=visit_id, at=utc_now(), kind=kind, record_id=record_id, title=title)).id


@action("Close the inspector's room", START_VISIT, undoable=False)
def end_visit(work: Work, visit_id: int, pin: str) -> None:
    """End a visit by its PIN. Raises WrongPin; ``leave`` counts those and slows them down."""
    visit = work.get(VisitRow, visit_id)
    if visit.ended is not None:
        raise Refusal("This visit has ended already.")
    try:
        _HASHER.verify(visit.pin_hash, pin)
    except (VerificationError, InvalidHashError) as error:
        raise WrongPin from error
    work.say(f"Closed the inspector's room of {visit.inspector} ({visit.body})")
    work.change(visit, ended=utc_now())


@action("Close the inspector's room as an owner", START_VISIT, undoable=False)
def end_visit_as_owner(work: Work, visit_id: int, owner: str, password: str) -> None:
    """End a visit whose PIN is forgotten: an owner's password stands for it, and the visit's own log says so.

    Raises NotAllowed; an owner without a password proves nothing and cannot do it.
    """
    visit = work.get(VisitRow, visit_id)
    if visit.ended is not None:
        raise Refusal("This visit has ended already.")
    if owner not in owners_with_password(work.reader):
        raise NotAllowed(f"{owner or 'Nobody'} cannot end the visit.", "An owner who has a password can.")
    users.sign_in(work.connection, owner, password)
    log_view(work, visit_id, "ended", None, f"Ended without the PIN, by the password of {owner}, an owner")
    work.say(f"Closed the inspector's room of {visit.inspector} ({visit.body}) without its PIN, as {owner}")
    work.change(visit, ended=utc_now())


def leave_as_owner(office: Office, visit_id: int, owner: str, password: str) -> None:
    """End a visit by an owner's password; wrong ones count as at the sign-in. Raises NotAllowed."""
    try:
        office.do(end_visit_as_owner, visit_id, owner, password)
    except users.WrongPassword as wrong:
        with office.database.writing() as connection:
            users.count_failure(connection, wrong.user_name)
        raise
    with office.database.writing() as connection:
        users.clear_failures(connection, owner)


def leave(office: Office, visit_id: int, pin: str) -> None:
    """End a visit by its PIN; after a few wrong ones each further try has to wait longer.

    Raises NotAllowed for a wrong PIN or while guessing is slowed down.
    """
    name = f"inspection visit {visit_id}"
    with office.database.reading() as connection:
        seconds = users.must_wait(connection, name)
    if seconds:
        raise NotAllowed("There were several wrong PINs.", f"Try again in {seconds} seconds.")
    try:
        office.do(end_visit, visit_id, pin)
    except WrongPin:
        with office.database.writing() as connection:
            users.count_failure(connection, name)
        raise
    with office.database.writing() as connection:
        users.clear_failures(connection, name)
