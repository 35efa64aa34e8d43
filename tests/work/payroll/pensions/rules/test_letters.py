"""Every kind of letter has its name, its title and its parts."""

import pytest

from carecoop_desktop.work.payroll.pensions.rules.letters import KINDS, NAMES, paragraphs

FACTS = dict.fromkeys(
    ("scheme", "since", "employee", "employer", "basis", "relief", "contact", "day", "closes", "begins", "until",
     "trigger", "lower", "period", "why"), "X")  # fmt: skip


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_letter_is_whole(kind: str) -> None:
    parts = paragraphs(kind, FACTS)
    assert NAMES[kind]
    assert parts[0][0] == "" and all(text and "{" not in text for _, text in parts)
    assert "MoneyHelper" in parts[-1][1]


def test_re_enrolment_says_why_again() -> None:
    assert any(heading == "Why again" for heading, _ in paragraphs("re-enrolled", FACTS))
    assert not any(heading == "Why again" for heading, _ in paragraphs("enrolled", FACTS))


def test_an_opt_out_is_told_only_to_whoever_was_enrolled() -> None:
    for kind in KINDS:
        told = any("opt-out notice" in text for _, text in paragraphs(kind, FACTS))
        assert told is (kind in ("enrolled", "re-enrolled"))
