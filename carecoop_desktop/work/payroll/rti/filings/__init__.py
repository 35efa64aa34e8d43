"""What was sent to HMRC, what it answered, and what is due."""
