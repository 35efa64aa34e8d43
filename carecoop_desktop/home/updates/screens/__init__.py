"""What staff see of newer versions."""
