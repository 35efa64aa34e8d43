"""The ledger: double entry, a member's money apart from the co-op's own."""
