"""Invented students, who test the grader."""
