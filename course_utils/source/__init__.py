"""What code leads to: names resolved as Python resolves them, read and never run."""
