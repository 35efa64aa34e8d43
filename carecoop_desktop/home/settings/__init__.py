"""Settings, users and first run."""
