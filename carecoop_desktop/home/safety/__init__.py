"""When the office is backed up, how it comes back, how it moves house, and what support is told."""
