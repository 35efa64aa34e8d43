"""What staff see of absence."""
