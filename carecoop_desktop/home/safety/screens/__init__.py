"""What the window does for the office's safety."""
