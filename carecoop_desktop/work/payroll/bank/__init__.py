"""Files for the bank: layouts as data, payments of a run, checked account numbers."""
