"""What of absence needs the office today: sickness without its papers, and family leave about to begin."""

from __future__ import annotations

from datetime import timedelta

from carecoop_desktop.people.assistants.queries import assistant_names
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.office.features import TodayItem
from carecoop_desktop.platform.office.reader import Reader
from carecoop_desktop.work.payroll.absence.permissions import SEE_REASONS
from carecoop_desktop.work.payroll.absence.queries.records import records_touching
from carecoop_desktop.work.payroll.absence.rules.family import in_time
from carecoop_desktop.work.payroll.absence.rules.kinds import KINDS, SICKNESS
from carecoop_desktop.work.payroll.absence.rules.record import Record
from carecoop_desktop.work.payroll.absence.rules.sick import sickness_findings

_AHEAD = timedelta(days=28)


def today(reader: Reader) -> list[TodayItem]:
    """Sickness that lasts without a note, and family leave within four weeks without evidence or notice."""
    if not reader.may(SEE_REASONS):
        return []
    names = assistant_names(reader)
    found = []
    for record in records_touching(reader, reader.today, reader.today + _AHEAD):
        name = names.get(record.assistant_id, "")
        if record.kind == SICKNESS and record.first <= reader.today:
            found += [
                _item(record, f"{name} is off sick", said) for said in sickness_findings(record, reader.today)[-1:]
            ]
        elif KINDS[record.kind].pay is not None and not record.withheld:
            found += [_item(record, f"{KINDS[record.kind].word} leave of {name}", said) for said in _missing(record)]
    return found


def _missing(record: Record) -> list[str]:
    asked = [
        ("no evidence was seen", record.evidence_seen is None),
        ("notice is missing or late", not in_time(record)),
    ]
    lacking = [words for words, wrong in asked if wrong]
    return [f"From {format_date(record.first)}; {' and '.join(lacking)}."] if lacking else []


def _item(record: Record, what: str, why: str) -> TodayItem:
    return TodayItem("warn", "Absence", what, why, "Open", "absence", record.id, 45)
