from decimal import Decimal

from carecoop_desktop.home.bench.calculating import LIMIT, measure, monthly_inputs, plain_pay, plain_pays
from carecoop_desktop.statutory.pay import work_out
from carecoop_desktop.statutory.tables import load_shelf


def test_the_plain_loop_reaches_the_figures_that_the_program_reaches():
    inputs = monthly_inputs(300, load_shelf().year("2026-27"))
    for given, pay in zip(inputs, plain_pays(300), strict=True):
        tax, ni, employers, net = plain_pay(*pay)
        own = work_out(given)
        assert abs(int(tax * 100) - own.tax.pence) <= 20  # a pound of taxable pay: HMRC rounds where it begins
        assert abs(int(ni * 100) - own.ee_ni.pence) <= 1
        assert abs(int(employers * 100) - own.er_ni.pence - own.pension_er.pence) <= 2
        assert abs(int(net * 100) - own.net.pence) <= 25


def test_the_pays_are_the_same_every_time_and_in_both_units():
    assert plain_pays(5) == plain_pays(5)
    inputs = monthly_inputs(5, load_shelf().year("2026-27"))
    assert [Decimal(one.taxable) / 100 for one in inputs] == [pay[0] for pay in plain_pays(5)]


def test_the_row_says_what_it_is_held_against(tmp_path):
    (row,) = measure(tmp_path, count=50, times=1)
    assert row.measure == "pay-calculations"
    assert row.unit == "a second"
    assert row.limit == LIMIT
    assert row.figure > 0
    assert row.ratio is not None
    assert row.ratio > 0
