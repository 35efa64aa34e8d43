"""Forms described as lists of fields."""

from carecoop_desktop.platform.desktop.forms.conflict import ConflictView
from carecoop_desktop.platform.desktop.forms.drafts import DraftStore, FileDrafts
from carecoop_desktop.platform.desktop.forms.fields import (
    Field,
    check,
    choice,
    date_,
    heading,
    hours,
    money,
    multiline,
    number,
    person,
    text,
    time_,
)
from carecoop_desktop.platform.desktop.forms.panel import FormPanel

__all__ = [
    "ConflictView",
    "DraftStore",
    "Field",
    "FileDrafts",
    "FormPanel",
    "check",
    "choice",
    "date_",
    "heading",
    "hours",
    "money",
    "multiline",
    "number",
    "person",
    "text",
    "time_",
]
