"""Where several desks meet: the pen of a shared folder, and the office server."""
