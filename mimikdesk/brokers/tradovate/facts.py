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
"""A session so young that was renewed and is refused all the same is refused for what it may do, not for its age: on
live that is a device which the trader has not confirmed by e-mail yet."""
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


# --- the socket -----------------------------------------------------------------------------------------------------

HEARTBEAT_EVERY_NS: Final = 2_500_000_000
"""How often the client sends its heartbeat, by time, not as an answer. Silent clients are dropped after 10 to 15 s."""
SILENCE_NS: Final = 15 * SECOND
"""No frame for so long: the line is dead. The server's own heartbeats come every 2.5 s when nothing else does."""
OPEN_FRAME_WITHIN_NS: Final = SECOND
"""Some sockets were seen that never say they are open; they are authorised after this time."""
LOGIN_WITHIN_NS: Final = 20 * SECOND
"""From the first step to the last word of the sync answer; a waiting time that the server names comes on top."""
SYNC_QUIET_NS: Final = 150_000_000
"""The answer to syncrequest has no end that is written down anywhere: it is complete when no piece of it came for so
long. Pieces that come later are taken as news."""
SYNC_QUIET_ROUNDS: Final = 4
"""And at least so many times the way to the server and back."""
SYNC_SPLIT: Final = True
"""Asked for in pieces: a broker's partner must, or may be disconnected."""
SYNC_ENTITIES: Final = (
    "account",
    "accountRiskStatus",
    "marginSnapshot",
    "userAccountAutoLiq",
    "cashBalance",
    "currency",
    "position",
    "fillPair",
    "order",
    "contract",
    "contractMaturity",
    "product",
    "exchange",
    "command",
    "commandReport",
    "executionReport",
    "orderVersion",
    "fill",
    "fillFee",
    "orderStrategy",
    "orderStrategyLink",
    "user",
)
"""Named because newer descriptions demand it; without them everything still came in 2026. Prices come only where
``orderVersion`` is named."""
IDLE_PROBE_NS: Final = 60 * SECOND
"""With nothing but heartbeats for so long, the order list is read, to see whether the socket was muted."""
PUSH_WITHIN_NS: Final = 5 * SECOND
"""What an answer told of must be pushed by then; else the socket is taken for muted."""
SWAP_AHEAD_NS: Final = 5 * 60 * SECOND
"""A socket is replaced so long before the end of its token at the latest. An old text says it outlives the token, two
operators measured that the server closes it then."""
SHUTDOWN_WITHIN_NS: Final = 2 * SECOND
"""How long a socket that was announced to be closed may stay open."""
SWAP_DRAIN_NS: Final = 2 * SECOND
"""For how long the old socket is still listened to after the new one has taken over."""

# --- orders ---------------------------------------------------------------------------------------------------------

COMMAND_SETTLES_NS: Final = 2 * SECOND
"""After an accepted change or cancel the next one for that order waits for the report of it, at most so long."""
STILL_PENDING_WAIT_NS: Final = 200_000_000
STILL_PENDING_TRIES: Final = 5
"""How often, and after which wait, a command is sent again that was refused with AnotherCommandPending."""
DEFAULT_TIME_IN_FORCE: Final = "Day"
"""What an order is given that names none; a change that leaves it out may reset it."""
ITEMS_AT_ONCE: Final = 10
"""Ids in one ``items`` request: one measurement had more answered with 404, another client sends up to 100."""

# --- limits ---------------------------------------------------------------------------------------------------------

REQUESTS_PER_HOUR: Final = 5000
REQUESTS_PER_MINUTE: Final = 5000
"""Older pages have other figures, and vendors of copiers quote 80 a minute as what works."""
EXIT_RESERVE: Final = 100
READS_KEEP: Final = 400
"""Requests of an hour that are kept for exits, and those beyond it that reads leave to orders."""
OSO_LEGS_FOLLOW_PARTS: Final = False
"""Whether the exits of an OSO work for as much of the entry as has filled, which the port asks of a bracket. One source
says they wait for all of it, so brackets are not declared, and the program rests exits itself."""
ORDER_ANSWER_NS: Final = 3 * SECOND
INQUIRY_WITHIN_NS: Final = 3 * SECOND
LOOKED_UP_WITHIN_NS: Final = 2 * SECOND
CONTRACT_WITHIN_NS: Final = 2 * SECOND
"""How long an order's answer is waited for, the list that it is then looked for in, and the rows of what was found; how
long an order that opens at the market waits for a contract that is being looked up."""

# --- reading --------------------------------------------------------------------------------------------------------

COMES_BY_ITSELF_NS: Final = 250_000_000
"""For how long rows that belong together are waited for before they are asked for. A whole bracket came in 16 ms."""
LOOK_AGAIN_NS: Final = 2 * SECOND
LOOKUP_TRIES: Final = 3
"""How often something is asked for that nobody answers, until it is done without."""
READ_AGAIN_NS: Final = 2 * SECOND
"""When a read is tried again that failed, or was not allowed."""
READ_GATHERS_NS: Final = 10_000_000
READ_GAP_NS: Final = SECOND
READ_GAP_LOW_NS: Final = 10 * SECOND
"""A fresh read is four requests and serves all accounts of a login. It waits a moment for others who want one, and
begins no sooner than so long after the last; the longer gap once half of the requests are spent."""
LISTED_WITHIN_NS: Final = 20 * SECOND
"""How long the look-ups between the sync answer and being connected may take."""
STABLE_NS: Final = 60 * SECOND
"""A connection that lived so long makes the next loss a first one."""
QUOTA_WAIT_NS: Final = 30 * SECOND
"""After the server closed a connection because of too many: reconnecting at once would only close another one."""
WATCH_EVERY_NS: Final = 5 * SECOND

# --- money ----------------------------------------------------------------------------------------------------------

MONEY_EVERY_NS: Final = 5 * SECOND
MONEY_AT_LEAST_NS: Final = 60 * SECOND
"""How often the figures of one account of the login are asked for: 720 of the 5000 requests of an hour while plenty is
left, and ever fewer as it runs low. Its makers only say not to poll fast. The second one also holds while a feed quotes
everything that is held: then the figures are no more than a check."""
MONEY_SOON_NS: Final = SECOND
"""After which a contract gets its first price: orders and their reports go first."""
FIGURES_SETTLE_NS: Final = COMES_BY_ITSELF_NS
"""For how long no trade may be told after figures that a price is taken from. They may be of a position that is pushed
only after them, and it is believed that ``openPnL`` is reckoned from the ``netPrice`` of that position."""

# --- quotes ---------------------------------------------------------------------------------------------------------

REAL_TIME: Final = "RealTime"
"""The mode of a subscription whose prices are of now; one capture has it. Any other mode that is named is taken for
delayed prices, which are of no use here."""
FEED_WAITS_NS: Final = (2 * SECOND, 60 * SECOND)
"""First and longest wait before a market-data socket that was lost is opened again."""
