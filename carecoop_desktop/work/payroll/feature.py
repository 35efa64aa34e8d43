"""The passport of the room: payroll."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, LiveCheck, Panel, RailEntry, Ref

_HERE = "carecoop_desktop.work.payroll"

FEATURE = Feature(
    room="payroll",
    wing="work",
    tables=Ref(f"{_HERE}.tables"),
    actions=(
        Ref(f"{_HERE}.actions"),
        Ref(f"{_HERE}.rti.actions"),
        Ref(f"{_HERE}.rti.filings.actions"),
        Ref(f"{_HERE}.employers.actions"),
        Ref(f"{_HERE}.employers.uplift"),
        Ref(f"{_HERE}.absence.actions"),
        Ref(f"{_HERE}.orders.actions"),
        Ref(f"{_HERE}.pensions.actions"),
        Ref(f"{_HERE}.bank.modulus"),
        Ref(f"{_HERE}.bank.accounts"),
        Ref(f"{_HERE}.bank.choosing"),
        Ref(f"{_HERE}.bank.saved"),
    ),
    rail=(
        RailEntry(
            "payroll",
            "Payroll",
            Ref(f"{_HERE}.screens.page:make_page"),
            Ref(f"{_HERE}.queries.waiting:badge"),
            ("pay_run", "pay_period", "payslip"),
        ),
        RailEntry("absence", "Absence", Ref(f"{_HERE}.absence.screens.page:make_page")),
        RailEntry("employers", "Employers", Ref(f"{_HERE}.employers.screens.page:make_page")),
        RailEntry("deductions", "Deductions", Ref(f"{_HERE}.pensions.screens.page:make_page")),
        RailEntry("filing", "Filing", Ref(f"{_HERE}.rti.screens.page:make_page")),
        RailEntry("papers", "Payroll papers", Ref(f"{_HERE}.papers.screens.page:make_page")),
    ),
    panels=(
        Panel("assistant", "Payslips", Ref(f"{_HERE}.screens.panel:PayslipsPanel"), 60),
        Panel("assistant", "Absence", Ref(f"{_HERE}.absence.screens.panel:AbsencePanel"), 55),
        Panel("assistant", "Deductions", Ref(f"{_HERE}.pensions.screens.panel:DeductionsPanel"), 57),
    ),
    commands=(
        Command(
            "Start a pay run",
            Ref(f"{_HERE}.screens.page:start_next"),
            Ref(f"{_HERE}.permissions:PREPARE_PAY"),
            keywords="payroll payslips wages month",
        ),
        Command(
            "Employers and jobs",
            Ref(f"{_HERE}.employers.screens.page:open_employers"),
            Ref(f"{_HERE}.permissions:SEE_PAY"),
            keywords="PAYE scheme employer payroll number allowance director",
        ),
        Command(
            "Payroll papers",
            Ref(f"{_HERE}.papers.screens.page:open_papers"),
            Ref(f"{_HERE}.permissions:SEE_PAY"),
            keywords="P60 P45 P32 year card gross to net certificate HMRC",
        ),
        Command(
            "Filing with HMRC",
            Ref(f"{_HERE}.rti.screens.page:open_filing"),
            Ref(f"{_HERE}.permissions:SEE_PAY"),
            keywords="RTI FPS EPS HMRC submit send file due",
        ),
        Command(
            "Record sickness",
            Ref(f"{_HERE}.absence.screens.commands:record_sickness"),
            Ref(f"{_HERE}.absence.permissions:CHANGE_ABSENCE"),
            keywords="sick ill absence ssp away",
        ),
        Command(
            "Record holiday",
            Ref(f"{_HERE}.absence.screens.commands:record_holiday"),
            Ref(f"{_HERE}.absence.permissions:CHANGE_ABSENCE"),
            keywords="leave annual absence away",
        ),
    ),
    checks=(
        LiveCheck(
            "pay_above_minimum_wage",
            "Everybody paid at or above the minimum wage",
            Ref(f"{_HERE}.queries.waiting:pay_above_minimum_wage"),
        ),
    ),
    today=(
        Ref(f"{_HERE}.queries.waiting:today"),
        Ref(f"{_HERE}.orders.queries:today"),
        Ref(f"{_HERE}.absence.queries.waiting:today"),
        Ref(f"{_HERE}.pensions.queries.waiting:today"),
        Ref(f"{_HERE}.rti.filings.due:today"),
    ),
    listeners=(
        (Ref("carecoop_desktop.work.timesheets.events:PeriodUnlocking"), Ref(f"{_HERE}.listening:keep_locked")),
        (Ref(f"{_HERE}.events:PayRunFinished"), Ref(f"{_HERE}.orders.listening:keep_taken")),
        (Ref(f"{_HERE}.events:PayRunFinished"), Ref(f"{_HERE}.pensions.listening:keep_pensions")),
        (Ref(f"{_HERE}.events:PayRunWithdrawn"), Ref(f"{_HERE}.rti.filings.listening:keep_sent")),
    ),
    demo=Ref(f"{_HERE}.demo:fill"),
    demo_month=Ref(f"{_HERE}.demo:do_month"),
    office_checks=(Ref(f"{_HERE}.queries.waiting:faults"),),
)
