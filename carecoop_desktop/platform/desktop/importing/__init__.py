"""The page that brings an office's spreadsheet in: file, columns, preview with every refusal, import."""

from carecoop_desktop.platform.desktop.importing.page import ImportPage

__all__ = ["ImportPage"]
