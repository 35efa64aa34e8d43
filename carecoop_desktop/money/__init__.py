"""Members' money."""

ROOMS = ("ledger", "statements")
