"""nbgrader's configuration: its folders in this repository, and the course's own grading in place of its kernel.

`nbgrader autograde` and the formgrader's button read this file too, so they grade exactly as `course grade` does.
"""

from pathlib import Path

from course_utils.grading.plugin import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821  (nbgrader defines get_config here)
