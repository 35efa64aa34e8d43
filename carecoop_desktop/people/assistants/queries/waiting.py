"""What of the PAs' files needs the office: certificates, right-to-work looks, training, and details for pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import exists, select

from carecoop_desktop.people.assistants.queries.files import FileOwner, evidence_of, file_owners, training_done
from carecoop_desktop.people.assistants.reference import courses, staff_file_rules
from carecoop_desktop.people.assistants.rules.courses_due import course_states
from carecoop_desktop.people.assistants.rules.schedule3 import Evidence, HeldDbs
from carecoop_desktop.people.assistants.rules.terms import Tone
from carecoop_desktop.people.assistants.tables import AssistantRow, BankDetailRow, RightToWorkRow, TaxDetailRow
from carecoop_desktop.platform.kernel.dates import format_date, overdue_words
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.reader import Reader

_PEOPLE: Any = AssistantRow.__table__
_RIGHTS: Any = RightToWorkRow.__table__
_BANK: Any = BankDetailRow.__table__
_TAX: Any = TaxDetailRow.__table__
_NOTHING = Evidence({}, None, ())
_PAGE = "assistants"
_ToBook = tuple[date | None, str, FileOwner]


def today_items(reader: Reader) -> list[TodayItem]:
    """Everything about PAs that waits, the most urgent first."""
    owners = file_owners(reader)
    items = [*_certificates(reader, owners), *_rights(reader), *_training(reader, owners), *_without_details(reader)]
    return sorted(items, key=lambda item: (item.rank, item.what))


def waiting_count(reader: Reader) -> int:
    """How many things about PAs are overdue or missing: the rail's badge."""
    return sum(item.tone == "bad" for item in today_items(reader))


def _certificates(reader: Reader, owners: list[FileOwner]) -> Iterator[TodayItem]:
    evidence, policy = evidence_of(reader), staff_file_rules().policy
    soon = reader.today + timedelta(days=policy.dbs_soon_days)
    for owner in owners:
        dbs = evidence.get(owner.id, _NOTHING).dbs
        what = f"DBS renewal · {owner.name}"
        if dbs is None:
            yield TodayItem("bad", "Missing", f"DBS certificate · {owner.name}", "No certificate is recorded",
                            "Record check", _PAGE, owner.id, 10)  # fmt: skip
        elif dbs.renew_by < reader.today:
            when = overdue_words(dbs.renew_by, reader.today).capitalize()
            yield TodayItem("bad", when, what, f"{_due_words(dbs)} was due {format_date(dbs.renew_by)}",
                            "Record check", _PAGE, owner.id, 10, dbs.renew_by)  # fmt: skip
        elif dbs.renew_by <= soon:
            yield TodayItem("info", format_date(dbs.renew_by), what, f"{_due_words(dbs)} is due",
                            "Record check", _PAGE, owner.id, 60, dbs.renew_by)  # fmt: skip


def _due_words(dbs: HeldDbs) -> str:
    return "Update Service check" if dbs.update_service else "A new certificate"


def _rights(reader: Reader) -> Iterator[TodayItem]:
    soon = reader.today + timedelta(days=staff_file_rules().policy.right_to_work_soon_days)
    newest: dict[int, Any] = {}
    joined = select(_RIGHTS, _PEOPLE.c.name).join(_PEOPLE, _PEOPLE.c.id == _RIGHTS.c.assistant_id)
    rows = reader.connection.execute(
        joined.where(_PEOPLE.c.status == "active").order_by(_RIGHTS.c.checked, _RIGHTS.c.id)
    )
    for row in rows:
        newest[row.assistant_id] = row
    for row in newest.values():
        if row.follow_up is None or row.follow_up > soon:
            continue
        late = row.follow_up < reader.today
        when = overdue_words(row.follow_up, reader.today).capitalize() if late else format_date(row.follow_up)
        why = "Leave to work is limited; the next check must be done by then"
        yield TodayItem("bad" if late else "warn", when, f"Right to work · {row.name}", why, "Record check", _PAGE,
                        row.assistant_id, 12 if late else 40, row.follow_up)  # fmt: skip


def _training(reader: Reader, owners: list[FileOwner]) -> Iterator[TodayItem]:
    done = training_done(reader)
    soon: list[_ToBook] = []
    for owner in owners:
        states = course_states(courses(), done.get(owner.id, {}), owner.started, reader.today)
        late = [one for one in states if one.needed and one.state.tone is Tone.BAD]
        if late:
            why = "; ".join(f"{one.name} {one.state.words}" for one in late)
            yield TodayItem("warn", "Overdue", f"Training · {owner.name}", why, "Record training", _PAGE, owner.id, 35)
        soon += [(one.renew_by, one.name, owner) for one in states if one.needed and one.state.tone is Tone.WARN]
    if soon:
        yield _training_to_book(soon)


def _training_to_book(soon: Sequence[_ToBook]) -> TodayItem:
    """One item for all courses that fall due soon, opening the PA whose course is the first."""
    first_day, course, owner = min(soon, key=lambda one: (one[0] or date.max, one[2].id))
    first = f"First: {owner.name}, {course}, {format_date(first_day) if first_day else ''}"
    people = len({one[2].id for one in soon})
    who = owner.name if people == 1 else f"{people} PAs"
    return TodayItem("info", f"{len(soon)} due", f"Training to book · {who}", first, "Open", _PAGE, owner.id, 65)


def _without_details(reader: Reader) -> Iterator[TodayItem]:
    bank = exists(_BANK.c.id).where(_BANK.c.assistant_id == _PEOPLE.c.id)
    tax = exists(_TAX.c.id).where(_TAX.c.assistant_id == _PEOPLE.c.id)
    columns = select(_PEOPLE.c.id, _PEOPLE.c.name, bank.label("bank"), tax.label("tax"))
    rows = reader.connection.execute(
        columns.where(_PEOPLE.c.status == "active", ~(bank & tax)).order_by(_PEOPLE.c.name_key, _PEOPLE.c.id)
    )
    for row in rows:
        missing = " and ".join(word for word, held in (("bank", row.bank), ("tax", row.tax)) if not held)
        why = f"Without {missing} details this PA cannot be paid"
        yield TodayItem("bad", "Missing", f"Pay details · {row.name}", why, "Open", _PAGE, row.id, 20)
