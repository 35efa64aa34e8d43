"""What staff see of hours."""
