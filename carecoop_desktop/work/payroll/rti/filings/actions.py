"""Makes files for HMRC to be sent, and records what HMRC answers."""

from __future__ import annotations

from typing import Any

from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.permissions import FINISH_PAY
from carecoop_desktop.work.payroll.queries.reading import run_title
from carecoop_desktop.work.payroll.rti.employer import Employer, needed_employer
from carecoop_desktop.work.payroll.rti.engine import ACCEPTED, REFUSED, WAITING, Answer, Complaint
from carecoop_desktop.work.payroll.rti.envelope import RtiFile
from carecoop_desktop.work.payroll.rti.eps import eps_file
from carecoop_desktop.work.payroll.rti.filings.tables import FilingComplaintRow, FilingRow
from carecoop_desktop.work.payroll.rti.fps import fps_file
from carecoop_desktop.work.payroll.rti.queries import employers_of_run
from carecoop_desktop.work.payroll.rti.transport import LIVE, engine
from carecoop_desktop.work.payroll.tables import PayRunMarkRow, PayRunRow

MADE, LOST = "made", "lost"
CORRECTION = "H"
_OFF = "Live filing is off: no vendor ID is entered for this employer."
_SAVE = "Save the file instead and send it with HMRC's own tools, or enter the vendor ID that HMRC gave."


def why_not_send(employer: Employer, *, practice: bool) -> str:
    """Why nothing can be sent for an employer; empty where it can. A practice office speaks at most to an engine on
    this computer."""
    if practice and engine() == LIVE:
        return "A practice office sends nothing to HMRC."
    if not employer.complete:
        return "HMRC's references of this employer are missing."
    if not employer.live:
        return f"{_OFF} {_SAVE}"
    return "" if employer.sender_id else "The user ID for HMRC online is missing; enter it with the employer."


@action("Make the FPS of a pay run to be sent", FINISH_PAY, undoable=False)
def prepare_fps(work: Work, run_id: int, employer_id: int | None = None, late: str = "", test: bool = False) -> int:
    """Make and keep the FPS of a finished run, of one employer. Returns its number among the files for HMRC.

    ``late`` is HMRC's letter for being late; what HMRC has accepted is sent again only as a correction (H).
    """
    run = work.get(PayRunRow, run_id)
    here = [one for one in employers_of_run(work.reader, run_id) if one is not None]
    employer = _may_send(work, employer_id or (here[0] if len(here) == 1 else None))
    same = (FilingRow.pay_run_id == run_id, FilingRow.employer_id == employer.id, FilingRow.test.is_(False))
    if not test:
        _not_twice([row.state for row in work.all(FilingRow, FilingRow.kind == "fps", *same)], late == CORRECTION)
    made = fps_file(work.reader, run_id, employer.id, late, test)
    row = _keep(work, "fps", employer, made, run.tax_year, pay_run_id=run_id, late=late)
    work.say(f"Made the FPS of {run_title(run)} for {employer.name}")
    return row.id


@action("Make the EPS of a tax month to be sent", FINISH_PAY, undoable=False)
def prepare_eps(work: Work, tax_year: str, tax_month: int, employer_id: int | None = None, test: bool = False) -> int:
    """Make and keep the EPS of an employer's tax month. Returns its number among the files for HMRC."""
    employer = _may_send(work, employer_id)
    made = eps_file(work.reader, tax_year, tax_month, employer.id, test)
    row = _keep(work, "eps", employer, made, tax_year, tax_month=tax_month)
    work.say(f"Made the EPS of tax month {tax_month} of {tax_year} for {employer.name}")
    return row.id


@action("Record HMRC's answer", FINISH_PAY, undoable=False)
def record_answer(work: Work, filing_id: int, answer: Answer) -> str:
    """Keep what HMRC said of a file. Accepted pay is marked as filed, and its run is not reopened any more."""
    row = work.get(FilingRow, filing_id)
    state, words = answer.state, answer.words
    if state == ACCEPTED and answer.mark and answer.mark != row.mark_sent:
        state, words = LOST, "HMRC's receipt bears the mark of another file. See in HMRC online what arrived."
    work.change(
        row, state=state, correlation=answer.correlation or row.correlation, endpoint=answer.endpoint or row.endpoint,
        again_after=answer.again_after, answered=utc_now(), words=words, answer=answer.xml,
    )  # fmt: skip
    if state == REFUSED:
        work.add_many(FilingComplaintRow, [_complaint(row, one) for one in answer.complaints])
    if state == ACCEPTED and row.pay_run_id is not None and not row.test:
        _mark(work, row)
    work.say(f"HMRC on {title_of(row)}: {words}")
    return state


@action("Record that no answer came from HMRC", FINISH_PAY, undoable=False)
def record_silence(work: Work, filing_id: int, why: str) -> None:
    """A file was sent and no answer came; one that HMRC has acknowledged goes on waiting."""
    row = work.get(FilingRow, filing_id)
    work.change(row, state=WAITING if row.state == WAITING else LOST, words=why)
    work.say(f"No answer from HMRC on {title_of(row)}")


def title_of(row: Any) -> str:
    """A file in words."""
    test = " (a test)" if row.test else ""
    return f"the {row.kind.upper()} {row.mark[:8]}{test}"


def _may_send(work: Work, employer_id: int | None) -> Employer:
    employer = needed_employer(work.reader, employer_id)
    if why := why_not_send(employer, practice=work.reader.practice):
        raise Refusal(why)
    if employer.id is None:
        raise Refusal("This employer is not recorded yet.", "Open Employers and record everybody's job first.")
    return employer


def _not_twice(states: list[str], correcting: bool) -> None:
    if WAITING in states:
        raise Refusal("HMRC is still looking at the FPS of this run.", "Ask for its answer first.")
    if ACCEPTED in states and not correcting:
        raise Refusal(
            "HMRC has accepted the FPS of this run.", "Send it again only as a correction: give H as the reason."
        )


def _keep(work: Work, kind: str, employer: Employer, made: RtiFile, tax_year: str, **more: Any) -> FilingRow:
    return work.add(
        FilingRow(
            kind=kind, employer_id=employer.id, tax_year=tax_year, mark=made.mark.base32, mark_sent=made.mark.base64,
            test=made.test, made=utc_now(), by=work.reader.user.name, people=[list(one) for one in made.who],
            xml=made.xml.decode("utf-8"), state=MADE, again_after=0, **more,
        )
    )  # fmt: skip


def _complaint(row: FilingRow, one: Complaint) -> dict[str, Any]:
    about = row.people[one.place - 1][0] if 0 < one.place <= len(row.people) else None
    return {
        "filing_id": row.id, "assistant_id": about, "number": one.number[:40], "kind": one.kind, "text": one.text,
        "location": one.location,
    }  # fmt: skip


def _mark(work: Work, row: FilingRow) -> None:
    assert row.pay_run_id is not None
    work.add(
        PayRunMarkRow(
            pay_run_id=row.pay_run_id, employer_id=row.employer_id, kind="filed", at=utc_now(),
            by=work.reader.user.name, note=f"FPS {row.mark}",
        )
    )  # fmt: skip
