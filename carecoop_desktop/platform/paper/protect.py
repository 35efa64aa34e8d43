"""Copies that open only with a password, for papers that leave the office by e-mail."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf

from carecoop_desktop.platform.kernel.errors import Fault, Invalid, Issue
from carecoop_desktop.platform.paper.atomic import replacing
from carecoop_desktop.platform.paper.document import Document, render
from carecoop_desktop.platform.paper.write import Written

SHORTEST = 8


def protect_pdf(source: Path, target: Path, password: str) -> Written:
    """Write a copy encrypted with AES-256 that the password opens, and try it before it takes its place.

    Raises Invalid for a password that is too short or has no printable form, Fault when a file cannot be read or
    written. Reading aloud by a screen reader stays allowed.
    """
    check_password(password)
    return _protected(source, source.name, target, password)


def write_protected(document: Document, target: Path, password: str) -> Written:
    """Write a document as a file that only the password opens; it is never on the disk without."""
    check_password(password)
    made = render(document)
    written = _protected(io.BytesIO(made.data), target.name, target, password)
    return replace(written, substituted=made.substituted)


def check_password(password: str) -> None:
    """Invalid for a password that is too short or cannot be typed."""
    if len(password) < SHORTEST or not password.isprintable():
        wanted = f"{SHORTEST} characters or more, letters, figures and signs"
        raise Invalid([Issue("password", "This password is too short or cannot be typed.", wanted)])


def _protected(source: Path | io.BytesIO, name: str, target: Path, password: str) -> Written:
    try:
        with replacing(target) as temporary:
            with pikepdf.open(source) as pdf:
                pages = len(pdf.pages)
                pdf.save(temporary, encryption=pikepdf.Encryption(owner=password, user=password, R=6, aes=True))
            with pikepdf.open(temporary, password=password) as copy:
                if len(copy.pages) != pages:
                    raise Fault("The protected copy does not have all its pages.")
    except pikepdf.PdfError as error:
        raise Fault(f"{name} cannot be read as a PDF.", retry=False) from error
    return Written(target, pages, target.stat().st_size)
