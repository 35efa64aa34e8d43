"""Many papers in one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from carecoop_desktop.platform.kernel.errors import Fault, Refusal
from carecoop_desktop.platform.paper.blocks import PageBreak, Paragraph
from carecoop_desktop.platform.paper.document import Document
from carecoop_desktop.platform.paper.join import join_pdfs
from carecoop_desktop.platform.paper.write import write_pdf

Paper = Callable[..., Document]


@pytest.fixture
def slips(paper: Paper, tmp_path: Path) -> list[Path]:
    """Three papers, the second of two pages."""
    made = []
    for name in ("Ann", "Bea", "Ciarán"):
        blocks = [Paragraph(f"Slip of {name}")]
        more = [PageBreak(), Paragraph("Its back")] if name == "Bea" else []
        made.append(write_pdf(paper(*blocks, *more), tmp_path / f"{name}.pdf").path)
    return made


def test_pages_come_in_the_papers_order(slips: list[Path], tmp_path: Path, read: Callable[[Path], list[str]]) -> None:
    written = join_pdfs(slips, tmp_path / "all.pdf", title="All payslips")
    pages = read(written.path)
    assert written.pages == len(pages) == 4
    assert ["Ann" in pages[0], "Bea" in pages[1], "back" in pages[2], "Ciarán" in pages[3]] == [True] * 4


def test_each_paper_is_in_the_list_of_contents(slips: list[Path], tmp_path: Path) -> None:
    written = join_pdfs(slips, tmp_path / "all.pdf", title="All", names=["Ann", "Bea", "Ciarán"])
    reader = PdfReader(written.path)
    assert [entry.title for entry in reader.outline] == ["Ann", "Bea", "Ciarán"]  # type: ignore[union-attr]
    assert [reader.get_destination_page_number(entry) for entry in reader.outline] == [0, 1, 3]  # type: ignore[arg-type]


def test_the_file_has_a_title_of_its_own(slips: list[Path], tmp_path: Path) -> None:
    reader = PdfReader(join_pdfs(slips, tmp_path / "all.pdf", title="Payslips Ŵ").path)
    assert reader.metadata is not None and reader.metadata.title == "Payslips Ŵ"
    assert reader.root_object["/Lang"] == "en-GB"


def test_the_same_papers_give_the_same_bytes(slips: list[Path], tmp_path: Path) -> None:
    one = join_pdfs(slips, tmp_path / "one.pdf", title="All").path.read_bytes()
    assert join_pdfs(slips, tmp_path / "two.pdf", title="All").path.read_bytes() == one


def test_nothing_to_join_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="no papers"):
        join_pdfs([], tmp_path / "all.pdf", title="All")


def test_a_paper_that_is_gone_is_named_and_the_old_file_stays(slips: list[Path], tmp_path: Path) -> None:
    (tmp_path / "all.pdf").write_bytes(b"old")
    slips[1].unlink()
    with pytest.raises(Fault, match=r"Bea\.pdf is not there"):
        join_pdfs(slips, tmp_path / "all.pdf", title="All")
    assert (tmp_path / "all.pdf").read_bytes() == b"old"


def test_a_broken_paper_is_named(slips: list[Path], tmp_path: Path) -> None:
    slips[2].write_bytes(b"broken")
    with pytest.raises(Fault, match=r"Ciarán\.pdf cannot be read"):
        join_pdfs(slips, tmp_path / "all.pdf", title="All")


def test_a_cancel_writes_nothing(slips: list[Path], tmp_path: Path) -> None:
    answers = iter([False, True])
    with pytest.raises(Refusal, match="cancelled"):
        join_pdfs(slips, tmp_path / "all.pdf", title="All", cancelled=lambda: next(answers))
    assert not (tmp_path / "all.pdf").exists()
    assert len(list(tmp_path.iterdir())) == 3


def test_a_name_too_few_is_our_bug(slips: list[Path], tmp_path: Path) -> None:
    with pytest.raises(ValueError):
        join_pdfs(slips, tmp_path / "all.pdf", title="All", names=["Ann"])


def test_what_is_packed_already_is_carried_over_as_it_is(slips: list[Path], tmp_path: Path) -> None:
    def packed(path: Path) -> set[bytes]:
        with pikepdf.open(path) as pdf:
            return {bytes(one.read_raw_bytes()) for one in pdf.objects
                    if isinstance(one, pikepdf.Stream) and "/Filter" in one and "/Type" not in one}  # fmt: skip

    joined = packed(join_pdfs(slips, tmp_path / "all.pdf", title="Payslips").path)
    with pikepdf.open(tmp_path / "all.pdf") as pdf:
        filters = {str(one.get("/Filter")) for one in pdf.objects if isinstance(one, pikepdf.Stream)}
    assert filters == {"/FlateDecode"}
    for slip in slips:
        assert packed(slip) <= joined
