"""What staff see of attachment orders."""
