"""The plain trading calendar, where nobody gives a better one: 5:00 PM in Chicago, and no holidays (rule 11.1)."""

from mimikdesk.domain.cme_calendar import CmeCalendar
from mimikdesk.settings.zones import CHICAGO, read_zone


def plain_days() -> CmeCalendar:
    return CmeCalendar(read_zone(CHICAGO), {}, {}, (0, -1))
