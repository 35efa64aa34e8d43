"""Circles: small groups of members with the PAs around them."""
