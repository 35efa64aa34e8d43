"""What staff see of statements."""
