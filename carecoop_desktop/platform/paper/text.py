"""Sets text: cleans what people typed, measures it, breaks it into lines and shortens it.

Text is only ever drawn. Nothing in it is read as markup, so an angle bracket or an ampersand is just that character.
"""

from __future__ import annotations

import unicodedata

from carecoop_desktop.platform.paper.fonts import SUBSTITUTE, Face, Metrics, metrics
from carecoop_desktop.platform.paper.page import A4, BODY_SIZE, Page
from carecoop_desktop.platform.paper.type import Style

ELLIPSIS = "…"
_REPLACED = str.maketrans({"\u2011": "-", "\u2009": "\u00a0", "\u202f": "\u00a0", "\t": " "})
_LINE_ENDS = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"})


class Setter:
    """Measures and breaks text for one sheet, and remembers which characters the fonts could not draw."""

    def __init__(self, page: Page = A4) -> None:
        self.page = page
        self.scale = page.scale
        self.substituted: set[str] = set()
        self._faces: dict[Face, Metrics] = {face: metrics(face) for face in Face}

    def size(self, style: Style) -> float:
        """The style's size in points on this sheet: headings grow by as many points as the running text does."""
        return max(self.page.smallest, style.size + self.page.body - BODY_SIZE)

    def leading(self, style: Style) -> float:
        """From baseline to baseline."""
        return self.size(style) * style.leading

    def baseline(self, style: Style) -> float:
        """How far the first baseline lies below the top of its line."""
        size = self.size(style)
        return size * (0.5 * style.leading + 0.29)

    def width(self, clean: str, style: Style) -> float:
        """The width in points of text that ``line`` or ``wrap`` has cleaned."""
        return sum(map(self._faces[style.face].widths.__getitem__, clean)) * self.size(style)

    def line(self, text: str, style: Style) -> str:
        """Any text as one drawable line: controls dropped, line ends as spaces, unknown characters substituted."""
        faces = self._faces[style.face]
        if faces.plain.issuperset(text):
            return text
        text = unicodedata.normalize("NFC", text.replace("\r\n", " ").translate(_LINE_ENDS).replace("\n", " "))
        return "".join(self._drawable(char, faces) for char in text.replace("\r", " ").translate(_REPLACED))

    def _drawable(self, char: str, faces: Metrics) -> str:
        if char in faces.widths:
            return char
        if unicodedata.category(char) in {"Cc", "Cf"} or "\ufe00" <= char <= "\ufe0f":
            return ""
        plainer = unicodedata.normalize("NFKC", char)
        if plainer != char and faces.plain.issuperset(plainer):
            return plainer
        self.substituted.add(char)
        return SUBSTITUTE

    def fit(self, text: str, style: Style, width: float) -> str:
        """The text as one line no wider than ``width``, its end replaced by an ellipsis where it is too long."""
        clean = self.line(text, style)
        if self.width(clean, style) <= width:
            return clean
        room = width - self.width(ELLIPSIS, style)
        return clean[: self._how_many(clean, style, room)].rstrip() + ELLIPSIS

    def _how_many(self, clean: str, style: Style, room: float) -> int:
        """How many leading characters lie within ``room``."""
        widths, size, used = self._faces[style.face].widths, self.size(style), 0.0
        for count, char in enumerate(clean):
            used += widths[char] * size
            if used > room + 1e-6:
                return count
        return len(clean)

    def wrap(self, text: str, style: Style, width: float) -> list[str]:
        """The text broken into lines no wider than ``width``: at its own line ends, at spaces, else inside a word.

        At least one line comes back, and at least one character stands on each, however narrow the column.
        """
        lines: list[str] = []
        for paragraph in text.translate(_LINE_ENDS).replace("\r\n", "\n").replace("\r", "\n").split("\n"):
            clean = self.line(paragraph, style)
            if self.width(clean, style) <= width:
                lines.append(clean.rstrip(" "))
            else:
                lines += self._broken(clean, style, width)
        return lines

    def _broken(self, clean: str, style: Style, width: float) -> list[str]:
        lines: list[str] = []
        current, used = "", 0.0
        space = self.width(" ", style)
        for word in clean.split(" "):
            length = self.width(word, style)
            if current and used + space + length <= width:
                current, used = f"{current} {word}", used + space + length
                continue
            if current:
                lines.append(current)
            while length > width and len(word) > 1:
                count = max(1, self._how_many(word, style, width))
                lines.append(word[:count])
                word = word[count:]
                length = self.width(word, style)
            current, used = word, length
        return [*lines, current] if current or not lines else lines
