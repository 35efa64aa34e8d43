"""Real Time Information: the files that tell HMRC what was paid (FPS) and what else is due for a tax month (EPS)."""
