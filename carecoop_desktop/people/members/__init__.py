"""Members: the people the co-operative supports and who own it."""
