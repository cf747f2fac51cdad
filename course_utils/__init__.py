"""The package behind the course.

What notebooks import lives here: `data`, `text`, `training`, `plotting`, `tracking`, `check` and `quiz`.
What instructors run lives in `course_utils.grading` and behind the command `course`.
The first half never imports the second, and no lesson does.
"""
