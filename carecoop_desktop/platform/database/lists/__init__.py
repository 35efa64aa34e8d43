"""Lists over SQL: described once by a room, sorted, filtered, paged and counted by the database.

Nothing is imported here, so that a screen can know the shape of a list without loading SQLAlchemy.
"""
