"""What staff see of members' accounts."""
