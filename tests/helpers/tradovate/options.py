"""How the loopback Tradovate server behaves where the real one is unknown, unsteady or unkind.

All of it may be changed while the server runs. The defaults are the well-behaved form that the protocol's documents
describe. Times are nanoseconds, lives of tokens seconds.
"""

from dataclasses import dataclass
from enum import StrEnum

from mimikdesk.domain.time import SECOND


class ReplyPlace(StrEnum):
    """Where the answer to a command stands among the pushes that the command caused."""

    FIRST = "first"
    LAST = "last"
    ANYWHERE = "anywhere"


class SplitShape(StrEnum):
    """What the chunks of a split first dump look like. ``OBJECTS``: objects with arrays by entity; ``ITEMS``: after the
    first answer, arrays of ``{entityType, entity}``."""

    OBJECTS = "objects"
    ITEMS = "items"


class SiblingLinks(StrEnum):
    """Which links the rows of paired orders bear: as the documents say, none at all, or each names the other."""

    DOCUMENTED = "documented"
    NONE = "none"
    MUTUAL = "mutual"


@dataclass(slots=True)
class Options:
    """``shuffle``: pushes of one cause come in a legal order drawn by chance instead of the documented one.

    ``pack``: most messages in one frame; drawn by chance from 1 to that many with ``shuffle`` or ``odd``.
    ``odd``: share of messages, 0 to 1, with unknown fields, short timestamps, arrays instead of objects, no event type,
    and unknown entities in between.
    ``camel_case_denied``: whether a socket's ``order/`` requests with capitals are; others are taken with a complaint.
    ``sparse_dump``: a first dump lacks what it has no rows of. A split one always does.
    ``sync_padding``: characters that the first dump is longer by.
    ``position_lag``: by how long lists of positions are behind what was traded; pushes are not.
    ``exchange_delay``: how long a command takes from Tradovate to the exchange; until then it is pending.
    ``rejected_replace_kills``: a change that the exchange refuses ends the order.
    ``risk_at_once``: refusals by risk answer the command, instead of being pushed.
    ``reset_tif``: a change that does not name the time in force makes it Day.
    """

    shuffle: bool = False
    reply: ReplyPlace = ReplyPlace.FIRST
    pack: int = 3
    odd: float = 0.0
    seed: int | str = 0

    spontaneous_open: bool = True
    heartbeat: int = SECOND * 5 // 2
    silent_client: int = 15 * SECOND
    authorize_within: int = 15 * SECOND
    camel_case_denied: bool = True
    md_token_needed: bool = True
    sparse_dump: bool = False
    split_rows: int = 4
    sync_padding: int = 0
    split_shape: SplitShape = SplitShape.OBJECTS

    token_life: int = 80 * 60
    refresh_life: int = 14 * 24 * 3600
    close_at_expiry: bool = True
    sockets_per_user: int = 50
    missing_is_null: bool = False
    items_limit: int = 10
    lists_forbidden: bool = False
    position_lag: int = 0

    user_hourly: int = 5000
    anonymous_hourly: int = 1000
    failed_logins_hourly: int = 5
    renewals_hourly: int = 15
    syncs_hourly: int = 300

    exchange_delay: int = 0
    rejected_replace_kills: bool = False
    risk_at_once: bool = False
    reset_tif: bool = True
    sibling_links: SiblingLinks = SiblingLinks.DOCUMENTED
    parent_links: bool = True
    strategy_leg_gaps: tuple[int, ...] = (SECOND // 4, SECOND * 3 // 10)
