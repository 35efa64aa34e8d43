"""The passport of the room: ledger."""

from __future__ import annotations

from carecoop_desktop.platform.office.features import Command, Feature, LiveCheck, Panel, RailEntry, Ref

_ROOM = "carecoop_desktop.money.ledger"
_PROOF = f"{_ROOM}.queries.proof"
_WAITING = f"{_ROOM}.queries.waiting"

FEATURE = Feature(
    room="ledger",
    wing="money",
    tables=Ref(f"{_ROOM}.tables"),
    actions=(Ref(f"{_ROOM}.actions"),),
    rail=(
        RailEntry(
            "accounts",
            "Member accounts",
            Ref(f"{_ROOM}.screens.page:make_page"),
            Ref(f"{_WAITING}:badge"),
            ("posting", "agreement"),
        ),
    ),
    panels=(
        Panel("member.overview", "", Ref(f"{_ROOM}.screens.panel:AccountPanel"), order=40),
        Panel("member", "Account", Ref(f"{_ROOM}.screens.panel:AccountTab"), order=40),
        Panel("pay-run-papers", "", Ref(f"{_ROOM}.screens.journal_paper:journal_paper")),
    ),
    commands=(
        Command(
            "Receive money for a member",
            Ref(f"{_ROOM}.screens.page:receive"),
            Ref(f"{_ROOM}.permissions:POST_MONEY"),
            keywords="receipt direct payment contribution bank",
        ),
        Command(
            "Pay out for a member",
            Ref(f"{_ROOM}.screens.page:pay"),
            Ref(f"{_ROOM}.permissions:POST_MONEY"),
            keywords="invoice bill payment",
        ),
    ),
    checks=(
        LiveCheck("support_budget_cover", "Members’ money lasts four weeks or more", Ref(f"{_WAITING}:budget_cover")),
        LiveCheck("member_accounts_balanced", "Members’ money proved apart", Ref(f"{_PROOF}:accounts_balanced")),
    ),
    today=(Ref(f"{_WAITING}:today_items"),),
    listeners=(
        (Ref("carecoop_desktop.work.payroll.events:PayRunFinished"), Ref(f"{_ROOM}.listening:charge_accounts")),
        (Ref("carecoop_desktop.work.payroll.events:PayRunWithdrawn"), Ref(f"{_ROOM}.withdrawing:take_back")),
    ),
    columns={"members": Ref(f"{_ROOM}.queries.lists:member_columns")},
    demo=Ref(f"{_ROOM}.demo:demo"),
    demo_month=Ref(f"{_ROOM}.demo:demo_month"),
    office_checks=(Ref(f"{_PROOF}:faults"),),
)
