"""What staff see of the pen and of the office server."""
