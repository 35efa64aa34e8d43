"""Reads an office's own spreadsheets into typed rows, each refusal on its cell; no Qt and no database in here."""
