"""The colours of the program: light, dark and two high-contrast sets, with the arithmetic of contrast."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

STATES = ("met", "warn", "bad", "info", "quiet")
"""The five states a pill can have. A state always stands beside a word."""


class Colours(NamedTuple):
    """One set of colours, as ``#RRGGBB``. ``states`` maps a state to its (background, text)."""

    name: str
    dark: bool
    page: str
    card: str
    border: str
    border_strong: str
    text: str
    secondary: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    selection: str
    on_selection: str
    header: str
    base: str
    focus: str
    rail: str
    rail_active: str
    rail_text: str
    rail_quiet: str
    attention: str
    on_attention: str
    practice: str
    on_practice: str
    disabled: str
    states: Mapping[str, tuple[str, str]] = MappingProxyType({})


LIGHT = Colours(
    name="light",
    dark=False,
    page="#F5F4F0",
    card="#FFFFFF",
    border="#DEDAD1",
    border_strong="#BDB7AA",
    text="#1D2628",
    secondary="#5D686A",
    accent="#14665F",
    accent_hover="#0F524C",
    on_accent="#FFFFFF",
    accent_text="#14665F",
    selection="#E2F0EC",
    on_selection="#1D2628",
    header="#FAF9F7",
    base="#FFFFFF",
    focus="#14665F",
    rail="#153B3A",
    rail_active="#215352",
    rail_text="#E4EEEC",
    rail_quiet="#A3BCB9",
    attention="#F0B24A",
    on_attention="#3A2500",
    practice="#7A3FA0",
    on_practice="#FFFFFF",
    disabled="#666F70",
    states={
        "met": ("#DCEFE3", "#14532D"),
        "warn": ("#FDECC8", "#6B4200"),
        "bad": ("#FBDCD8", "#8A1C12"),
        "info": ("#DFE9F5", "#1D3F6E"),
        "quiet": ("#EBE8E1", "#4C5557"),
    },
)

DARK = Colours(
    name="dark",
    dark=True,
    page="#151B1C",
    card="#1D2526",
    border="#354143",
    border_strong="#566568",
    text="#E7ECEC",
    secondary="#A7B3B4",
    accent="#1F7A71",
    accent_hover="#1A6A62",
    on_accent="#FFFFFF",
    accent_text="#69CBBF",
    selection="#224743",
    on_selection="#F2F7F6",
    header="#222B2D",
    base="#182021",
    focus="#69CBBF",
    rail="#0F2B2A",
    rail_active="#1D4745",
    rail_text="#E4EEEC",
    rail_quiet="#9AB4B1",
    attention="#F0B24A",
    on_attention="#3A2500",
    practice="#B98AD6",
    on_practice="#1A0F22",
    disabled="#98A4A5",
    states={
        "met": ("#1B4A31", "#C4EBD3"),
        "warn": ("#573D0C", "#FBE0A6"),
        "bad": ("#6A241D", "#FBD5D0"),
        "info": ("#233F63", "#D2E3F8"),
        "quiet": ("#394446", "#D5DBDB"),
    },
)


def _plain_states(background: str, text: str) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(STATES, (background, text))


CONTRAST_DARK = Colours(
    name="contrast-dark",
    dark=True,
    page="#000000",
    card="#000000",
    border="#FFFFFF",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    secondary="#FFFFFF",
    accent="#FFEB3B",
    accent_hover="#FFF59D",
    on_accent="#000000",
    accent_text="#FFEB3B",
    selection="#1AEBFF",
    on_selection="#000000",
    header="#000000",
    base="#000000",
    focus="#1AEBFF",
    rail="#000000",
    rail_active="#1F1F1F",
    rail_text="#FFFFFF",
    rail_quiet="#FFFFFF",
    attention="#FFEB3B",
    on_attention="#000000",
    practice="#FF7DFF",
    on_practice="#000000",
    disabled="#3FF23F",
    states=_plain_states("#000000", "#FFFFFF"),
)

CONTRAST_LIGHT = Colours(
    name="contrast-light",
    dark=False,
    page="#FFFFFF",
    card="#FFFFFF",
    border="#000000",
    border_strong="#000000",
    text="#000000",
    secondary="#000000",
    accent="#00009F",
    accent_hover="#000066",
    on_accent="#FFFFFF",
    accent_text="#00009F",
    selection="#37006E",
    on_selection="#FFFFFF",
    header="#FFFFFF",
    base="#FFFFFF",
    focus="#00009F",
    rail="#FFFFFF",
    rail_active="#E6E6FF",
    rail_text="#000000",
    rail_quiet="#000000",
    attention="#00009F",
    on_attention="#FFFFFF",
    practice="#7A0099",
    on_practice="#FFFFFF",
    disabled="#600000",
    states=_plain_states("#FFFFFF", "#000000"),
)

ALL = {each.name: each for each in (LIGHT, DARK, CONTRAST_DARK, CONTRAST_LIGHT)}


def luminance(colour: str) -> float:
    """Relative luminance of a ``#RRGGBB`` colour as WCAG 2 defines it, 0 to 1."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
