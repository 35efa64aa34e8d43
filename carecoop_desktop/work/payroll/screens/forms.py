"""The forms of the pay run page: what they ask and what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from carecoop_desktop.platform.desktop.deed_form import Deed, Filling
from carecoop_desktop.platform.desktop.forms import Field, check, choice, date_, hours, money, multiline, number, person
from carecoop_desktop.platform.desktop.whole_record import changing_whole
from carecoop_desktop.platform.kernel.dates import format_date
from carecoop_desktop.platform.kernel.errors import Invalid, Issue
from carecoop_desktop.platform.kernel.money import format_money
from carecoop_desktop.work.payroll.actions import (
    add_to_run,
    correct_payslip,
    mark_run,
    reopen_run,
    set_letters_by,
    set_line,
    start_supplementary,
)
from carecoop_desktop.work.payroll.actions.again import MARKS
from carecoop_desktop.work.payroll.actions.letters import WAYS, LettersBy
from carecoop_desktop.work.payroll.bank.saved import SavedFile
from carecoop_desktop.work.payroll.employers.views import Employment, Scheme
from carecoop_desktop.work.payroll.queries import PayslipView, RunView
from carecoop_desktop.work.payroll.rules.correcting import BY_AMOUNT, Correction
from carecoop_desktop.work.payroll.rules.lines import HOURLY, LABELS
from carecoop_desktop.work.payroll.rules.working import line_text
from carecoop_desktop.work.timesheets.queries import PayPeriod

Find = Callable[[str], list[tuple[int, str]]]
_ON_PAYSLIP = "It is printed on the payslip"


def setting_line(view: PayslipView) -> Filling:
    """Another amount for one line of a draft payslip."""
    lines = [(line.key, _line_words(view, place)) for place, line in enumerate(view.lines)]
    fields = (
        choice("line", "Line", lines, lines[0][0] if lines else None, required=True),
        money("pence", "Amount to pay", hint="Empty: as worked out"),
        multiline("reason", "Why", lines=2, hint=_ON_PAYSLIP),
    )

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        return Deed(set_line, (view.id, values["line"], values["pence"], values["reason"] or "", view.run.mark))

    note = "The payslip is worked out again with it, and stays so until the run is finished."
    return Filling(f"Set a line of {view.name}'s pay", "Set amount", fields, submit, note=note)


def _line_words(view: PayslipView, place: int) -> str:
    line = view.lines[place]
    whose = view.members.get(line.member_id or 0, "")
    parts = [line.label, whose, line_text(line), format_money(line.pence)]
    return " · ".join(part for part in parts if part)


def correcting(view: PayslipView) -> Filling:
    """A line in the next run that puts an issued payslip right."""
    kinds = [*LABELS.items(), ("adjustment", "Pay, by amount")]
    members = [(None, "The co-op"), *sorted(view.members.items(), key=lambda one: one[1])]
    first = next((line.member_id for line in view.lines if line.member_id is not None), None)
    fields: tuple[Field, ...] = (
        choice("kind", "What was wrong", kinds, "standard", required=True),
        choice("way", "It was", [("few", "too little"), ("many", "too much")], "few", required=True),
        hours("minutes", "Hours", hint="For hours of any kind"),
        number("units", "Nights", hint="Or tenths of a mile, for mileage"),
        money("pence", "Amount", hint="For expenses and pay by amount"),
        choice("member_id", "Charged to", members, first),
        multiline("reason", "Why", lines=2, hint=_ON_PAYSLIP),
    )

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        return Deed(correct_payslip, (view.id, correction_of(values)))

    note = f"The payslip of {view.run.title} stays as it is. The next pay run pays a line at the rates of that time."
    return Filling(f"Correct {view.name}'s payslip", "Correct", fields, submit, note=note)


def correction_of(values: dict[str, Any]) -> Correction:
    """A correction from what was filled in."""
    sign = 1 if values["way"] == "few" else -1
    kind = values["kind"]
    counted = values["minutes"] if kind in HOURLY else values["units"]
    quantity = 0 if kind in BY_AMOUNT else counted or 0
    pence = (values["pence"] or 0) if kind in BY_AMOUNT else 0
    return Correction(kind, values["member_id"], sign * quantity, sign * pence, values["reason"] or "")


def supplementing(paid: Sequence[PayPeriod], today: date) -> Filling:
    """A run for hours of a finished period that were approved later."""
    spans = [(span.id, f"{span.name}, paid {format_date(span.pay_date)}") for span in paid]
    latest = spans[0][0] if spans else None
    fields = (
        choice("period", "Pay period", spans, latest, required=True),
        date_("pay_date", "Pay date", max([today, *(span.pay_date for span in paid[:1])]), required=True),
    )
    note = "It pays hours approved since, whoever was held back and corrections that wait; nobody is paid twice."
    return Filling(
        "Supplementary pay run",
        "Start",
        fields,
        lambda values, _v: Deed(start_supplementary, (values["period"], values["pay_date"])),
        note=note,
    )


def reopening(run: RunView, file: SavedFile | None = None) -> Filling:
    """Withdraw the last run and start it again; a bank file saved from it is told first and needs a tick."""
    ask = (multiline("reason", "Why", lines=2, required=True),)
    tick = () if file is None else (check("file_known", "The bank file is not sent, or stopped at the bank"),)
    saved = "" if file is None else (
        f"This run has {file.told}. What was sent to the bank is paid, whatever is withdrawn here: stop it first, or "
        "leave the run and correct it in the next one. "
    )  # fmt: skip
    note = saved + (
        "Its payslips are kept as withdrawn and the accounts are reversed by entries of their own. "
        "A draft with the same hours stands in its place."
    )
    return Filling(
        f"Reopen the pay run {run.title}",
        "Reopen",
        (*ask, *tick),
        lambda values, _v: Deed(reopen_run, (run.id, values["reason"] or "", bool(values.get("file_known")))),
        note=note,
    )


def marking(run: RunView, schemes: Sequence[Scheme]) -> Filling:
    """Note that a run was filed or paid by hand."""
    whose = [(None, "All employers"), *((one.id, one.name) for one in schemes)]
    fields = (
        choice("kind", "It was", list(MARKS.items()), "filed", required=True),
        choice("employer", "For", whose, None),
        multiline("note", "Note", lines=2),
    )
    note = "From then on the run is not reopened; what is wrong is corrected in the next one."
    return Filling(
        f"The pay run {run.title} left the house",
        "Record",
        fields,
        lambda values, _v: Deed(mark_run, (run.id, values["kind"], values["employer"], values["note"] or "")),
        note=note,
    )


def adding(run: RunView, jobs: Sequence[Employment]) -> Filling:
    """Pay somebody who has no hours in a draft run."""

    def find(typed: str) -> list[tuple[int, str]]:
        wanted = typed.casefold()
        return [(job.id, _job_words(job)) for job in jobs if wanted in job.assistant.casefold()][:20]

    def submit(values: dict[str, Any], _version: int | None) -> Deed:
        if values["job"] is None:
            raise Invalid([Issue("job", "Choose a PA.")])
        return Deed(add_to_run, (run.id, values["job"]))

    return Filling(
        "Pay somebody without hours",
        "Add to the run",
        (person("job", "PA", find, required=True),),
        submit,
        note="A payslip without hours pays back tax that was taken too much, or what is owed.",
    )


def _job_words(job: Employment) -> str:
    return f"{job.assistant} · {job.number} · {job.employer}"


def following_age(held: LettersBy, fresh: Callable[[], LettersBy]) -> Filling:
    """Whether NI letters follow age and relief on their own, or only on somebody's word."""
    return changing_whole(
        "How NI letters follow age",
        "Save",
        held,
        fresh,
        lambda now: (choice("how", "A letter that no longer fits", list(WAYS.items()), now.how, required=True),),
        lambda values, version: Deed(set_letters_by, (values["how"], version)),
        columns={"value": "how"},
        note="Taken at the next working out of a draft. A payslip says which letter was taken instead, and why.",
    )
