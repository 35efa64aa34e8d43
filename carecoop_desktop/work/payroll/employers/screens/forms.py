"""The forms of employers and jobs: what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from carecoop_desktop.people.assistants.entries import Tax
from carecoop_desktop.people.assistants.rules import words
from carecoop_desktop.people.assistants.screens.forms import in_force
from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, check, choice, date_, heading, money, multiline, person, text
from carecoop_desktop.platform.desktop.keyed_record import Key, setting_under
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import tax_year_of, tax_year_start
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.work.payroll.actions import correct_letter
from carecoop_desktop.work.payroll.employers.actions import (
    add_employer,
    add_employment,
    claim_allowance,
    close_employer,
    end_employment,
    set_director,
    set_employment_tax,
    set_workplace,
)
from carecoop_desktop.work.payroll.employers.rules import METHODS, concerns
from carecoop_desktop.work.payroll.employers.views import Employment, JobTax, Scheme
from carecoop_desktop.work.payroll.rti.actions import set_employer
from carecoop_desktop.work.payroll.rti.employer import Employer

Find = Callable[[str], list[tuple[int, str]]]
_YES_NO = [("", "Not answered"), ("yes", "Yes"), ("no", "No")]


def adding_employer(find: Find) -> Filling:
    """A new PAYE scheme: a member's who is the employer, or another one of the co-op."""

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        member = values.pop("member_id")
        return Deed(add_employer, (_texts(values), member))

    fields = (person("member_id", "Member who is the employer", find, hint="Empty: another scheme of the co-op"),
              *_details(Employer()))  # fmt: skip
    return Filling("New employer", "Add employer", fields, submit,
                   note="HMRC's references may follow later; nothing is filed for it until then.")  # fmt: skip


def changing_employer(employer: Employer, fresh: Callable[[], int]) -> Filling:
    """The details that HMRC and the bank know an employer by."""
    return Filling(
        f"Edit {employer.name}",
        "Save",
        _details(employer),
        lambda values, version: Deed(set_employer, (_texts(values), employer.id, version)),
        employer.version,
        only_changed=True,
        fresh=fresh,
    )


def _texts(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value or "") for name, value in values.items()}


def _details(of: Employer) -> tuple[Field, ...]:
    return (
        text("name", "Name", of.name, hint="As on HMRC's letters"),
        heading("HMRC"),
        text("office_number", "Tax office number", of.office_number, width=6, hint="The three digits before the slash"),
        text("paye_reference", "PAYE reference", of.paye_reference, width=12, hint="Behind the slash"),
        text("accounts_reference", "Accounts office reference", of.accounts_reference, width=16, hint="120PA00012345"),
        text("cotax", "Corporation tax reference", of.cotax, width=12, hint="A company only"),
        text("sautr", "Self assessment reference", of.sautr, width=12, hint="Not a company"),
        text("sender_id", "User ID for HMRC online", of.sender_id, hint="Its password is never kept"),
        text("vendor_id", "HMRC vendor ID", of.vendor_id, width=6, hint="Empty: live filing is off"),
        choice("small_relief", "Small employer for statutory pay", _YES_NO, of.small_relief),
        heading("Where wages are paid from"),
        text("bank_sort_code", "Sort code", of.bank_sort_code, width=8, hint="Six digits; empty: the co-op's account"),
        text("bank_account", "Account number", of.bank_account, width=10, hint="Eight digits"),
        text("service_user", "Bacs service user number", of.service_user, width=8),
        heading("Address"),
        multiline("address", "Address", of.address, lines=3),
        text("postcode", "Postcode", of.postcode, width=10),
    )


CLAIMED = {"": "not claimed", "yes": "claimed", "no": "no longer claimed"}
_ALLOWANCE = {"allowance": "Employment Allowance", "allowance_answers": "Its questions"}


def claiming(scheme: Scheme, questions: Sequence[str], fresh: Callable[[], Scheme]) -> Filling:
    """The questions of Employment Allowance, and whether what it saves reaches the members."""
    person_ = scheme.member_id is not None
    asked = [place for place, question in enumerate(questions) if concerns(question, person_)]

    def fields(now: Scheme) -> tuple[Field, ...]:
        answers = [*now.answers, *[""] * len(questions)]
        return (
            *(
                choice(f"answer_{place}", f"Question {number}", _YES_NO, answers[place], hint=questions[place])
                for number, place in enumerate(asked, start=1)
            ),
            check("shared", "Members are charged less by it", now.allowance_shared),
        )

    def submit(values: dict[str, Any], version: int | None) -> Deed:
        given = [values.get(f"answer_{place}") or "" for place in range(len(questions))]
        return Deed(claim_allowance, (scheme.id, given, values["shared"], version))

    note = "It lowers what is owed to HMRC. Whether a co-op paid mostly by councils may claim needs advice."
    return changing_whole(f"Employment Allowance for {scheme.name}", "Claim", scheme, fresh, fields, submit,
                          note=note, columns={"allowance_shared": "shared"}, names=_ALLOWANCE,
                          shows={"allowance": lambda claimed: CLAIMED.get(claimed, claimed),
                                 "allowance_answers": ", ".join})  # fmt: skip


def closing(scheme: Scheme, today: date, fresh: Callable[[], Scheme]) -> Filling:
    """The last day for which anybody is paid in a scheme."""
    return changing_whole(
        f"Close the scheme of {scheme.name}",
        "Close",
        scheme,
        fresh,
        lambda now: (date_("day", "Last day of work", now.closed or today, hint="Empty: it is open"),),
        lambda values, version: Deed(close_employer, (scheme.id, values["day"], version)),
        columns={"closed": "day"},
    )


def adding_job(scheme: Scheme, find: Find, today: date) -> Filling:
    """Somebody is employed in a scheme."""

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        if values["assistant_id"] is None:
            raise Invalid([Issue("assistant_id", "Choose a PA.")])
        given = (values["assistant_id"], scheme.id, values["started"], values["number"] or "")
        return Deed(add_employment, given)

    fields = (
        person("assistant_id", "PA", find, required=True),
        date_("started", "First day", today, required=True),
        text("number", "Payroll number", width=12, hint="Empty: the PA's number"),
    )
    note = "A job beside that with the co-op needs tax details of its own: usually BR, by statement C."
    return Filling(f"A job with {scheme.name}", "Record job", fields, submit, note=note)


def ending_job(job: Employment, today: date, fresh: Callable[[], Employment]) -> Filling:
    """The last day of a job."""
    return changing_whole(
        f"{job.assistant} leaves {job.employer}",
        "Set last day",
        job,
        fresh,
        lambda now: (date_("left", "Last day", now.left_on or today, hint="Empty: the job goes on"),),
        lambda values, version: Deed(end_employment, (job.id, values["left"], version)),
        columns={"left_on": "left"},
        note="The payslip that pays the last day carries it, and the P45 follows.",
    )


def placing(job: Employment, fresh: Callable[[], Employment]) -> Filling:
    """Where somebody works, for NI letters that belong to a place."""
    hint = "CH1 2AB, or nothing"
    return changing_whole(
        f"Where {job.assistant} works for {job.employer}",
        "Save",
        job,
        fresh,
        lambda now: (text("postcode", "Postcode of the workplace", now.workplace_postcode, width=10, hint=hint),),
        lambda values, version: Deed(set_workplace, (job.id, values["postcode"] or "", version)),
        columns={"workplace_postcode": "postcode"},
        note="HMRC wants it for NI letters of a freeport or investment zone: F, I, L, S and N, E, D, K.",
    )


def righting_letter(job: Employment, today: date) -> Filling:
    """A letter that was wrong on earlier payslips; what it comes to is told before anything is done."""
    fields = (
        date_("since", "Wrong from the payday", tax_year_start(tax_year_of(today)), required=True),
        choice("letter", "The right letter", list(words.NI_LETTERS.items()), None, required=True),
        text("reason", "How it was found", required=True, hint="Kept with the payslips"),
        check("agreed", "That is right", False, hint="It is put right with the next pay run."),
    )

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        given = (values["since"], values["letter"] or "", values["reason"], values["agreed"])
        return Deed(correct_letter, (job.id, *given))

    note = "What it comes to is told before it is done. The letter from now on stands in the tax details."
    return Filling(f"A wrong NI letter of {job.assistant} with {job.employer}", "Put right", fields, submit, note=note)


def directing(job: Employment, fresh: Callable[[], Employment]) -> Filling:
    """A directorship and how its National Insurance is worked out."""
    return changing_whole(
        f"{job.assistant} as a director",
        "Save",
        job,
        fresh,
        lambda now: (
            choice("method", "National Insurance", list(METHODS.items()), now.director_method, required=False),
            date_("since", "Appointed", now.director_since),
            date_("until", "Until", now.director_until),
        ),
        lambda values, version: Deed(
            set_director, (job.id, values["method"] or "", values["since"], values["until"], version)
        ),
        columns={f"director_{name}": name for name in ("method", "since", "until")},
        note="A director's contributions count over the tax year, or what is left of it from the appointment.",
    )


def taxing(job: Employment, today: date, held: JobTax, fresh: Callable[[], JobTax]) -> Filling:
    """Tax code and NI letter of one job, from those that it has."""
    now = in_force(held.lines, (today,)) or (held.lines[-1] if held.lines else _SECOND_JOB)
    fields = (
        date_("since", "From", today if held.lines else job.started or today, required=True),
        text("tax_code", "Tax code", now.tax_code, width=12, required=True,
             hint="BR by statement C, else as the notice says"),
        choice("basis", "Basis", list(words.BASES.items()), now.basis, required=True),
        choice("ni_letter", "NI letter", list(words.NI_LETTERS.items()), now.ni_letter, required=True),
        choice("loans", "Student loan", list(words.LOANS.items()), now.loans),
        choice("starter_statement", "Starter checklist", list(words.STARTER_STATEMENTS.items()), now.starter_statement),
        money("p45_pay", "Pay on the P45", now.p45_pay),
        money("p45_tax", "Tax on the P45", now.p45_tax),
        text("p45_tax_year", "Tax year of the P45", now.p45_tax_year, width=10, hint="2026-27"),
        text("source", "Where this comes from", hint="P45, P6, starter checklist"),
    )  # fmt: skip

    def submit(values: dict[str, Any], seen: int) -> Deed:
        texts = ("loans", "starter_statement")
        filled: dict[str, Any] = {k: "" if v is None and k in texts else v for k, v in values.items()}
        return Deed(set_employment_tax, (job.id, Tax(**filled), seen))

    def theirs(key: Key) -> dict[str, Any]:
        stands = in_force(fresh().lines, key)
        return {} if stands is None else asdict(stands)

    return setting_under(f"Tax details of {job.assistant} with {job.employer}", "Set tax details", fields, ("since",),
                         held.mark, theirs, submit)  # fmt: skip


_SECOND_JOB = Tax(None, "BR", "A", starter_statement="C")
