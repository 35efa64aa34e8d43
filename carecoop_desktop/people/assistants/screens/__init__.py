"""What staff see of personal assistants."""
