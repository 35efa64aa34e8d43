"""CareCoop: the office of a care co-operative in one desktop program."""

__version__ = "0.3.0"
