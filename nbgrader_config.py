"""nbgrader's configuration: its folders in this repository, and the course's own grading in place of its kernel.

`nbgrader autograde` and the formgrader's button read this file too, so they grade exactly as `course grade` does.
"""

from pathlib import Path

from course_utils.grading.classroom.nbgrader_steps import configure

c = get_config()  # noqa: F821  (nbgrader defines it here)
configure(c, Path(__file__).parent)

# Late work. It counts only where an assignment has a due date: `course due 06 "2026-11-30 23:59"`.
c.LatePolicy.penalty_per_day = 0.10  # share of the earned points, for each started day
c.LatePolicy.grace_minutes = 60  # after the due date, before the first day starts
c.LatePolicy.largest_penalty = 0.50  # share of the earned points
# c.LatePolicy.time_zone = "Europe/Berlin"  # by whose clock; by default this computer's
