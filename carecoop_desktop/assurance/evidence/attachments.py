"""Files that are filed as evidence: which are taken, and what is refused because it could run by itself."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from carecoop_desktop.assurance.evidence.rules import FILE_TYPES, MOST_FILE_BYTES
from carecoop_desktop.platform.kernel.errors import Refusal

if TYPE_CHECKING:
    import pikepdf

_ACCEPTED = "PDF, PNG, JPEG, Word (.docx), Excel (.xlsx), CSV and text are taken, up to 10 MB."
_ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"}
_GOING = {"/GoTo", "/Named"}
"""What a PDF may do by itself when it is opened or leafed through: show another of its own pages."""
_ACTIVE_PARTS = ("vbaproject", "activex", "oleobject", "macrosheets")
_ACTIVE_KINDS = re.compile(rb"vbaproject|macroenabled|activex|oleobject|macrosheet", re.IGNORECASE)
_FETCHED = re.compile(
    rb"<(?=[^<>]*(?:attachedTemplate|oleObject|/frame|subDocument)[\"'])[^<>]*Target\s*=\s*[\"']\s*(?:https?|ftp):",
    re.IGNORECASE,
)
_MOST_OF_A_PART = 1_000_000


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
            return next(filter(None, (_why_not(found) for one in pdf.objects for found in _dictionaries(one))), "")
    except pikepdf.PasswordError:
        return "it is locked with a password"
    except pikepdf.PdfError:
        return "it is damaged"


def _dictionaries(one: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """An object's dictionary, and those that are written inside it; what it only points at comes by itself."""
    import pikepdf

    waiting = [one]
    while waiting:
        found = waiting.pop()
        inside: list[object] = []
        if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            yield found
            inside = [value for _key, value in found.items()]
        elif isinstance(found, pikepdf.Array):
            inside = list(found)
        kinds = (pikepdf.Dictionary, pikepdf.Array)
        waiting += [each for each in inside if isinstance(each, kinds) and not each.is_indirect]


def _why_not(found: pikepdf.Object) -> str:
    if str(found.get("/S", "")) in _ACTIVE or "/JS" in found or "/XFA" in found:
        return "it holds a script or starts another program"
    if "/EF" in found or "/EmbeddedFiles" in found:
        return "it carries other files inside"
    return "it opens something else by itself" if any(map(_leads_away, _by_themselves(found))) else ""


def _by_themselves(found: pikepdf.Object) -> Iterator[object]:
    """The actions that nobody has to click for."""
    import pikepdf

    yield found.get("/OpenAction")
    more = found.get("/AA")
    if isinstance(more, pikepdf.Dictionary):
        yield from (action for _key, action in more.items())


def _leads_away(action: object) -> bool:
    import pikepdf

    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "/GoTo")) not in _GOING | _ACTIVE


def _png(content: bytes) -> str:
    return "" if content.startswith(b"\x89PNG\r\n\x1a\n") else "it is not a PNG picture"


def _jpeg(content: bytes) -> str:
    return "" if content.startswith(b"\xff\xd8\xff") else "it is not a JPEG picture"


def _office(part: str, what: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {each.filename.lower(): each for each in packed.infolist()}
            kinds = _start_of(packed, parts.get("[content_types].xml"))
            links = [_start_of(packed, each) for name, each in parts.items() if name.endswith(".rels")]
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError):
        return f"it is not {what}"
    if any(active in name for name in parts for active in _ACTIVE_PARTS) or _ACTIVE_KINDS.search(kinds):
        return "it holds macros or other programs"
    if any(map(_FETCHED.search, links)):
        return "it fetches a part of itself from the internet"
    return "" if part in parts else f"it is not {what}"


def _start_of(packed: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> bytes:
    """As much of a part as an honest one has; a bomb is not unpacked."""
    if part is None:
        return b""
    with packed.open(part) as stream:
        return stream.read(_MOST_OF_A_PART)


def _word(content: bytes) -> str:
    return _office("word/document.xml", "a Word document", content)


def _excel(content: bytes) -> str:
    return _office("xl/workbook.xml", "an Excel workbook", content)


def _text(content: bytes) -> str:
    return "it is not text" if b"\x00" in content else ""


_LOOK = {".pdf": _pdf, ".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg, ".docx": _word, ".xlsx": _excel,
         ".csv": _text, ".txt": _text}  # fmt: skip
