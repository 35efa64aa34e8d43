"""What every day starts with. Knows every wing."""

ROOMS = ("today", "inspector", "safety", "updates", "settings")
