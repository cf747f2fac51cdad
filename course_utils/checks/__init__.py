"""What a check reports and how a verdict follows from it, the same in a student's notebook and in the grader."""
