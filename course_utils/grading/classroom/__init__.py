"""A whole class: release, grade, and what nbgrader's gradebook keeps."""
