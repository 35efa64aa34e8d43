"""Newer versions of the program: asked for only where the office allows it, proved before use, and a way back."""
