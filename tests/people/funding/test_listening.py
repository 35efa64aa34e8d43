"""The import of members brings its funding along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from carecoop_desktop.people.funding.queries import AgreementLine, agreements_of, funders
from carecoop_desktop.people.members.actions import import_members
from carecoop_desktop.people.members.queries import member_names
from carecoop_desktop.platform.office.office import Office

HEAD = "Member No,Name,D.O.B.,Council / ICB,Type of funding,Weekly budget,Client contribution (pw),Joined"
ROW = "001,Joan Fenwick,24/06/2001,Cheshire West & Chester,DP,717.50,21.50,2025-12-12"
TODAY = date(2026, 11, 30)


@pytest.fixture
def bring(office: Office, tmp_path: Path) -> Callable[..., list[AgreementLine]]:
    """Imports rows and gives the agreements of the first member."""

    def bring_in(*rows: str) -> list[AgreementLine]:
        path = tmp_path / "members.csv"
        path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
        office.do(import_members, path, accept_good=True)
        first = min(office.read(member_names))
        return office.read(agreements_of, first)

    return bring_in


def test_a_row_becomes_a_funder_of_the_register_and_an_agreement(
    office: Office, bring: Callable[..., list[AgreementLine]]
) -> None:
    (line,) = bring(ROW)
    assert (line.funder, line.scheme, line.weekly, line.contribution) == (
        "Cheshire West and Chester",
        "DP",
        71_750,
        2_150,
    )
    assert line.start == date(2025, 12, 12)
    (funder,) = office.read(funders)
    assert (funder.kind, funder.code) == ("council", "E06000050")


def test_two_spellings_are_one_funder(office: Office, bring: Callable[..., list[AgreementLine]]) -> None:
    bring(ROW, "002,Ann Hay,24/06/1991,CWAC,Direct Payment,100.00,0.00,2025-12-12")
    assert [line.members for line in office.read(funders)] == [2]


def test_the_same_again_changes_nothing(office: Office, bring: Callable[..., list[AgreementLine]]) -> None:
    before = bring(ROW)
    assert bring(ROW) == before and len(office.read(funders)) == 1


def test_a_funder_nobody_knows_is_kept_as_typed(office: Office, bring: Callable[..., list[AgreementLine]]) -> None:
    (line,) = bring(ROW.replace("Cheshire West & Chester", "Brass Band Fund"))
    assert line.funder == "Brass Band Fund"
    assert [(one.kind, one.code) for one in office.read(funders)] == [("other", "")]


def test_somebody_who_pays_for_themselves(bring: Callable[..., list[AgreementLine]]) -> None:
    (line,) = bring("001,Joan Fenwick,24/06/2001,,Self,250.00,,2025-12-12")
    assert (line.funder, line.scheme, line.weekly) == ("Own money", "self", 25_000)


def test_a_member_without_funding_has_no_agreement(office: Office, bring: Callable[..., list[AgreementLine]]) -> None:
    assert bring("001,Joan Fenwick,24/06/2001,,,,,2025-12-12") == []
    assert office.read(funders) == []


def test_the_sentence_stays_the_import_s(office: Office, bring: Callable[..., list[AgreementLine]]) -> None:
    bring(ROW)
    assert "pays" not in (office.next_undo() or "")


def test_the_given_spreadsheet_gives_every_member_a_budget(office: Office, shared: Path) -> None:
    office.do(import_members, shared / "real-input" / "members.csv", accept_good=True)
    names = office.read(member_names)
    found = {name: office.read(agreements_of, number) for number, name in names.items()}
    assert len(found) == 14
    joan = next(lines for name, lines in found.items() if "Fenwick" in name)
    assert [(line.weekly, line.contribution) for line in joan] == [(71_750, 2_150)]
