"""The FPS of the demo office's runs: valid, breaking no rule, rightly marked, and equal to the payslips."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from lxml import etree

from carecoop_desktop.people.assistants.queries import P45
from carecoop_desktop.platform.kernel.errors import Refusal
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.work.payroll.queries import RunView, payslips, runs
from carecoop_desktop.work.payroll.rti.employer import Employer, needed_employer, right_utr
from carecoop_desktop.work.payroll.rti.fps import fps_file, fps_message
from carecoop_desktop.work.payroll.rti.queries import Letter, PersonPaid, RunPaid, run_paid


@pytest.fixture
def paid(living: Office, run: RunView) -> RunPaid:
    return living.read(run_paid, run.id)


@pytest.fixture
def employer(living: Office) -> Employer:
    return living.read(needed_employer)


def pence(element: Any, path: str) -> int:
    """An amount of a message; what is left out is nothing."""
    text = element.findtext("/".join(f"{{*}}{name}" for name in path.split("/")), "0.00")
    return int(text.replace(".", ""))


def employees(xml: bytes) -> dict[str, Any]:
    return {one.findtext(".//{*}PayId"): one for one in etree.fromstring(xml).iter("{*}Employee")}


def alone(employer: Employer, paid: RunPaid, person: PersonPaid) -> bytes:
    return fps_message(employer, replace(paid, people=(person,))).xml


def test_every_run_gives_a_valid_file_with_the_right_mark(living: Office, hmrc: Any, marks: Any) -> None:
    for run in living.read(runs):
        made = living.read(fps_file, run.id)
        assert hmrc.faults(made.xml) == []
        assert marks.carried(made.xml) == marks.by_hand(made.xml)
        assert made.people == run.paid and not made.live


def test_the_rules_do_find_a_broken_file(living: Office, run: RunView, hmrc: Any) -> None:
    xml = living.read(fps_file, run.id).xml
    assert hmrc.faults(xml.replace(b"<OfficeNo>120", b"<OfficeNo>121"))
    assert hmrc.faults(xml.replace(b"<MonthNo>", b"<MonthNo>1", 1))


def test_every_figure_equals_the_payslips(living: Office) -> None:
    to_date: dict[str, dict[str, int]] = {}
    for run in living.read(runs):
        sent = employees(living.read(fps_file, run.id).xml)
        slips = living.read(payslips, run.id)
        assert set(sent) == {slip.number for slip in slips}
        for slip in slips:
            year = to_date.setdefault(slip.number, dict.fromkeys(slip.figures, 0))
            for figure, value in slip.figures.items():
                year[figure] += value
            payment, so_far = sent[slip.number].find(".//{*}Payment"), sent[slip.number].find(".//{*}FiguresToDate")
            letters = list(sent[slip.number].iter("{*}NIlettersAndValues"))
            now = slip.figures
            assert pence(payment, "TaxablePay") == now["taxable"]
            assert pence(payment, "TaxDeductedOrRefunded") == now["tax"]
            loans = pence(payment, "StudentLoanRecovered") + pence(payment, "PostgradLoanRecovered")
            assert loans == now["student_loans"] and loans % 100 == 0
            assert pence(payment, "EmpeePenContribnsNotPaid") == now["ee_pension"]
            kept = pence(payment, "PayAfterStatDedns") - pence(payment, "DednsFromNetPay")
            assert kept == now["net"] - now["expenses"]
            assert sum(pence(one, "EmpeeContribnsInPd") for one in letters) == now["ee_ni"]
            assert sum(pence(one, "TotalEmpNICInPd") for one in letters) == now["er_ni"]
            assert pence(so_far, "TaxablePay") == year["taxable"]
            assert pence(so_far, "TotalTax") == year["tax"]
            assert pence(so_far, "StudentLoansTD") + pence(so_far, "PostgradLoansTD") == year["student_loans"]
            assert pence(so_far, "EmpeePenContribnsNotPaidYTD") == year["ee_pension"]
            assert sum(pence(one, "GrossEarningsForNICsYTD") for one in letters) == year["niable"]
            assert sum(pence(one, "EmpeeContribnsYTD") for one in letters) == year["ee_ni"]
            assert sum(pence(one, "TotalEmpNICYTD") for one in letters) == year["er_ni"]


def test_a_starter_and_a_leaver_in_one_are_reported(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    person, run = paid.people[0], paid.run
    began = run.first + timedelta(days=3)
    person.starter = person.left_before = True
    person.terms = replace(
        person.terms, started=began, left=run.last, starter_statement="", p45=P45(100_000, 0, run.tax_year)
    )
    person.payment = replace(person.payment, postgraduate=True, loan_plan="2")
    person.payment.sums.loan, person.payment.sums.postgraduate = 1200, 300
    xml = alone(employer, paid, person)
    assert hmrc.faults(xml) == []
    (element,) = employees(xml).values()
    assert element.findtext(".//{*}StartDate") == began.isoformat()
    assert element.findtext(".//{*}StartDec") in "BC"
    assert element.findtext(".//{*}LeavingDate") == run.last.isoformat()
    assert element.findtext(".//{*}PmtAfterLeaving") == "yes"
    assert [element.findtext(f".//{{*}}Starter/{{*}}{name}") for name in ("StudentLoan", "PostgradLoan")] == [
        "yes", "yes"]  # fmt: skip
    assert element.find(".//{*}StudentLoanRecovered").get("PlanType") == "02"


def test_leaving_after_the_pay_period_is_not_reported_yet(employer: Employer, paid: RunPaid) -> None:
    person = paid.people[0]
    person.terms = replace(person.terms, left=paid.run.last + timedelta(days=1))
    assert b"LeavingDate" not in alone(employer, paid, person)


@pytest.mark.parametrize(
    ("code", "text", "attributes"),
    [
        ("1257L", "1257L", {}),
        ("S1257L M1", "1257L", {"BasisNonCumulative": "yes", "TaxRegime": "S"}),
        ("CK475", "K475", {"TaxRegime": "C"}),
        ("0T", "0T", {}),
        ("SD3", "D3", {"TaxRegime": "S"}),
    ],
)
def test_a_tax_code_is_taken_apart(
    employer: Employer, paid: RunPaid, hmrc: Any, code: str, text: str, attributes: dict[str, str]
) -> None:
    person = paid.people[0]
    person.payment = replace(person.payment, tax_code=code, non_cumulative=False)
    xml = alone(employer, paid, person)
    element = etree.fromstring(xml).find(".//{*}TaxCode")
    assert (element.text, dict(element.attrib)) == (text, attributes) and hmrc.faults(xml) == []


@pytest.mark.parametrize(
    ("minutes", "band", "irregular"),
    [(0, "E", True), (959, "A", False), (960, "B", False), (1440, "C", False), (1799, "C", False), (1800, "D", False)],
)
def test_normal_hours_are_sent_as_a_band(
    employer: Employer, paid: RunPaid, minutes: int, band: str, irregular: bool
) -> None:
    person = paid.people[0]
    person.terms = replace(person.terms, weekly_minutes=minutes)
    message = etree.fromstring(alone(employer, paid, person))
    assert message.findtext(".//{*}HoursWorked") == band
    assert (message.find(".//{*}IrrEmp") is not None) is irregular


def test_a_letter_of_earlier_in_the_year_keeps_its_figures(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    person = paid.people[0]
    person.letters["M"] = Letter("M", 120_000, 55_900, 48_900, 15_200, 0, 1216)
    xml = alone(employer, paid, person)
    first, second = etree.fromstring(xml).iter("{*}NIlettersAndValues")
    assert hmrc.faults(xml) == []
    assert first.findtext("{*}NIletter") == person.payment.ni.letter
    assert (second.findtext("{*}NIletter"), pence(second, "EmpeeContribnsInPd")) == ("M", 0)
    assert (pence(second, "AtLELYTD"), pence(second, "EmpeeContribnsYTD")) == (55_900, 1216)


@pytest.mark.parametrize("letter", list("FILSNEDK"))
def test_letters_of_a_place_are_filed_with_its_postcode(
    employer: Employer, paid: RunPaid, hmrc: Any, letter: str
) -> None:
    person = paid.people[0]
    person.terms = replace(person.terms, sex="F", born=date(1960, 1, 2))
    person.letters[letter] = Letter(letter, 120_000, 55_900, 48_900, 15_200, 0, 0 if letter in "SK" else 1216)
    assert "WORKPLACEPOSTCODE" in " ".join(hmrc.faults(alone(employer, paid, person)))
    person.workplace = "CH1 2AB"
    xml = alone(employer, paid, person)
    assert hmrc.faults(xml) == [] and etree.fromstring(xml).findtext(".//{*}EmployeeWorkplacePostcode") == "CH1 2AB"
    del person.letters[letter]
    assert etree.fromstring(alone(employer, paid, person)).find(".//{*}EmployeeWorkplacePostcode") is None


def test_names_and_addresses_are_sent_in_hmrcs_alphabet(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    person = paid.people[0]
    person.terms = replace(person.terms, name="Łukasz Ó Briain–Müller", ni_number=None)
    person.address, person.postcode = "Tŷ Gwyn, Llangollen – Wales", "ll208ab"
    xml = alone(employer, paid, person)
    message = etree.fromstring(xml)
    assert hmrc.faults(xml) == []
    assert (message.findtext(".//{*}Fore"), message.findtext(".//{*}Sur")) == ("Lukasz", "Briain-Muller")
    assert [line.text for line in message.iter("{*}Line")] == ["Ty Gwyn", "Llangollen - Wales"]
    assert message.findtext(".//{*}UKPostcode") == "LL20 8AB" and message.find(".//{*}NINO") is None


def test_an_address_that_is_not_known_is_left_out(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    person = paid.people[0]
    person.address = person.postcode = ""
    xml = alone(employer, paid, person)
    assert b"<Address>" not in xml and hmrc.faults(xml) == []


@pytest.mark.parametrize("pension", ["net-pay", "salary-sacrifice"])
def test_other_pensions_are_not_taken_from_net_pay(employer: Employer, paid: RunPaid, hmrc: Any, pension: str) -> None:
    person = paid.people[0]
    sums = person.payment.sums
    sums.pension_after_tax, sums.pension_before_tax = 0, 5000 if pension == "net-pay" else 0
    xml = alone(employer, paid, person)
    assert hmrc.faults(xml) == [] and b"DednsFromNetPay" not in xml
    assert (b"<EmpeePenContribnsPaid>50.00<" in xml) is (pension == "net-pay")


@pytest.mark.parametrize("reference", ["2483920176", "6555012345", "6555012346", "1111111111", "1234567890"])
def test_hmrcs_rule_and_ours_agree_on_tax_references(
    employer: Employer, paid: RunPaid, hmrc: Any, reference: str
) -> None:
    xml = fps_message(replace(employer, cotax="", sautr=reference), paid).xml
    assert (hmrc.faults(xml) == []) is right_utr(reference)


def test_without_an_employer_there_is_no_file(office: Office) -> None:
    with pytest.raises(Refusal, match="employer's details"):
        office.read(fps_file, 1)


def test_a_birthday_is_sent_as_it_is_recorded(employer: Employer, paid: RunPaid) -> None:
    person = paid.people[0]
    person.terms = replace(person.terms, born=date(1970, 2, 28))
    assert b"<BirthDate>1970-02-28</BirthDate>" in alone(employer, paid, person)


def test_being_late_is_said_with_a_reason_that_hmrc_has(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    xml = fps_message(employer, replace(paid, late="H")).xml
    assert hmrc.faults(xml) == [] and b"<LateReason>H</LateReason>" in xml
    with pytest.raises(Refusal, match="no reason Z"):
        fps_message(employer, replace(paid, late="Z"))


def test_a_test_in_live_says_so_in_its_class(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    made = fps_message(employer, paid, test=True)
    assert hmrc.faults(made.xml) == [] and made.test
    assert etree.fromstring(made.xml).findtext(".//{*}Class") == "HMRC-PAYE-RTI-FPS-TIL"


def test_mileage_above_the_rates_and_jobs_that_count_together_are_told(
    employer: Employer, paid: RunPaid, hmrc: Any
) -> None:
    person = paid.people[0]
    person.payment.sums.benefits, person.year.benefits, person.aggregated = 1250, 2500, True
    person.payment = replace(person.payment, ni_only=300)
    xml = alone(employer, paid, person)
    message = etree.fromstring(xml)
    assert hmrc.faults(xml) == [] and message.findtext(".//{*}AggregatedEarnings") == "yes"
    assert [pence(message.find(".//{*}Payment"), name) for name in ("BenefitsTaxedViaPayroll",
            "ItemsSubjectToClass1NIC")] == [1250, 300]  # fmt: skip
    assert pence(message.find(".//{*}FiguresToDate"), "BenefitsTaxedViaPayrollYTD") == 2500


def test_the_extra_payday_of_a_year_is_week_53(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    last = replace(paid.run, frequency="weekly", pay_date=date(2027, 4, 5), number=53)
    xml = alone(employer, replace(paid, run=last), paid.people[0])
    assert hmrc.faults(xml) == []
    message = etree.fromstring(xml)
    assert (message.findtext(".//{*}WeekNo"), message.findtext(".//{*}PayFreq")) == ("53", "W1")


def test_for_a_member_who_is_the_employer_the_office_is_a_bureau(employer: Employer, paid: RunPaid, hmrc: Any) -> None:
    xml = fps_message(replace(employer, member_id=3), paid).xml
    assert hmrc.faults(xml) == [] and b"<Sender>Bureau</Sender>" in xml
