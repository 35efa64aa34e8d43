"""What every screen shares: theme, window, pages, forms, tasks and dialogs. Qt only; no database here."""

from carecoop_desktop.platform.desktop.interpreter import keep_true_alive

keep_true_alive()
