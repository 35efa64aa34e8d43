"""Tables over SQL: a view, its model and its filter bar, which read nothing but the rows that are seen."""
