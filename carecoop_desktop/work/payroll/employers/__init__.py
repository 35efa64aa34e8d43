"""PAYE schemes: the co-op's own and those of members who employ their PAs themselves; who is employed by whom."""
