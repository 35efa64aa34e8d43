"""The pen's operators, read back by another program."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from carecoop_desktop.platform.paper.fonts import Face, metrics
from carecoop_desktop.platform.paper.marks import Box, Mark, Stroke, Text
from carecoop_desktop.platform.paper.pen import Pen

PAGE = (200, 300)


def drawn(*marks: Mark, pages: int = 1) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=PAGE, invariant=1, initialFontName=metrics(Face.REGULAR).font.fontName)
    pen = Pen(canvas, PAGE[1])
    for _ in range(pages):
        pen.fresh_page()
        pen.draw(marks, 10, 20)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def operators(data: bytes, page: int = 0) -> list[tuple[str, list[str]]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            (str(step.operator), [str(part) for part in step.operands])
            for step in pikepdf.parse_content_stream(pdf.pages[page])
        ]


def text(words: str, colour: str = "#14665F", face: Face = Face.REGULAR) -> Text:
    return Text(5, 7, words, face, 9, colour)


def test_downward_measure_becomes_upward() -> None:
    places = [operands for name, operands in operators(drawn(text("here"))) if name == "Tm"]
    assert [float(part) for part in places[-1]] == [1, 0, 0, 1, 15, 273]


def test_brackets_and_backslashes_come_through(read: Callable[[bytes], list[str]]) -> None:
    words = r"a (b) \c ) ( \\ (("
    assert words in read(drawn(text(words)))[0]


def test_letters_of_many_subsets_come_through(read: Callable[[bytes], list[str]]) -> None:
    letters = "".join(sorted(char for char in metrics(Face.REGULAR).plain if char.isalpha()))[:600]
    rows = [letters[at : at + 30] for at in range(0, 600, 30)]
    marks = [Text(0, 10 + 12 * at, row, Face.REGULAR, 5, "#000000") for at, row in enumerate(rows)]
    found = "".join(read(drawn(*marks))[0].split())
    assert set(letters) - set(found) == set()


def test_colour_and_font_are_set_only_when_they_change() -> None:
    names = [name for name, _ in operators(drawn(text("one"), text("two"), text("three", "#000000")))]
    assert names.count("rg") == 2
    assert names.count("Tf") == 1


def test_a_new_page_sets_them_again() -> None:
    data = drawn(text("one"), pages=2)
    assert operators(data, 0) == operators(data, 1)


def test_a_box_is_filled_outlined_or_both() -> None:
    def painting(box: Box) -> str:
        return operators(drawn(box))[-1][0]

    assert painting(Box(0, 0, 10, 10, "#FFFFFF")) == "f"
    assert painting(Box(0, 0, 10, 10, "", "#000000")) == "S"
    assert painting(Box(0, 0, 10, 10, "#FFFFFF", "#000000", 3)) == "B"


def test_a_box_lies_where_it_was_said_to_lie() -> None:
    found = [operands for name, operands in operators(drawn(Box(1, 2, 30, 40, "#FFFFFF"))) if name == "re"]
    assert [float(part) for part in found[0]] == [11, 238, 30, 40]


def test_round_corners_are_four_curves() -> None:
    assert [name for name, _ in operators(drawn(Box(0, 0, 50, 20, "#FFFFFF", radius=99)))].count("c") == 4


def test_a_dash_ends_with_its_stroke() -> None:
    dashed = Stroke(((0, 0), (9, 9), (20, 0)), "#000000", 1.5, (3, 2))
    found = [operands for name, operands in operators(drawn(dashed, dashed._replace(dash=()))) if name == "d"]
    assert len(found) == 2
    assert "3" in found[0][0]
    assert "3" not in found[1][0]


def test_a_stroke_goes_through_all_its_points() -> None:
    names = [name for name, _ in operators(drawn(Stroke(((0, 0), (9, 9), (20, 0)), "#000000")))]
    assert (names.count("m"), names.count("l")) == (1, 2)


def test_empty_text_draws_nothing() -> None:
    assert operators(drawn(text(""))) == operators(drawn())
