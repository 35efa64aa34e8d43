"""What each statutory letter says: kinds, and their paragraphs from the facts kept with a letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KINDS: Mapping[str, str] = {
    "enrolled": "You have been put into a pension",
    "re-enrolled": "You have been put back into a pension",
    "postponed": "Your pension enrolment has been put off",
    "non-eligible": "You may ask to be put into a pension",
    "entitled": "You may ask to join a pension",
}
NAMES: Mapping[str, str] = {
    "enrolled": "Enrolment letter",
    "re-enrolled": "Re-enrolment letter",
    "postponed": "Postponement notice",
    "non-eligible": "Letter to a non-eligible jobholder",
    "entitled": "Letter to an entitled worker",
}
_MORE = (
    "More about workplace pensions, and free help: www.gov.uk/workplace-pensions and MoneyHelper, "
    "www.moneyhelper.org.uk, 0800 011 3797."
)


def paragraphs(kind: str, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """A heading (or none) and a text for each part of a letter, in order."""
    body = _ENROLMENT if kind in ("enrolled", "re-enrolled") else _BODIES[kind]
    parts = [(heading, text.format_map(facts)) for heading, text in body]
    if kind == "re-enrolled":
        parts.insert(1, ("Why again", _AGAIN.format_map(facts)))
    return [*parts, ("Where to find out more", _MORE)]


_AGAIN = (
    "Every three years the law asks us to put back people who left the pension. You left more than a year ago, and on "
    "{since} you met the conditions."
)
_ENROLMENT = (
    (
        "",
        "The law says that we must put you into a workplace pension, and pay into it for you. We put you into {scheme} "
        "on {since}. You need not do anything.",
    ),
    (
        "What is paid in",
        "Each payday {employee} of your {basis} is paid in for you, with the tax relief on it, and we add {employer}. "
        "Your part is taken from your pay. Tax relief: {relief}.",
    ),
    (
        "If you do not want it",
        "You may opt out from {day} until {closes}. Ask {contact} for the opt-out notice, fill it in and give it to us "
        "by that day; we may not give it to you ourselves. You then count as never having been a member, and what "
        "was taken from your pay is given back with your next payslip. After that day you may stop paying in at "
        "any time, but what was paid stays in the pension.",
    ),
    (
        "If you change your mind",
        "If you opt out or stop, you may ask us in writing to be put back, once in twelve months. We must put you back "
        "about every three years if you still meet the conditions. We may not press you to leave.",
    ),
)
_BODIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "postponed": (
        (
            "",
            "The law says that we must put some of the people we employ into a workplace pension. We have put off "
            "looking at this for you from {begins} until {until}.",
        ),
        (
            "What happens then",
            "If on {until} you are at least 22 and under State Pension age, work in the United Kingdom and earn more "
            "than {trigger} in the {period}, we will put you into {scheme} and write to you again.",
        ),
        (
            "If you would like to start before",
            "You may ask us in writing at any time to put you in. If you are 16 to 74 and earn more than {lower} in "
            "the {period}, we must then pay in as well; if you earn that or less, you may join but we need not pay in.",
        ),
    ),
    "non-eligible": (
        (
            "",
            "We looked at whether the law says that we must put you into a workplace pension. It does not now: {why}",
        ),
        (
            "You may ask to be put in",
            "Write to us, with your name and signature or from your own e-mail address, and say that you opt in. We "
            "then put you into {scheme}. {employee} of your {basis} is paid in for you, with the tax relief on it, and "
            "we must add {employer}. You may opt in once in twelve months.",
        ),
        (
            "If things change",
            "We look at your age and pay every payday. If the law comes to say that we must put you in, we do so and "
            "write to you.",
        ),
    ),
    "entitled": (
        (
            "",
            "We looked at whether the law says that we must put you into a workplace pension. It does not now: {why}",
        ),
        (
            "You may ask to join",
            "Write to us, with your name and signature or from your own e-mail address, and say that you want to join "
            "a pension. We then make it possible for you to pay in from your pay. We need not add anything.",
        ),
        (
            "If things change",
            "We look at your age and pay every payday. If the law comes to say that we must put you in, we do so and "
            "write to you.",
        ),
    ),
}
