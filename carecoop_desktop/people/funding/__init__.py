"""Funding: who pays for a member's support, how much a week, and until when."""
