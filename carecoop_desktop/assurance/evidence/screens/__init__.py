"""What staff see of evidence."""
