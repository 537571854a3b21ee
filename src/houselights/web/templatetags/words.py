"""How pages write numbers, money, days and times: `1,204`, `£312,480`, `3 May 2026`, `12 minutes ago`."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from houselights.periods import parse_period, quarter_named

register = template.Library()
_HALF_A_PERCENT = 0.005  # from here on it is rounded to one

MINUS = "\N{MINUS SIGN}"  # as wide as a plus; files keep the hyphen, which programs read


@register.filter
def number(value: float | None) -> str:
    """`18,240`; a dash for what is not known."""
    if value is None:
        return "–"
    return typeset(f"{value:,}" if isinstance(value, int) else f"{value:,.1f}")


@register.filter
def pounds(pence: float | None) -> str:
    """`£312,480` from a hundred pounds on, `£12.50` below, where pence matter."""
    if pence is None:
        return "–"
    sign, whole = (MINUS if pence < 0 else ""), abs(round(pence))
    if whole >= 10_000:
        return f"{sign}£{_half_up(Decimal(whole) / 100):,}"
    return f"{sign}£{whole // 100:,}.{whole % 100:02d}"


@register.filter
def exact_pounds(pence: int | None) -> str:
    """`£312,480.25`: in tables that must add up."""
    return "–" if pence is None else f"{MINUS if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


@register.filter
def percent(share: float | None) -> str:
    """`71%`, rounded half up."""
    return "–" if share is None else typeset(f"{_half_up(Decimal(str(share)) * 100)}%")


def some_percent(share: float) -> str:
    """The same of what is there: `under 1%`, and never `0%`."""
    return percent(share) if share >= _HALF_A_PERCENT or not share else "under 1%"


@register.filter
def commands(text: str) -> SafeString:
    """What stands between backticks is typed: <code>houselights doctor</code>."""
    return mark_safe(re.sub("`([^`]+)`", r"<code>\1</code>", escape(text)))  # noqa: S308  (escaped just here)


@register.filter("quarter")
def quarter_title(name: str) -> str:
    """`July to September 2026`, of what addresses and files call 2026-Q2."""
    return parse_period(name).title


@register.filter
def short_quarter(name: str) -> str:
    """`Jul to Sep 2026`: many stand side by side."""
    period = quarter_named(name)
    assert period.start
    assert period.end
    return f"{period.start:%b} to {period.end:%b %Y}"


@register.filter
def day(value: date | None) -> str:
    """`3 May 2026`."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return f"{value.day} {value:%B %Y}" if value else ""


@register.simple_tag
def days(start: date | None, end: date | None) -> str:
    """`3 May 2026`, `3 to 9 May 2026`, `3 May to 2 June 2026`, `28 December 2026 to 3 January 2027`."""
    if not start or not end or start == end:
        return day(start or end)
    if start.year != end.year:
        return f"{day(start)} to {day(end)}"
    if start.month != end.month:
        return f"{start.day} {start:%B} to {day(end)}"
    return f"{start.day} to {day(end)}"


@register.filter
def moment(value: datetime | None) -> str:
    """`3 May 2026, 14:05`, in the time zone of the pages."""
    if value is None:
        return "never"
    local = timezone.localtime(value)
    return f"{day(local.date())}, {local:%H:%M}"


@register.filter
def performed(value: date | None) -> str:
    """`28 November 2026, 14:30`, as a performance's time is kept: in the venue's own; the day alone without one."""
    return f"{day(value)}, {value:%H:%M}" if isinstance(value, datetime) else day(value)


@register.filter
def ago(value: datetime | None) -> str:
    """`12 minutes ago`; the date once that says more."""
    if value is None:
        return "never"
    passed = timezone.now() - value
    if passed < timedelta(minutes=1):
        return "just now"
    if passed < timedelta(hours=1):
        return count(int(passed.total_seconds() // 60), "minute") + " ago"
    if passed < timedelta(days=1):
        return count(int(passed.total_seconds() // 3600), "hour") + " ago"
    return f"on {day(value)}"


@register.filter
def count(many: float | None, thing: str) -> str:
    """`1 ticket`, `2,140 tickets`; give `entry,entries` where an s is not enough."""
    one, _, more = thing.partition(",")
    return f"{number(many)} {one if many == 1 else more or one + 's'}"


@register.filter
def lasting(seconds: float | None) -> str:
    """`about 2 minutes`, `about 40 seconds`."""
    if not seconds:
        return ""
    if seconds < 90:
        return f"about {count(max(1, round(seconds)), 'second')}"
    return f"about {count(round(seconds / 60), 'minute')}"


@register.filter
def yes_no(value: bool | None) -> str:
    return "" if value is None else "Yes" if value else "No"


def signed(value: int) -> str:
    """`+1,204`: a difference."""
    return typeset(f"{value:+,}")


def typeset(number: str) -> str:
    """A number with the minus sign that print has."""
    return number.replace("-", MINUS)


def _half_up(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))
