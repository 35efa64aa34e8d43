"""Files that are filed as evidence: which are taken, and what is refused because it could run by itself."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from carecoop_desktop.assurance.evidence.rules import FILE_TYPES, MOST_FILE_BYTES
from carecoop_desktop.platform.kernel.errors import Refusal

if TYPE_CHECKING:
    import pikepdf

_ACCEPTED = "PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), CSV and text are taken, up to 10 MB."
_ACTIVE = ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm")
_ACTIVE_PARTS = ("vbaproject", "activex", "oleobject", "macrosheets")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was looked at: its bare name, what it is, its hash, and its bytes."""

    name: str
    media_type: str
    sha256: str
    content: bytes


def read_attachment(path: Path) -> Attachment:
    """A file from disk. Refusal when it cannot be read or is not taken."""
    try:
        size = path.stat().st_size
        if size > MOST_FILE_BYTES:
            raise Refusal(f"{path.name} is {size // 1_000_000} MB large.", _ACCEPTED)
        content = path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path.name} cannot be read.", "Check that it is there and not open elsewhere.") from error
    return looked_at(path.name, content)


def looked_at(name: str, content: bytes) -> Attachment:
    """Check a file by its content, not by what it calls itself. Refusal when it is not taken."""
    bare = PurePath(name.replace("\\", "/")).name
    suffix = PurePath(bare).suffix.lower()
    if suffix not in FILE_TYPES:
        raise Refusal(f"{bare} is not a kind of file that is kept here.", _ACCEPTED)
    if not content:
        raise Refusal(f"{bare} is empty.", "Choose the file again.")
    if len(content) > MOST_FILE_BYTES:
        raise Refusal(f"{bare} is {len(content) // 1_000_000} MB large.", _ACCEPTED)
    why = _LOOK[suffix](content)
    if why:
        raise Refusal(f"{bare} was not taken: {why}.", _ACCEPTED)
    return Attachment(bare, FILE_TYPES[suffix], hashlib.sha256(content).hexdigest(), content)


def _pdf(content: bytes) -> str:
    import pikepdf  # a large library that most days need not

    if b"%PDF-" not in content[:1024]:
        return "it is not a PDF"
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            active = any(_is_active(one) for one in pdf.objects)
    except pikepdf.PasswordError:
        return "it is locked with a password"
    except pikepdf.PdfError:
        return "it is damaged"
    return "it holds a script or starts another program" if active else ""


def _is_active(one: pikepdf.Object) -> bool:
    import pikepdf

    if not isinstance(one, pikepdf.Dictionary):
        return False
    actions = (one, one.get("/A"), one.get("/OpenAction"))
    return any(isinstance(a, pikepdf.Dictionary) and str(a.get("/S", "")) in _ACTIVE for a in actions) or "/JS" in one


def _png(content: bytes) -> str:
    return "" if content.startswith(b"\x89PNG\r\n\x1a\n") else "it is not a PNG picture"


def _jpeg(content: bytes) -> str:
    return "" if content.startswith(b"\xff\xd8\xff") else "it is not a JPEG picture"


def _office(part: str, what: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [name.lower() for name in packed.namelist()]
    except zipfile.BadZipFile:
        return f"it is not {what}"
    if any(active in name for name in names for active in _ACTIVE_PARTS):
        return "it holds macros or other programs"
    return "" if part in names else f"it is not {what}"


def _word(content: bytes) -> str:
    return _office("word/document.xml", "a Word document", content)


def _excel(content: bytes) -> str:
    return _office("xl/workbook.xml", "an Excel workbook", content)


def _text(content: bytes) -> str:
    return "it is not text" if b"\x00" in content else ""


_LOOK = {".pdf": _pdf, ".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg, ".docx": _word, ".xlsx": _excel,
         ".csv": _text, ".txt": _text}  # fmt: skip
