"""What staff see of funders and agreements."""
