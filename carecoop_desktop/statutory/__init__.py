"""UK law that an office works out: dated tables with their sources, and pure functions over them."""
