"""How an office works: actions, permissions, users, history and undo, events, settings, features."""
