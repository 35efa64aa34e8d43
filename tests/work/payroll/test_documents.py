"""The payslip as paper, and the payments file."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from carecoop_desktop.platform.kernel.money import format_money, plain_money
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.write import write_pdf
from carecoop_desktop.work.payroll.documents import payments_rows, payslip_document, payslip_orders
from carecoop_desktop.work.payroll.queries import PayslipView, latest_run, payslip, payslips


def text_of(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def slip_of(office: Office) -> PayslipView:
    return office.read(payslip, office.read(payslips, office.read(latest_run).id)[0].id)


def test_the_payslip_says_what_the_law_asks_and_explains_it(living: Office, tmp_path: Path) -> None:
    run = living.read(latest_run)
    view = living.read(payslip, living.read(payslips, run.id)[0].id)
    write_pdf(payslip_document(view), tmp_path / "slip.pdf")
    text = text_of(tmp_path / "slip.pdf")
    wanted = ("gross", "tax", "ee_ni", "net")
    for words in (view.name, view.number, view.tax_code, *(format_money(view.figures[name]) for name in wanted)):
        assert words in text
    assert "Why this income tax?" in text and "Standard hours" in text


def test_gross_pay_stands_apart_from_money_given_back(living: Office, tmp_path: Path) -> None:
    views = living.read(payslips, living.read(latest_run).id)
    view = next(view for view in views if view.figures["expenses"])
    write_pdf(payslip_document(view), tmp_path / "slip.pdf")
    front = " ".join(PdfReader(tmp_path / "slip.pdf").pages[0].extract_text().split())
    assert f"Gross pay {format_money(view.figures['gross'])}" in front
    assert f"given back {format_money(view.figures['gross'] + view.figures['expenses'])}" in front


def test_members_accounts_are_no_pas_business(living: Office, tmp_path: Path) -> None:
    run = living.read(latest_run)
    view = living.read(payslip, living.read(payslips, run.id)[0].id)
    write_pdf(payslip_document(view), tmp_path / "slip.pdf")
    text = text_of(tmp_path / "slip.pdf")
    assert not any(charge.member in text for charge in view.charges if charge.member_id is not None)


def test_large_print_says_the_same_on_more_pages(living: Office, tmp_path: Path) -> None:
    view = living.read(payslip, living.read(payslips, living.read(latest_run).id)[0].id)
    small = write_pdf(payslip_document(view), tmp_path / "a.pdf")
    large = write_pdf(payslip_document(view, large_print=True), tmp_path / "b.pdf")
    assert large.pages > small.pages
    pages = [page.extract_text() for page in PdfReader(large.path).pages]
    for first, last in (("What for", "Gross pay"), ("Income tax (PAYE)", "Total deductions")):
        (whole,) = [text for text in pages if first in text]
        assert last in whole, "a table that a page can hold is not divided"
    assert format_money(view.figures["net"]) in text_of(tmp_path / "b.pdf")


def test_each_payslip_has_its_own_file(living: Office, tmp_path: Path) -> None:
    views = living.read(payslips, living.read(latest_run).id)
    orders = payslip_orders(views, tmp_path)
    assert len({order.path for order in orders}) == len(views)


def test_the_payments_file_pays_what_the_payslips_say(living: Office) -> None:
    run = living.read(latest_run)
    rows = living.read(payments_rows, run.id)
    assert rows[0] == ("Name", "Sort code", "Account number", "Amount", "Reference")
    nets = sorted(plain_money(view.figures["net"]) for view in living.read(payslips, run.id) if view.bank_end)
    assert sorted(row[3] for row in rows[1:]) == nets
    assert all(len(row[0]) <= 18 for row in rows[1:])


def test_what_was_set_by_hand_is_printed_with_its_reason(living: Office) -> None:
    view = slip_of(living)
    line = replace(view.lines[0], was=100, note="Agreed on 3 May")
    text = str(payslip_document(replace(view, lines=(line, *view.lines[1:]))))
    assert "Set by hand, worked out as £1.00: Agreed on 3 May" in text


def test_a_last_payslip_a_withdrawn_one_and_one_below_nothing_say_so(living: Office) -> None:
    view = slip_of(living)
    assert "Last day of employment" in str(payslip_document(replace(view, leaving=date(2026, 5, 20))))
    assert "was withdrawn" in str(payslip_document(replace(view, state="withdrawn")))
    assert "less than nothing" in str(payslip_document(replace(view, brought=-5_000)))
    below = replace(view, figures={**view.figures, "net": -100})
    assert "settled with the next payslip" in str(payslip_document(below))


def test_another_employer_is_named(living: Office) -> None:
    view = slip_of(living)
    assert "Ann Hay" in str(payslip_document(replace(view, employer="Ann Hay")))
    assert "Pair(name='Employer'" not in str(payslip_document(replace(view, employer=view.office)))
