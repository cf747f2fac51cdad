"""A process that a stranger's code may run in."""
