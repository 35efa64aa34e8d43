"""People, their assistants, circles and funding."""

ROOMS = ("members", "assistants", "circles", "funding")
