"""What pensions decide: pure functions over plain values."""
