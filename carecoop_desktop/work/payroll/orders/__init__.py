"""Attachment orders: what courts, councils, the Child Maintenance Service and DWP take from a PA's pay."""
