"""What every paper of the program shares: type, pages, tables, charts and the one way from a document to a PDF file."""
