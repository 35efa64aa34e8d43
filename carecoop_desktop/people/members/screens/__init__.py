"""What staff see of members."""
