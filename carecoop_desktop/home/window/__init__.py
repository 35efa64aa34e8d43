"""The main window filled with the house: pages, badges, search, undo, status."""
