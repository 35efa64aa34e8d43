"""The field for a recovery key, and the form that takes one."""

from __future__ import annotations

from carecoop_desktop.home.safety.encrypting import enter_key
from carecoop_desktop.platform.desktop.forms import Field, FormPanel, multiline
from carecoop_desktop.platform.kernel.errors import Invalid

_HINT = "Thirteen groups of five, in any case, with or without spaces."


def key_field() -> Field:
    """The key as it stands on the sheet."""
    return multiline("key", "&Recovery key", required=True, lines=4, hint=_HINT, width=44)


def type_key_into(form: FormPanel) -> None:
    """Give the key the keyboard."""
    form.input("key").widget.setFocus()


class KeyForm(FormPanel):
    """Takes the key of one number; a slip is told with the number of its group."""

    def __init__(self, number: str) -> None:
        super().__init__([key_field()])
        self._number = number

    def enter(self) -> bool:
        """Try what was typed. False: it is told beside the field."""
        try:
            enter_key(self.values()["key"], self._number)
        except Invalid as invalid:
            self.show_issues(invalid.issues)
            return False
        return True
