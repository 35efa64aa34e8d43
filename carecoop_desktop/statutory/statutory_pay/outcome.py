"""Why somebody does or does not get statutory pay, as a record that can be read out and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from carecoop_desktop.platform.kernel.worked import Line, Worked


@dataclass(frozen=True, slots=True)
class Check:
    """One question of the law and its answer in a sentence."""

    passed: bool
    sentence: str
    rule: str = ""

    @property
    def line(self) -> Line:
        """The check as a line of working."""
        return Line("Met" if self.passed else "Not met", self.sentence, None, self.rule)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was asked, and what is to be paid for the days looked at."""

    checks: tuple[Check, ...]
    pay: Worked = field(default_factory=lambda: Worked(0))
    days: int = 0

    @property
    def qualifies(self) -> bool:
        """Whether every question was met."""
        return all(check.passed for check in self.checks)

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences that speak against it; empty when it is due."""
        return tuple(check.sentence for check in self.checks if not check.passed)


def refused(checks: tuple[Check, ...], name: str) -> Outcome:
    """Nothing to pay, with the reasons as the working."""
    return Outcome(checks, Worked(0, lambda: _why_not(checks, name)))


def _why_not(checks: tuple[Check, ...], name: str) -> Iterator[Line]:
    for check in checks:
        yield check.line
    yield Line(f"No {name}", "Not every condition is met", 0)
