"""What the ledger decides: how an entry is made up, how long money lasts, what a council may ask back."""
