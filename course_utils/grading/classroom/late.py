"""The late policy: what a submission after the due date costs, as nbgrader's plugin for late penalties.

Settings stand in `nbgrader_config.py`. Without a due date (`course due`) or a time of handing in nothing is late. Days
are those of the class's clock: when it is put back an hour, that day has 25 hours.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from dateutil import tz
from nbgrader.plugins import BasePlugin
from traitlets import Float, TraitError, Unicode, validate

from course_utils.grading.course.layout import CourseError
from course_utils.grading.course.words import counted

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lateness:
    """When something was due and when it was handed in, both by the clock of the class."""

    due: datetime
    handed_in: datetime

    def started_days(self, grace: timedelta) -> int:
        """Return how many days have started since the time of grace ended."""
        start = (self.due.astimezone(UTC) + grace).astimezone(self.due.tzinfo)
        return _whole_days(start, self.handed_in) + (_rest(start, self.handed_in) > timedelta(0))

    def words(self) -> str:
        """Say how late it is: "1 day 2 hours"."""
        days = _whole_days(self.due, self.handed_in)
        minutes = round(_rest(self.due, self.handed_in).total_seconds() / 60)
        parts = {"day": days, "hour": minutes // 60, "minute": 0 if days else minutes % 60}
        return " ".join(counted(number, noun) for noun, number in parts.items() if number) or "less than a minute"


class LatePolicy(BasePlugin):
    """Takes a share of the earned points for each started day, after a time of grace and up to a cap."""

    penalty_per_day = Float(0.1, min=0, max=1, help="Share of the earned points that each started day costs.").tag(
        config=True
    )
    grace_minutes = Float(60, min=0, help="Minutes after the due date before the first day starts.").tag(config=True)
    largest_penalty = Float(0.5, min=0, max=1, help="Largest share of the earned points taken off.").tag(config=True)
    time_zone = Unicode(help="The class's time zone, such as Europe/Berlin; empty for this computer's.").tag(
        config=True
    )

    lateness: Lateness | None = None  # of the submission that nbgrader asks about
    penalty = 0.0  # what it loses

    @validate("time_zone")
    def _known_zone(self, proposal: dict[str, str]) -> str:
        if proposal["value"] and tz.gettz(proposal["value"]) is None:
            raise TraitError(f"there is no time zone {proposal['value']!r}; write it like Europe/Berlin")
        return proposal["value"]

    @property
    def zone(self) -> tzinfo:
        """The time zone by whose clock the class is late, or not."""
        return tz.gettz(self.time_zone or None) or tz.UTC

    @property
    def clock(self) -> str:
        """Whose clock that is, in words."""
        return f"{self.time_zone} time" if self.time_zone else "this computer's time"

    def here(self, moment: datetime) -> datetime:
        """Return a moment by the class's clock; without a zone it is nbgrader's, in UTC."""
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(self.zone)

    def moment(self, text: str) -> datetime:
        """Read a time by the class's clock; of a date alone, the day's last minute.

        Raises
        ------
        CourseError
            If the text is not a time.
        """
        try:
            moment = _day_or_moment(text)
        except ValueError:
            raise CourseError(f"{text!r} is not a time. Write it like this: 2026-11-30 23:59, or never.") from None
        return moment if moment.tzinfo else by_the_clock(moment.replace(tzinfo=self.zone))

    def words(self, moment: datetime) -> str:
        """Name a moment by the class's clock, and say whose clock that is."""
        return f"{self.here(moment):%A, %d %B %Y, %H:%M %Z} ({self.clock})"

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:
        """Return the points to take off `score`; nbgrader calls this for a submission after its student's due date."""
        self.penalty = score * (
            self.share(total_seconds_late) if self.lateness is None else self.share_of(self.lateness)
        )
        return self.penalty

    def share(self, seconds_late: float) -> float:
        """Return the share of the points, from 0 to 1, that a submission so late loses where all days are alike."""
        start = datetime(2000, 1, 1, tzinfo=UTC)
        return self.share_of(Lateness(start, start + timedelta(seconds=seconds_late)))

    def share_of(self, lateness: Lateness) -> float:
        """Return the share of the points, from 0 to 1, that a late submission loses."""
        days = lateness.started_days(timedelta(minutes=self.grace_minutes))
        return min(days * self.penalty_per_day, self.largest_penalty)


def late_words(late_by: str, share: float, penalty: float) -> str:
    """Say in a sentence how late a submission was and what that costs; empty where it costs nothing."""
    if penalty <= 0:
        return ""
    return f"Handed in {late_by} after the due date: {share:.0%} of the points, {round(penalty, 2):g}, are taken off."


def by_the_clock(moment: datetime) -> datetime:
    """Return when the clock shows a time, in UTC; where it shows it twice or not at all, the later reading."""
    return max(moment.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def _day_or_moment(text: str) -> datetime:
    with suppress(ValueError):
        return datetime.combine(date.fromisoformat(text), time(23, 59))
    return datetime.fromisoformat(text)


def _days_later(moment: datetime, days: int) -> datetime:
    """Return the same time of day some days later, in UTC."""
    later = moment + timedelta(days=days)  # Python counts by the clock within a time zone
    return by_the_clock(later) if days else moment.astimezone(UTC)


def _whole_days(start: datetime, end: datetime) -> int:
    """Return how many days by the clock are between two moments of one time zone."""
    days = max((end.date() - start.date()).days, 0)
    return days - (days > 0 and _days_later(start, days) > end.astimezone(UTC))


def _rest(start: datetime, end: datetime) -> timedelta:
    """Return the time that is left after the whole days."""
    return end.astimezone(UTC) - _days_later(start, _whole_days(start, end))
