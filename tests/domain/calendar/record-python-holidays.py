"""Records what Python's `holidays` says of Vietnam, as an outside oracle for the working calendar.

    python -m venv venv && venv/bin/pip install holidays==0.108
    venv/bin/python tests/domain/calendar/record-python-holidays.py > tests/fixtures/deadlines-python-holidays.json

Run again when the library learns a new year; the test that reads the file lists every difference
with the source that decides it.
"""

import datetime
import json
import sys

import holidays

YEARS = range(2021, 2028)


def main() -> None:
    calendar = holidays.country_holidays("VN", years=YEARS)
    days_off = {day.isoformat(): name for day, name in sorted(calendar.items())}
    workdays = {
        day.isoformat()
        for year in YEARS
        for day in (datetime.date(year, 1, 1) + datetime.timedelta(n) for n in range(366))
        if day.year == year and day.weekday() >= 5 and calendar.is_working_day(day)
    }
    json.dump(
        {"library": "python holidays", "version": holidays.__version__, "daysOff": days_off, "workedWeekends": sorted(workdays)},
        sys.stdout,
        ensure_ascii=False,
        indent=1,
    )
    print()


main()
