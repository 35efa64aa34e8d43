"""The three kinds of trouble that are not our bug, told apart by whose move is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing a person filled in wrongly: the field, a sentence, and what would be accepted."""

    field: str
    message: str
    accepted: str = ""


class Refusal(Exception):
    """What cannot be done now, as a sentence for staff, with what they could do about it."""

    def __init__(self, sentence: str, remedy: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class Invalid(Refusal):
    """An action's inputs were filled in wrongly; ``issues`` holds all of them at once."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(" ".join(issue.message for issue in self.issues))


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that somebody else changed first: their value, ours, and who and when (UTC, ISO).

    ``hidden`` fields are told without their values: the person asking may not see them.
    """

    table: str
    row_id: int
    field: str
    before: object
    mine: object
    theirs: object
    who: str
    when: str
    hidden: bool = False


LOOK_AGAIN = "Look at what stands there now, and do it again if it is still right."
"""Where there are no two values to choose between."""


class Conflict(Refusal):
    """Somebody else changed the same record since it was read; nothing of ours was written.

    ``version`` is the record's as these fields were found: what is chosen between them is saved over that one only.
    """

    def __init__(self, sentence: str, fields: Iterable[FieldConflict] = (), version: int | None = None) -> None:
        self.fields = tuple(fields)
        super().__init__(sentence, "Look at both values and choose." if self.fields else LOOK_AGAIN)
        self.version = version


class NotAllowed(Refusal):
    """The signed-in person's role does not include this permission."""


class Fault(Exception):
    """What the machine failed at (disk full, file locked, server gone): a sentence and whether to try again."""

    def __init__(self, sentence: str, remedy: str = "", *, retry: bool = True) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.remedy = remedy
        self.retry = retry

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()
