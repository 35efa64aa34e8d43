"""What the pay run page decides."""

from dataclasses import replace
from datetime import date

from carecoop_desktop.work.payroll import run_steps
from carecoop_desktop.work.payroll.queries import RunView

RUN = RunView(1, "month 8, 2026-27", 1, "monthly", "2026-27", 8, date(2026, 11, 1), date(2026, 11, 30),
              date(2026, 11, 27), "draft", None, "", 30, 1,
              {"gross": 4_190_620, "employer_cost": 4_511_877, "net": 1})  # fmt: skip
DONE = replace(RUN, state="finished", held=0, paid=31)


def test_title_and_context() -> None:
    assert run_steps.title(RUN) == "Pay run · month 8 · pay date 27 Nov 2026"
    assert run_steps.context(DONE, 46) == (
        "31 PAs · gross £41,906.20 · employer cost £45,118.77 · charged to 46 member accounts")  # fmt: skip
    assert "1 held back" in run_steps.context(RUN, 1)
    assert "will be charged to 1 member account" in run_steps.context(
        RUN, 1
    )


def test_steps_say_how_far_the_run_is() -> None:
    assert [(s.name, s.word) for s in run_steps.steps(RUN)][:3] == [
        ("Hours", "locked"), ("Checks", "1 to clear"), ("Payslips", "30 ready")]  # fmt: skip
    assert run_steps.steps(DONE)[-1].word == "charged"
    assert run_steps.steps(replace(RUN, held=0))[1].word == "clear"


def test_a_grey_finish_says_why() -> None:
    assert run_steps.why_not_finish(RUN, allowed=True) == ""
    assert "finished" in run_steps.why_not_finish(DONE, allowed=True)
    assert "payroll staff" in run_steps.why_not_finish(RUN, allowed=False)
    assert "Nobody" in run_steps.why_not_finish(replace(RUN, paid=0), allowed=True)


def test_the_question_names_what_will_happen() -> None:
    assert "Pay 30 PAs" in run_steps.finish_question(RUN) and "1 held back" in run_steps.finish_question(RUN)


def test_the_run_before_is_of_the_same_frequency() -> None:
    earlier = replace(DONE, id=2, pay_date=date(2026, 10, 28))
    weekly = replace(DONE, id=3, frequency="weekly", pay_date=date(2026, 11, 20))
    assert run_steps.run_before([RUN, earlier, weekly], RUN) == earlier
    assert run_steps.run_before([RUN], RUN) is None
