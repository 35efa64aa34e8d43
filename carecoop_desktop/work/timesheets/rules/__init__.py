"""Decisions about hours worked: pure functions over plain values."""
