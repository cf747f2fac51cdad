"""One submission, from its file to its points."""
