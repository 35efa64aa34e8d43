"""The steps themselves, one module each; they never import the tables of today."""
