"""What staff see of bank files: the card of a run, and the settings."""
