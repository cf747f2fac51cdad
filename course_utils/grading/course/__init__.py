"""Where a course keeps its files, and what they hold."""
