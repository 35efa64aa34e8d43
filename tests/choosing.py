"""Chooses between two desks' values in a form, as somebody would."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton

from carecoop_desktop.platform.desktop.deed_form import FormCard


def offered(card: FormCard) -> list[str]:
    """Every value that can be chosen, as it is read out: ``Phone, mine: 01244 2``."""
    assert card.conflict is not None, "both values are shown"
    return [each.accessibleName() for each in card.conflict.findChildren(QRadioButton)]


def choose(card: FormCard, *starts: str) -> None:
    """Choose what begins like this in each field, and save."""
    assert card.conflict is not None
    for start in starts:
        (box,) = (each for each in card.conflict.findChildren(QRadioButton) if each.accessibleName().startswith(start))
        box.click()
    card.save.click()
