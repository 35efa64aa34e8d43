"""The command line's deeds: every one is an action or a query that the window also has."""

MODULES = (
    "making", "keeping", "records", "pay", "rti", "pensions", "papers", "pay_papers", "banking", "safety", "keys",
    "updates", "serving", "measuring", "law",
)  # fmt: skip
"""Each adds its sub-commands with ``add_to(subparsers)``."""
