"""What staff see of pensions."""
