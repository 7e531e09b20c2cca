"""What is not certain about Tradovate, or may change on its side: each fact in one place, with what is known of it."""

from collections.abc import Mapping
from typing import Final

from mimikdesk.domain.orders import Side
from mimikdesk.domain.time import SECOND

MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE

# --- hosts and sign-in pages --------------------------------------------------------------------------------------

REST_HOST: Final = "https://{environment}.tradovateapi.com/v1"
SOCKET_URL: Final = "wss://{environment}.tradovateapi.com/v1/websocket"
MD_SOCKET_URL: Final = "wss://md.tradovateapi.com/v1/websocket"
"""One host for quotes of both environments; others report one of its own for demo."""
AUTHORIZE_PAGE: Final = "https://trader.tradovate.com/oauth"
"""Always of the live identity, also for logins whose accounts are on demo."""
OAUTH_TOKEN_URL: Final = "https://live.tradovateapi.com/auth/oauthtoken"
"""Also answered under /v1 and on the demo host, where others met far more of the 429s."""

# --- tokens ---------------------------------------------------------------------------------------------------------

USUAL_TOKEN_LIFE_NS: Final = 80 * MINUTE
"""Where the reply's own figure makes no sense. Its makers write 80 minutes today and wrote 90 before."""
LONGEST_TOKEN_LIFE_NS: Final = 24 * HOUR
"""A life above this is taken for a misread figure."""
RENEW_AHEAD_NS: Final = 15 * MINUTE
RENEW_BY_GET: Final = True
"""A GET renews; others send an empty POST. With a penalty ticket it is a POST: the ticket goes into the body."""
REFRESH_TOKEN_TURN_NS: Final = 12 * HOUR
"""A refresh token older than this is exchanged instead of only renewing the access token: its makers give it 14 days,
measured were about 25 hours."""
TRANSIENT_OAUTH_ERRORS: Final = frozenset({"invalid_token", "temporarily_unavailable", "server_error"})
"""Refusals of the token endpoint that were seen to pass by themselves, some of them at HTTP 200."""
TRANSIENT_OAUTH_WAITS_NS: Final = (2 * SECOND, 10 * SECOND, 30 * SECOND, 60 * SECOND)
"""How long such a refusal is waited out before it is believed."""
GRANTS_PER_HOUR: Final = 4
"""New sessions in a rolling hour. Five failures an hour bring the penalty for the whole internet address, and a firm's
login was locked after 56 sessions in a day."""

LOGIN_DENIED_FRESH_NS: Final = 60 * SECOND
"""A session that is refused so soon after it was granted is refused for what it may do, not for its age: on live that
is a device which the trader has not confirmed by e-mail yet."""
CID_AS_NUMBER: Final = True
"""The schema calls the key's id a text; everybody sends a number."""

# --- penalties ------------------------------------------------------------------------------------------------------

CAPTCHA_STOP_NS: Final = HOUR
"""At least so long nothing may be asked of the operation that wants a captcha."""
RATE_LOCK_NS: Final = 60 * MINUTE
"""After a 429: the limit counts a rolling hour, and what is sent meanwhile prolongs it."""
ENDPOINT_LOCK_NS: Final = MINUTE
"""The first wait after a 423, which tells no time; doubled for each that follows, up to ``RATE_LOCK_NS``."""
USUAL_TICKET_WAIT_NS: Final = 15 * SECOND
"""Where a penalty names no time, or none that makes sense."""
LONGEST_TICKET_WAIT_NS: Final = 24 * HOUR
TICKETS_IN_A_ROW: Final = 4
"""After so many tickets for one request it has failed."""
EXPIRED_TOKEN_TEXT: Final = "expired access token"
"""Found in the body of a 200 or 400 instead of a 401."""

# --- entities: orders, fills, positions -----------------------------------------------------------------------------

ACCEPTED: Final = frozenset({"AtExecution", "OnHold", "Replaced"})
"""States of a command that mean: its order version is in force. ``AtExecution`` comes with the exchange's own report
in the one capture there is; ``OnHold`` is all that a held leg gets. ``RiskPassed`` and ``PendingExecution`` are not
enough, and ``ExecutionStopped`` says only that something came after."""

ENDS_BY_REPORT: Final = frozenset({"Canceled", "Expired"})
"""States named in a report on a command that are believed to be the order's own end. ``Rejected`` in the report on a
refused change is not among them: it may speak of the change alone. The order is read again after any refused change,
so that it is known soon."""

HISTORY_MARGIN_NS: Final = 60 * SECOND
"""About 16:00 Chicago time one operator saw the whole session come once more. A fill that was never seen and is older
by this than all that was known when the account was first read is such an echo, and not a new trade."""

SECTIONS: Final = frozenset({"account", "position", "order", "fill", "command", "orderVersion", "cashBalance"})
"""Lists that must have come before an account counts as read. A list that is absent from the first answer is not known
to be empty, so it is asked for by itself."""

DOLLARS: Final = 1
"""The currency whose cash counts where an account has several rows. ``cashBalance.amount`` is taken for all cash,
closed profit of the session included."""


def first_version(version: int, order: int) -> bool:
    """Whether it is the version that an order began with, by its id: both captures have them equal. It is in force
    without a confirmation."""
    return version == order


def position_age(trade_date: int, at_ns: int | None, number: int) -> tuple[int, int, int]:
    """The row with the highest one is the position. Whether there is a row for each trade date is not known; they are
    not added, for each carries on from the previous one."""
    return trade_date, at_ns or 0, number


def entry_of(order: int, sides: Mapping[int, Side]) -> int | None:
    """The entry of which an order of the same strategy is a leg. ``sides``: of the strategy's known orders. What the
    labels of the links mean is not known; in the one capture the entry was the first order, and the legs stood on the
    other side."""
    entry = min(sides, default=None)
    if (
        entry is None
        or entry == order
        or any(side is sides[entry] for number, side in sides.items() if number != entry)
    ):
        return None
    return entry
