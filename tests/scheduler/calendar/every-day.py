"""Every day of 2004 to 2026 and the seventh working day after it, read from the same data by other means.

Prints one line for each day: the day, 1 or 0 for worked or not, and the seventh working day after it.
"""
import datetime
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    data = json.load(file)
off = set(data["holidays"])
worked = set(data["workdays"])


def is_worked(day: datetime.date) -> bool:
    name = day.isoformat()
    if name in worked:
        return True
    return name not in off and day.weekday() < 5


day = datetime.date(2004, 1, 1)
while day.year < 2027:
    due = day
    left = 7
    while left:
        due += datetime.timedelta(days=1)
        left -= is_worked(due)
    print(day.isoformat(), int(is_worked(day)), due.isoformat())
    day += datetime.timedelta(days=1)
