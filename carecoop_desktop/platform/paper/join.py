"""Joins many papers into one file, with an entry for each in the reader's list of contents."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import pikepdf

from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.paper.atomic import replacing
from carecoop_desktop.platform.paper.write import Written, check_pdf


def join_pdfs(
    sources: Sequence[Path],
    target: Path,
    *,
    title: str,
    names: Sequence[str] = (),
    lang: str = "en-GB",
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write all pages of ``sources``, in their order, into one file; ``names`` are their entries in the contents.

    Raises Refusal when there is nothing to join or the caller cancelled, Fault when a source is not there or not
    whole; an older target then stays as it was.
    """
    if not sources:
        raise Refusal("There are no papers to join.")
    with replacing(target) as temporary, ExitStack() as opened:
        joined = opened.enter_context(pikepdf.new())
        starts: list[int] = []
        for source in sources:
            if cancelled():
                raise Refusal("Joining the papers was cancelled.", "Nothing was written.")
            starts.append(len(joined.pages))
            pdf = _opened(source, opened)
            _name_filters(pdf)
            joined.pages.extend(pdf.pages)
        _describe(joined, title, lang)
        _contents(joined, starts, names)
        joined.save(temporary, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        pages = len(joined.pages)
        check_pdf(temporary, pages, title, lang)
    return Written(target, pages, target.stat().st_size)


def _opened(source: Path, opened: ExitStack) -> pikepdf.Pdf:
    """The paper, read whole into memory so that a thousand of them need no thousand open files."""
    try:
        return opened.enter_context(pikepdf.open(io.BytesIO(source.read_bytes())))
    except FileNotFoundError as error:
        raise Fault(f"{source.name} is not there any more.", "Make it again and then join.") from error
    except pikepdf.PdfError as error:
        raise Fault(f"{source.name} cannot be read as a PDF.", "Make it again and then join.") from error


def _name_filters(pdf: pikepdf.Pdf) -> None:
    """Name the one filter of a stream that stands in a list: else qpdf packs it anew, which takes half of the time."""
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            filters = each.get("/Filter")
            if isinstance(filters, pikepdf.Array) and len(filters) == 1 and "/DecodeParms" not in each:
                each["/Filter"] = filters[0]


def _describe(joined: pikepdf.Pdf, title: str, lang: str) -> None:
    joined.docinfo["/Title"] = title
    joined.Root.Lang = pikepdf.String(lang)
    joined.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def _contents(joined: pikepdf.Pdf, starts: Sequence[int], names: Sequence[str]) -> None:
    if not names:
        return
    with joined.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(name, start) for name, start in zip(names, starts, strict=True))
