"""The late policy: what a submission after the due date costs, as nbgrader's plugin for late penalties.

Settings stand in `nbgrader_config.py`. Without a due date (`course due`) or a time of handing in nothing is late.
"""

from __future__ import annotations

import math

from nbgrader.plugins import BasePlugin
from traitlets import Float

DAY = 24 * 60 * 60  # seconds


class LatePolicy(BasePlugin):
    """Takes a share of the earned points for each started day, after a time of grace and up to a cap."""

    penalty_per_day = Float(0.1, min=0, max=1, help="Share of the earned points that each started day costs.").tag(
        config=True
    )
    grace_minutes = Float(60, min=0, help="Minutes after the due date before the first day starts.").tag(config=True)
    largest_penalty = Float(0.5, min=0, max=1, help="Largest share of the earned points taken off.").tag(config=True)

    seconds_late = 0.0  # of the submission that nbgrader asked about, and what it loses
    penalty = 0.0

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:
        """Return the points to take off `score`; nbgrader calls this for a submission after its student's due date."""
        self.seconds_late, self.penalty = total_seconds_late, score * self.share(total_seconds_late)
        return self.penalty

    def share(self, seconds_late: float) -> float:
        """Return the share of the points, from 0 to 1, that a submission so late loses."""
        return min(self.started_days(seconds_late) * self.penalty_per_day, self.largest_penalty)

    def started_days(self, seconds_late: float) -> int:
        """Return how many days have started since the time of grace ended."""
        return max(math.ceil((seconds_late - 60 * self.grace_minutes) / DAY), 0)

    def words(self, seconds_late: float, penalty: float) -> str:
        """Say in a sentence how late a submission was and what that costs; empty where it costs nothing."""
        if penalty <= 0:
            return ""
        return (
            f"Handed in {_duration(seconds_late)} after the due date: {self.share(seconds_late):.0%} of the points, "
            f"{round(penalty, 2):g}, are taken off."
        )


def _duration(seconds: float) -> str:
    days, rest = divmod(round(seconds / 60) * 60, DAY)
    hours, minutes = rest // 3600, rest % 3600 // 60
    parts = [_count(days, "day"), _count(hours, "hour"), "" if days else _count(minutes, "minute")]
    return " ".join(part for part in parts if part) or "less than a minute"


def _count(number: int, noun: str) -> str:
    return "" if not number else f"{number} {noun}" if number == 1 else f"{number} {noun}s"
