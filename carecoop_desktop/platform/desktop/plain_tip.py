"""Tooltips that show what somebody wrote: Qt reads a tooltip that looks like HTML as such, and nobody asked for it."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """The text so that a tooltip shows it letter by letter; one without a sign of markup stays as it is."""
    if not Qt.mightBeRichText(text):
        return text
    return "<span>" + escape(text, quote=False).replace("\n", "<br>") + "</span>"
