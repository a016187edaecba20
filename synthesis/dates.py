"""Days as papers print them."""

from datetime import date, timedelta
from random import Random


def numeric(day: date) -> str:
    """``05/01/2025``"""
    return f"{day:%d/%m/%Y}"


def day_and_month(day: date) -> tuple[str, str]:
    """Day and month with the zeros of NĐ 30/2020: days below 10, months 1 and 2."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}", month


def spelled(day: date) -> str:
    """``ngày 05 tháng 01 năm 2025``"""
    number, month = day_and_month(day)
    return f"ngày {number} tháng {month} năm {day.year}"


def day_between(first: date, last: date, draws: Random) -> date:
    """Any day from first to last, both included."""
    return first + timedelta(days=draws.randint(0, (last - first).days))


def working_day(day: date, after: int = 0) -> date:
    """The first weekday at least ``after`` days later."""
    found = day + timedelta(days=after)
    while found.weekday() > 4:
        found += timedelta(days=1)
    return found


def years_later(day: date, years: int) -> date:
    """The same day in another year; 29 February becomes 28."""
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)
