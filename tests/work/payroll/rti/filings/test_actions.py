"""Files made to be sent and HMRC's answers kept: immutable, once only, and the run stays as it is."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.platform.kernel.errors import NotAllowed, Refusal
from carecoop_desktop.platform.office.actions import action
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.office.permissions import SEE_RECORDS, Role
from carecoop_desktop.platform.office.reader import User
from carecoop_desktop.platform.office.work import Work
from carecoop_desktop.work.payroll.actions import reopen_run
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import Employer
from carecoop_desktop.work.payroll.rti.engine import ACCEPTED, REFUSED, WAITING, Answer, Complaint
from carecoop_desktop.work.payroll.rti.filings.actions import (
    prepare_eps,
    prepare_fps,
    record_answer,
    record_silence,
    why_not_send,
)
from carecoop_desktop.work.payroll.rti.filings.queries import filing, filing_xml, filings, objections
from carecoop_desktop.work.payroll.rti.filings.tables import FilingRow
from carecoop_desktop.work.payroll.rti.transport import ENGINE
from tests.work.payroll.crew import Crew


@action("Change a file of a test", SEE_RECORDS)
def meddle(work: Work, filing_id: int, **values: Any) -> None:
    """What nobody may."""
    work.change(work.get(FilingRow, filing_id), **values)


def mark_of(office: Office, number: int) -> str:
    return str(etree.fromstring(office.read(filing_xml, number)).findtext(".//{*}IRmark"))


def test_an_accepted_fps_is_a_receipt_and_its_run_stays(crew: Crew, run: int) -> None:
    office = crew.office
    number = office.do(prepare_fps, run).value
    office.do(record_answer, number, Answer(WAITING, "0A", "https://x/poll", 3))
    with pytest.raises(Refusal, match="still looking"):
        office.do(prepare_fps, run)
    with pytest.raises(Refusal, match="sent to HMRC"):
        office.do(reopen_run, run, "An hour was missing")
    office.do(record_answer, number, Answer(ACCEPTED, words="Thank you.", mark=mark_of(office, number), xml="<a/>"))
    kept = office.read(filing, number)
    assert (kept.state, kept.words, kept.correlation, kept.people) == (ACCEPTED, "Thank you.", "0A", 2)
    assert kept.answered is not None and kept.by == office.user.name and len(kept.mark) == 32
    with pytest.raises(Refusal, match="filed"):
        office.do(reopen_run, run, "An hour was missing")
    with pytest.raises(Refusal, match="only as a correction"):
        office.do(prepare_fps, run)
    again = office.do(prepare_fps, run, None, "H").value
    assert b"<LateReason>H</LateReason>" in office.read(filing_xml, again)


def test_a_refused_fps_names_the_person_and_the_run_may_be_reopened(crew: Crew, run: int) -> None:
    office = crew.office
    number = office.do(prepare_fps, run).value
    said = (Complaint("7823", "business", "Two lines.", "/x/Employee[2]/", 2), Complaint("5005", "business", "Keys."))
    office.do(record_answer, number, Answer(REFUSED, words="Two lines.", complaints=said))
    about_all, about_bea = office.read(objections, number)
    assert (about_all.name, about_all.number) == ("", "5005")
    assert (about_bea.name, about_bea.assistant_id) == ("Bea Ward", crew.ids["Bea"])
    office.do(reopen_run, run, "The address was wrong")


def test_a_file_is_never_altered(crew: Crew, run: int) -> None:
    number = crew.office.do(prepare_fps, run).value
    for change in ({"xml": "<other/>"}, {"mark": "X"}, {"people": []}):
        with pytest.raises(Refusal, match="cannot be altered"):
            crew.office.do(meddle, number, **change)
    crew.office.do(record_answer, number, Answer(ACCEPTED, mark=mark_of(crew.office, number)))
    with pytest.raises(Refusal, match="cannot be altered"):
        crew.office.do(record_answer, number, Answer(REFUSED))


def test_a_receipt_for_another_file_is_none(crew: Crew, run: int) -> None:
    number = crew.office.do(prepare_fps, run).value
    assert crew.office.do(record_answer, number, Answer(ACCEPTED, mark="someoneelses")).value == "lost"
    assert "another file" in crew.office.read(filing, number).words
    with pytest.raises(Refusal, match="sent to HMRC"):
        crew.office.do(reopen_run, run, "An hour was missing")


def test_silence_is_kept_and_what_hmrc_has_goes_on_waiting(crew: Crew, run: int) -> None:
    first = crew.office.do(prepare_fps, run).value
    crew.office.do(record_silence, first, "HMRC gave no answer.")
    assert crew.office.read(filing, first).state == "lost"
    second = crew.office.do(prepare_fps, run).value
    crew.office.do(record_answer, second, Answer(WAITING, "0A", "https://x/poll"))
    crew.office.do(record_silence, second, "HMRC gave no answer.")
    assert [one.state for one in crew.office.read(filings)] == [WAITING, "lost"]


def test_a_test_changes_nothing_of_the_run(crew: Crew, run: int) -> None:
    number = crew.office.do(prepare_fps, run, None, "", True).value
    crew.office.do(record_answer, number, Answer(ACCEPTED, mark=mark_of(crew.office, number)))
    assert crew.office.read(filing, number).title.endswith("(test)")
    crew.office.do(reopen_run, run, "It was only a test")


def test_without_a_vendor_id_nothing_is_made_to_be_sent(crew: Crew, run: int) -> None:
    crew.office.do(set_employer, {"vendor_id": ""})
    for test in (False, True):
        with pytest.raises(Refusal, match="no vendor ID"):
            crew.office.do(prepare_fps, run, None, "", test)
    with pytest.raises(Refusal, match="no vendor ID"):
        crew.office.do(prepare_eps, "2026-27", 5)
    assert crew.office.read(filings) == []


def test_a_practice_office_sends_nothing_to_hmrc(crew: Crew, run: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ENGINE)
    with pytest.raises(Refusal, match="practice office"):
        crew.office.do(prepare_fps, run)


@pytest.mark.parametrize(
    ("employer", "practice", "why"),
    [
        (Employer("A", "120", "A1", "120PA00012345", vendor_id="1234", sender_id="A"), False, ""),
        (Employer("A", "120", "A1", "120PA00012345", vendor_id="1234", sender_id="A"), True, "practice"),
        (Employer("A", vendor_id="1234", sender_id="A"), False, "references"),
        (Employer("A", "120", "A1", "120PA00012345", vendor_id="1234"), False, "user ID"),
        (Employer("A", "120", "A1", "120PA00012345", sender_id="A"), False, "Live filing is off"),
    ],
)
def test_why_nothing_can_be_sent_is_said(employer: Employer, practice: bool, why: str) -> None:
    said = why_not_send(employer, practice=practice)
    assert (why in said) if why else said == ""


def test_an_eps_is_kept_by_its_month_and_only_payroll_sends(crew: Crew, run: int) -> None:
    number = crew.office.do(prepare_eps, "2026-27", 5).value
    kept = crew.office.read(filing, number)
    assert (kept.kind, kept.tax_month, kept.title) == ("eps", 5, "EPS, tax month 5 of 2026-27")
    with pytest.raises(Refusal, match="no such file"):
        crew.office.read(filing_xml, number + 1)
    crew.office.user = User("Tom", Role.TREASURER)
    with pytest.raises(NotAllowed):
        crew.office.do(prepare_fps, run)
    with pytest.raises(NotAllowed):
        crew.office.read(filing_xml, number)
