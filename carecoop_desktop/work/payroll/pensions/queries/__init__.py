"""Everything read of pensions."""
