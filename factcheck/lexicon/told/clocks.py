"""A clock time as a label that the floors above compare: "23:45", "about 08:20 tuesday", "00:00-00:30", "07:45 gmt"."""

from __future__ import annotations

import re

import msgspec

from factcheck.models import WEEKDAYS

__all__ = ["DAY", "Clock"]

DAY = 24 * 60
_LABEL = re.compile(r"(?P<about>about )?(?P<low>\d\d:\d\d)(?:-(?P<high>\d\d:\d\d))?(?P<rest>(?: [a-z]+)*)")


class Clock(msgspec.Struct, frozen=True, order=True):
    """Minutes since midnight, from `low` to `high` (the same where one time is told); `high` may lie past midnight.

    `about` says that the words round it; `zone` is "" for the time of the place, `weekday` "" where none is told.
    """

    low: int
    high: int
    about: bool = False
    zone: str = ""
    weekday: str = ""

    @property
    def label(self) -> str:
        """The time in words.

        >>> Clock(1425, 1425, about=True, weekday="tuesday").label
        'about 23:45 tuesday'
        """
        about, end = "about " if self.about else "", f"-{_written(self.high)}" if self.high != self.low else ""
        return " ".join([f"{about}{_written(self.low)}{end}", *filter(None, (self.zone, self.weekday))])

    @classmethod
    def from_label(cls, label: str) -> Clock | None:
        """Return the time of a label; None for one of another kind.

        >>> Clock.from_label("23:50-00:20 gmt")
        Clock(low=1430, high=1460, about=False, zone='gmt', weekday='')
        """
        found = _LABEL.fullmatch(label)
        if found is None:
            return None
        low = _minutes(found["low"])
        high = _minutes(found["high"] or found["low"])
        words = found["rest"].split()
        return cls(
            low,
            high if high >= low else high + DAY,
            about=found["about"] is not None,
            zone=next((word for word in words if word not in WEEKDAYS), ""),
            weekday=next((word for word in words if word in WEEKDAYS), ""),
        )

    @property
    def hour(self) -> str:
        """Its first minute alone.

        >>> Clock(1425, 1455, about=True).hour
        '23:45'
        """
        return _written(self.low)

    def gap(self, other: Clock) -> int:
        """Return how many minutes lie between two times, round the clock; 0 where they meet.

        >>> Clock(1430, 1430).gap(Clock(10, 40))
        20
        """
        if self._reaches(other.low) or other._reaches(self.low):
            return 0
        return min((other.low - self.high) % DAY, (self.low - other.high) % DAY)

    def on(self, weekday: str) -> Clock:
        """Return the time on a weekday."""
        return msgspec.structs.replace(self, weekday=weekday)

    @property
    def placed(self) -> Clock:
        """The time with its first minute within the day.

        >>> Clock(-30, 0).placed.label
        '23:30-00:00'
        """
        shift = self.low % DAY - self.low
        return msgspec.structs.replace(self, low=self.low + shift, high=self.high + shift)

    def _reaches(self, minute: int) -> bool:
        return (minute - self.low) % DAY <= self.high - self.low


def _written(minute: int) -> str:
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def _minutes(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])
