"""A figure with its working."""

from carecoop_desktop.platform.kernel.worked import Line, Worked


def test_lines_given_as_a_function_are_worked_out_once_when_asked() -> None:
    asked: list[int] = []

    def lines() -> list[Line]:
        asked.append(1)
        return [Line("Tax", "20% of £100.00", 2000, "PAYE", "HMRC")]

    figure = Worked(2000, lines)
    assert asked == []
    assert figure.lines[0].pence == 2000 and figure.lines == figure.lines
    assert asked == [1]


def test_figures_are_equal_by_their_pence() -> None:
    assert Worked(5) == Worked(5, [Line("a", "b")]) and hash(Worked(5)) == hash(Worked(5))
    assert Worked(5) != Worked(6) and Worked(5) != 5
    assert repr(Worked(5)) == "Worked(5)"
