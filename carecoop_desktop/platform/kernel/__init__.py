"""Plain values without any I/O: money, dates, errors and figures that carry their working."""
