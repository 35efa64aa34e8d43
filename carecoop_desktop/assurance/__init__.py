"""What an inspection asks."""

ROOMS = ("evidence",)
