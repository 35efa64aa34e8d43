"""Decisions about employers: what HMRC would refuse, and whether Employment Allowance may be claimed."""

from __future__ import annotations

from collections.abc import Sequence

from carecoop_desktop.platform.kernel.errors import Issue

METHODS = {"": "Not a director", "annual": "Annual earnings period", "alternative": "As paid, settled at year's end"}


def allowance_issues(answers: Sequence[str], questions: Sequence[str], person: bool) -> list[Issue]:
    """What stands in the way of a claim: a question unanswered, or answered no where only a yes allows it.

    Questions that begin with the kind of employer they are about count for that kind only: ``person`` says that the
    employer is a member, not a company.
    """
    found = []
    for place, question in enumerate(questions):
        if not concerns(question, person):
            continue
        answer = answers[place] if place < len(answers) else ""
        if answer == "yes":
            continue
        message = "This is not answered yet." if not answer else "With this answer the allowance cannot be claimed."
        found.append(Issue(f"answer_{place}", f"{question} {message}", "yes"))
    return found


def concerns(question: str, person: bool) -> bool:
    """Whether a question is about this kind of employer."""
    if question.startswith("If the employer is a person"):
        return person
    if question.startswith("If the employer is a company"):
        return not person
    return True
