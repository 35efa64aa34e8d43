"""The inspector's room: a window that can only read, and a list of all it showed."""
