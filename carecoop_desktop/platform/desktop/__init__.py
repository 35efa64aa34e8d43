"""What every screen shares: theme, window, pages, forms, tasks and dialogs. Qt only; no database here."""
