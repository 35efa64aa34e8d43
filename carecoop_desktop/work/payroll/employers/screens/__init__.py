"""What staff see of employers: the PAYE schemes, and who is employed in each."""
