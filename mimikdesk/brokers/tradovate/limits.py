"""The rate budget of one Tradovate user, shared by everything that speaks for him."""

from mimikdesk.brokers.budget import Budget, Limit
from mimikdesk.brokers.tradovate import facts


def budget_of_login() -> Budget:
    """To be given to the ``Login``: its links and its REST requests count there."""
    limits = Limit(facts.REQUESTS_PER_HOUR, facts.HOUR), Limit(facts.REQUESTS_PER_MINUTE, facts.MINUTE)
    return Budget(*limits, reserve=facts.EXIT_RESERVE, reads_keep=facts.READS_KEEP)
