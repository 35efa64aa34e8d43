"""The parts that pages are put together from."""

from carecoop_desktop.platform.desktop.page.beside import Beside
from carecoop_desktop.platform.desktop.page.buttons import allow, button, grey, ungrey, why_grey
from carecoop_desktop.platform.desktop.page.card import Card, DetailPanel, EmptyState, Tile
from carecoop_desktop.platform.desktop.page.cells import Column, Do, Tag, Tagged
from carecoop_desktop.platform.desktop.page.even_row import EvenRow
from carecoop_desktop.platform.desktop.page.key_value import KeyValue
from carecoop_desktop.platform.desktop.page.labels import column, flow, label, line, row, scrolled
from carecoop_desktop.platform.desktop.page.page import Page
from carecoop_desktop.platform.desktop.page.pill import Pill, paint_pill, pill_size
from carecoop_desktop.platform.desktop.page.rows import RowsTable
from carecoop_desktop.platform.desktop.page.split import Split
from carecoop_desktop.platform.desktop.page.steps import Step, StepStrip
from carecoop_desktop.platform.desktop.page.tabs import Tabs

__all__ = [
    "Beside",
    "Card",
    "Column",
    "DetailPanel",
    "Do",
    "EmptyState",
    "EvenRow",
    "KeyValue",
    "Page",
    "Pill",
    "RowsTable",
    "Split",
    "Step",
    "StepStrip",
    "Tabs",
    "Tag",
    "Tagged",
    "Tile",
    "allow",
    "button",
    "column",
    "flow",
    "grey",
    "label",
    "line",
    "paint_pill",
    "pill_size",
    "row",
    "scrolled",
    "ungrey",
    "why_grey",
]
