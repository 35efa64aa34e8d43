"""What staff see first every day."""
