"""The bank files saved so far, whom they pay, and the note of a new one: nobody is paid twice unnoticed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from carecoop_desktop.people.assistants.permissions import SEE_BANK
from carecoop_desktop.platform.kernel.dates import format_moment, utc_now
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.bank.paid_to_hmrc import hmrc_paid, keep_hmrc_paid
from carecoop_desktop.work.payroll.bank.payees import HMRC, ORDERS, PENSIONS
from carecoop_desktop.work.payroll.bank.tables import BankFileRow
from carecoop_desktop.work.payroll.queries.reading import run_title
from carecoop_desktop.work.payroll.tables import PayRunRow

_FILES: Any = BankFileRow.__table__
_RUNS: Any = PayRunRow.__table__
WAGES = "wages"
KINDS = {WAGES: "wages", ORDERS: "attachment orders", PENSIONS: "pension providers", HMRC: "HMRC"}
"""What a bank file pays, in words."""
_NAMED = 3
"""So many names are told; of more only the number."""


@dataclass(frozen=True, slots=True)
class SavedFile:
    """A bank file that was saved. ``withdrawn``: of the same pay, before its run was reopened; ``number`` tells it from
    another of the same second."""

    at: datetime
    by: str
    withdrawn: bool = False
    number: int = 0

    @property
    def told(self) -> str:
        """As part of a sentence."""
        of = " (before the run was reopened)" if self.withdrawn else ""
        return f"a bank file saved on {format_moment(self.at)} by {self.by}{of}"


Earlier = Mapping[tuple[str, str], SavedFile]
"""By kind and key of a payment: the newest file that holds it."""


@dataclass(frozen=True, slots=True)
class Again:
    """What an earlier file pays of a kind."""

    kind: str
    told: str


def paid_before(reader: Reader, run_id: int) -> Earlier:
    """Whom the files saved so far pay: those of the run, those of runs that it stands for, and of all what went to
    HMRC."""
    found: dict[tuple[str, str], SavedFile] = {}
    runs = _same_pay(reader, run_id)
    rows = reader.connection.execute(select(_FILES).where(_FILES.c.pay_run_id.in_(runs)).order_by(_FILES.c.id))
    for row in rows:
        file = SavedFile(row.at, row.by, row.pay_run_id != run_id, row.id)
        found |= {(kind, key): file for kind, keys in row.paid.items() for key in keys}
    for reference, files in hmrc_paid(reader).items():
        found[HMRC, reference] = SavedFile(files[-1].at, files[-1].by, number=len(files))
    return found


def file_saved(reader: Reader, run_id: int) -> SavedFile | None:
    """The newest bank file saved from a run itself."""
    rows = select(_FILES).where(_FILES.c.pay_run_id == run_id).order_by(_FILES.c.id.desc()).limit(1)
    row = reader.connection.execute(rows).first()
    return SavedFile(row.at, row.by) if row is not None else None


def _same_pay(reader: Reader, run_id: int) -> set[int]:
    """The run, the withdrawn runs that it stands for, and those of its pay period that no run says it stands for: a
    draft in their place may have been thrown away."""
    run = reader.connection.execute(select(_RUNS).where(_RUNS.c.id == run_id)).one()
    of_period = select(_RUNS).where(_RUNS.c.pay_period_id == run.pay_period_id, _RUNS.c.kind == run.kind)
    runs = {row.id: row for row in reader.connection.execute(of_period)}
    replaced = {row.replaces_id for row in runs.values()}
    lost = [row.id for row in runs.values() if row.state == "withdrawn" and row.id not in replaced]
    found: set[int] = set()
    for each in (run_id, *lost):
        standing: int | None = each
        while standing is not None and standing not in found:
            found.add(standing)
            standing = runs[standing].replaces_id
    return found


def told_again(found: Iterable[tuple[str, str, SavedFile]]) -> Iterator[Again]:
    """A sentence for each kind and file, from kind, payee's name and the file that pays them already."""
    groups: dict[tuple[str, SavedFile], list[str]] = {}
    for kind, name, file in found:
        groups.setdefault((kind, file), []).append(name)
    for (kind, file), names in groups.items():
        words = KINDS[kind]
        yield Again(kind, f"{words[0].upper()}{words[1:]}: {file.told} pays {_several(names)} already.")


def _several(found: Iterable[str]) -> str:
    names = list(dict.fromkeys(found))
    if len(names) > _NAMED:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


@action("Note that a bank file was saved", SEE_BANK)
def note_bank_file(
    work: Work,
    run_id: int,
    layout: str,
    paid: Mapping[str, Collection[str]],
    again: Collection[str] = (),
    known: Collection[SavedFile] | None = None,
) -> None:
    """A file is saved that pays these, by kind. Undone where it is not sent after all.

    Refused where another desk saved a file of the same payments meanwhile, but for the kinds that are to be paid
    ``again``; these too where the earlier file is none that was ``known`` when somebody said so.
    """
    earlier = paid_before(work.reader, run_id)  # one desk after the other: each sees what those before it have noted
    found = ((kind, earlier[kind, key]) for kind, keys in paid.items() for key in keys if (kind, key) in earlier)
    twice = {file.told: kind for kind, file in found
             if kind not in again or (known is not None and file not in known)}  # fmt: skip
    if twice:
        raise Refusal(f"Meanwhile {', '.join(twice)} pays some of this already.", "Open the bank file again.")
    now = utc_now()
    own = {kind: sorted(keys) for kind, keys in paid.items() if kind != HMRC and keys}
    work.add(BankFileRow(pay_run_id=run_id, layout=layout, at=now, by=work.reader.user.name, paid=own))
    if paid.get(HMRC):
        keep_hmrc_paid(work, paid[HMRC], now)
    kinds = ", ".join(words for kind, words in KINDS.items() if paid.get(kind))
    work.say(f"Saved a bank file of {run_title(work.get(PayRunRow, run_id))}: {kinds}")
