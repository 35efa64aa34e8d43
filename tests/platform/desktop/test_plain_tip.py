"""Tooltips show what was written, letter by letter."""

from __future__ import annotations

import pytest
from PySide6.QtGui import Qt, QTextDocument

from carecoop_desktop.platform.desktop.plain_tip import plain_tip


@pytest.mark.parametrize("text", ["Ann Rees", "5 < 7", "", "Ann & Bo\nClwyd"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert plain_tip(text) == text


@pytest.mark.parametrize("text", ["<b>Ann</b>", "Ann <img src='file:///etc/passwd'>", "<p>one</p>\ntwo & three"])
def test_words_that_look_like_markup_are_shown_with_their_signs(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(plain_tip(text))
    assert Qt.mightBeRichText(text)
    assert shown.toPlainText() == text
