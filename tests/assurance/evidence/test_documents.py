"""The evidence pack as a PDF, opened again and read."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from carecoop_desktop.assurance.evidence.actions import plan_gap
from carecoop_desktop.assurance.evidence.documents import MOST_GAPS, pack_document
from carecoop_desktop.assurance.evidence.queries import Pack, PackCheck, pack
from carecoop_desktop.assurance.evidence.rules import State
from carecoop_desktop.platform.office.office import Office
from carecoop_desktop.platform.paper.document import render
from carecoop_desktop.platform.paper.write import write_pdf


def words(made: Pack, *, large_print: bool = False) -> str:
    data = render(pack_document(made, large_print=large_print)).data
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return " ".join(text.split())


@pytest.fixture
def made(office: Office, people: tuple[int, int], filed: Callable[..., int]) -> Pack:
    """A pack of an office with gaps, a document and a plan."""
    filed()
    office.do(plan_gap, "cqc-saf-2023", "S6", "Renew the certificate", "Rhian Lowe", date(2026, 12, 14))
    return office.read(pack, "cqc-saf-2023")


def test_the_cover_says_whose_which_when_and_by_whom(made: Pack) -> None:
    said = words(made)
    for part in ("Evidence pack", "Dee Valley Care Co-operative", "CQC single assessment framework (in force)",
                 "30 Nov 2026 by Priya Shah", f"{made.met} of {made.total}"):  # fmt: skip
        assert part in said


def test_every_question_and_topic_is_there_with_what_is_looked_for(made: Pack) -> None:
    said = words(made)
    for question in made.framework.questions:
        assert question.title in said
        for topic in question.topics:
            assert f"{topic.id} {topic.title}" in said
            assert topic.looks_for[:40] in said


def test_figures_gaps_documents_and_plans_stand_on_paper(made: Pack) -> None:
    said = words(made)
    assert "0 of 1" in said
    assert "(M.N.): no certificate recorded" in said
    assert "Recruitment policy" in said
    assert "Renew the certificate" in said
    assert "14 Dec 2026" in said


def test_names_and_addresses_do_not(made: Pack) -> None:
    said = words(made)
    for hidden in ("Marek", "Nowak", "Ann Hay", "Mill Lane", "Quay Street", "CH1 2AB", "01244"):
        assert hidden not in said


def test_the_head_of_the_chain_closes_it(made: Pack) -> None:
    said = words(made)
    assert made.chain_hash in said.replace(" ", "")
    assert "and holds" in said
    assert "does NOT hold" in words(replace(made, chain_holds=False))
    assert "was not walked" in words(replace(made, chain_holds=None))


def test_the_crosswalk_is_an_appendix(made: Pack) -> None:
    assert "Where the same evidence counts elsewhere" in words(made)
    alone = replace(made, questions=tuple(
        replace(q, topics=tuple(replace(t, elsewhere=()) for t in q.topics)) for q in made.questions))  # fmt: skip
    assert "Where the same evidence counts elsewhere" not in words(alone)


def test_what_is_not_kept_is_said_and_a_draft_is_marked(made: Pack, office: Office) -> None:
    said = words(replace(made, not_kept=("Incidents told",)))
    assert "Incidents told" in said
    assert "neither met nor missed" in said
    assert "draft" in words(office.read(pack, "cqc-asc-2026-draft"))


def test_a_long_list_of_gaps_is_counted_not_printed(made: Pack) -> None:
    many = PackCheck("Consent", "0 of 40", "all", State("40 gaps", "bad"),
                     tuple((f"Member {n}", "nothing recorded") for n in range(40)))  # fmt: skip
    first = made.questions[0]
    topic = replace(first.topics[0], checks=(many,))
    said = words(replace(made, questions=(replace(first, topics=(topic,)),)))
    assert f"and {40 - MOST_GAPS} more" in said
    assert "Member 39" not in said


def test_it_is_written_and_read_back(made: Pack, tmp_path: Path) -> None:
    written = write_pdf(pack_document(made), tmp_path / "pack.pdf")
    assert written.pages > 5
    assert written.substituted == ()
    reader = pypdf.PdfReader(written.path)
    assert reader.metadata is not None
    assert reader.metadata.title == "Evidence pack CQC 2023 30 Nov 2026"
    assert reader.metadata.author == "Dee Valley Care Co-operative"


def test_large_print_says_the_same(made: Pack) -> None:
    assert "Renew the certificate" in words(made, large_print=True)
