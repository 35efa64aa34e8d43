"""What staff see of circles."""
