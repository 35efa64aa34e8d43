"""What staff see of files to HMRC."""
