"""Puts an entry right: it stands for good, a second one takes it back."""

from __future__ import annotations

from carecoop_desktop.money.ledger.actions.posting import post
from carecoop_desktop.money.ledger.permissions import CORRECT_MONEY
from carecoop_desktop.money.ledger.queries.proof import correction_of, legs_of
from carecoop_desktop.money.ledger.rules.entry import Entry, reversed_legs
from carecoop_desktop.money.ledger.tables import JournalRow
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work


@action("Correct an entry", CORRECT_MONEY, undoable=False)
def correct_entry(work: Work, journal_id: int, reason: str) -> int:
    """Take an entry back with a new one that points at it; enter it anew afterwards if need be.

    Returns the new entry's number. Pay runs are put right in the next run, not here.
    """
    journal = work.get(JournalRow, journal_id)
    words = reason.strip()
    if not words:
        raise Invalid([Issue("reason", "Say what was wrong.", "A sentence for the member and the auditor.")])
    if journal.source == "pay_run":
        raise Refusal("A pay run is not taken back here.", "Put hours or pay right in the next pay run.")
    if journal.corrects is not None:
        raise Refusal("This entry is itself a correction.", "Enter the right one anew.")
    if correction_of(work.reader, journal_id) is not None:
        raise Refusal("This entry has been taken back already.")
    work.reason = words
    text = f"Correction of “{journal.text}” of {format_date(journal.day)}: {words}"
    legs = reversed_legs(legs_of(work.reader, journal_id), text)
    day = max(work.reader.today, journal.day)
    number = post(work, Entry(day, text, "correction", legs, journal.source_id, journal_id))
    work.say(f"Took back “{journal.text}”")
    return number
