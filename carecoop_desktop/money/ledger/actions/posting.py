"""Writes entries: opens the accounts that are used for the first time, and posts many entries at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from carecoop_desktop.money.ledger.rules.entry import Entry, check_entry
from carecoop_desktop.money.ledger.rules.words import ACCOUNTS, MEMBER
from carecoop_desktop.money.ledger.tables import AccountRow, JournalRow, PostingRow
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.work import Work

_ACCOUNTS: Any = AccountRow.__table__


def post(work: Work, entry: Entry) -> int:
    """Post one entry. Returns its number."""
    return post_many(work, [entry])[0]


def post_many(work: Work, entries: Sequence[Entry]) -> range:
    """Post entries in two bulk writes, however many there are. Raises Refusal if any does not balance."""
    for entry in entries:
        check_entry(entry)
    accounts = open_accounts(work, {leg.account for entry in entries for leg in entry.legs})
    ids = work.add_many(JournalRow, [_journal(entry) for entry in entries])
    postings = [
        {
            "journal_id": number,
            "account_id": accounts[leg.account],
            "day": entry.day,
            "heading": leg.heading,
            "pence": leg.pence,
            "funder_id": leg.funder_id,
            "minutes": leg.minutes,
            "text": leg.text,
        }
        for number, entry in zip(ids, entries, strict=True)
        for leg in entry.legs
        if leg.pence or leg.minutes
    ]
    work.add_many(PostingRow, postings)
    return ids


def _journal(entry: Entry) -> dict[str, Any]:
    return {
        "day": entry.day,
        "text": entry.text,
        "source": entry.source,
        "source_id": entry.source_id,
        "corrects": entry.corrects,
    }


def open_accounts(work: Work, codes: Iterable[str]) -> dict[str, int]:
    """The numbers of accounts by code; those that do not stand yet are opened."""
    wanted = set(codes)
    rows = work.connection.execute(select(_ACCOUNTS.c.code, _ACCOUNTS.c.id)).all()
    known = {row.code: row.id for row in rows}
    missing = sorted(wanted - known.keys(), key=_order)
    if missing:
        names = member_names(work.reader)
        ids = work.add_many(AccountRow, [_account(code, names) for code in missing])
        known.update(zip(missing, ids, strict=True))
    return {code: known[code] for code in wanted}


def _order(code: str) -> tuple[int, int]:
    """The office's own accounts first, then members' by number."""
    if code.startswith(MEMBER):
        return len(ACCOUNTS), int(code.removeprefix(MEMBER))
    return list(ACCOUNTS).index(code), 0


def _account(code: str, names: dict[int, str]) -> dict[str, Any]:
    if not code.startswith(MEMBER):
        known = ACCOUNTS[code]
        return {"code": code, "name": known.name, "kind": known.kind, "side": known.side, "member_id": None}
    member_id = int(code.removeprefix(MEMBER))
    if member_id not in names:
        raise Refusal("This member is no longer there.", "Choose another.")
    return {"code": code, "name": names[member_id], "kind": "member", "side": "credit", "member_id": member_id}
