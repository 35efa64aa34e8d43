"""Copies for the archive: PDF/A-3b, which carries everything it needs to be read decades from now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
from pikepdf import pdfa

from carecoop_desktop.platform.kernel.errors import Fault
from carecoop_desktop.platform.paper.atomic import replacing
from carecoop_desktop.platform.paper.write import Written


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that travels inside the paper: the same figures for a machine to read."""

    name: str
    data: bytes
    mime: str
    description: str = ""


def archive_pdf(
    source: Path, target: Path, *, attachments: tuple[Attachment, ...] = (), made_at: datetime | None = None
) -> Written:
    """Write a PDF/A-3b copy of one of our papers, checked against the standard's rules after it was written.

    Source and target may be the same file. Raises Fault when the copy does not pass or cannot be written.
    """
    try:
        with replacing(target) as temporary, pikepdf.open(source) as pdf:
            _ready(pdf, attachments, made_at)
            pdfa.save(pdf, temporary, "3b", deterministic_id=True)
            pages = len(pdf.pages)
    except pdfa.PdfaError as error:
        raise Fault(f"The archive copy does not meet PDF/A-3b: {error}.", retry=False) from error
    except pikepdf.PdfError as error:
        raise Fault(f"{source.name} cannot be read as a PDF.", retry=False) from error
    return Written(target, pages, target.stat().st_size)


def check_archive(path: Path) -> tuple[str, ...]:
    """What in a file breaks PDF/A-3b, as sentences; nothing when it passes."""
    with pikepdf.open(path) as pdf:
        report = pdfa.check(pdf, "3b")
    return tuple(str(finding) for finding in report.findings)


def _ready(pdf: pikepdf.Pdf, attachments: tuple[Attachment, ...], made_at: datetime | None) -> None:
    for page in pdf.pages:
        # ReportLab gives every page a slide-show transition, which the standard does not know.
        if "/Trans" in page:
            del page["/Trans"]
    moment = f"D:{(made_at or datetime.now(UTC)).astimezone(UTC):%Y%m%d%H%M%S}Z"
    specs = []
    for attachment in attachments:
        spec = pikepdf.AttachedFileSpec(
            pdf,
            attachment.data,
            filename=attachment.name,
            mime_type=attachment.mime,
            description=attachment.description or attachment.name,
            creation_date=moment,
            mod_date=moment,
        )
        spec.obj.AFRelationship = pikepdf.Name.Data
        pdf.attachments[attachment.name] = spec
        specs.append(spec.obj)
    if specs:
        pdf.Root.AF = pikepdf.Array(specs)
