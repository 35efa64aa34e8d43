"""The program's type: the system's own UI font, or the shipped one where the platform has none."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

SHIPPED_POINTS = 11.5
_HEADLESS = {"offscreen", "minimal"}


@cache
def shipped_family() -> str:
    """Load Source Sans Pro into the running program and name its family; empty when it cannot be read."""
    import font_source_sans_pro as shipped

    family = ""
    for path in (
        shipped.SourceSansPro,
        shipped.SourceSansProSemibold,
        shipped.SourceSansProBold,
        shipped.SourceSansProIt,
    ):
        number = QFontDatabase.addApplicationFont(str(path))
        families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = family or (families[0] if families else "")
    return family


def base_font(*, shipped: bool | None = None) -> QFont:
    """The body font at 100% text size, with figures of equal width.

    ``shipped`` forces the shipped font (screenshots) or the system's; by default the platform decides.
    """
    use = _platform_has_no_font() if shipped is None else shipped
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if use and (family := shipped_family()):
        font = QFont(family)
        font.setPointSizeF(SHIPPED_POINTS)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def scaled(font: QFont, percent: int) -> QFont:
    """The same font at another text size."""
    copy = QFont(font)
    if font.pointSizeF() > 0:
        copy.setPointSizeF(font.pointSizeF() * percent / 100)
    else:
        copy.setPixelSize(round(font.pixelSize() * percent / 100))
    return copy


def _platform_has_no_font() -> bool:
    return QGuiApplication.platformName() in _HEADLESS or not QFontDatabase.families()
