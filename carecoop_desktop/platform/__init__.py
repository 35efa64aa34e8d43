"""What every room stands on: kernel, database, office, paper and desktop."""
