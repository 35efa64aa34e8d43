"""Evidence: inspection frameworks, live checks over real records, documents, and the pack that an inspector takes."""
