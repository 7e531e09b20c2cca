"""Made-up notifications for the gallery and the tests of the window: none, a usual day, a bad one, and long words."""

from dataclasses import replace

from mimikdesk.domain.decisions import NoticeKind
from mimikdesk.domain.time import MILLISECOND, SECOND
from mimikdesk.gui import gallery_data
from mimikdesk.gui.gallery_data import MES, MNQ, START_NS
from mimikdesk.services.views import AlertRow
from mimikdesk.settings.alerts import USUAL


def alert(number: int, kind: NoticeKind, text: str, account: str = "Follower B", **fields: object) -> AlertRow:
    """One notification as its kind usually is, a little later for each number."""
    usual = USUAL[kind]
    at = START_NS + number * 37 * SECOND + number * 57 * MILLISECOND
    row = AlertRow(
        number=number,
        kind=kind,
        level=usual.level,
        account_name=account,
        symbol=MNQ,
        title=usual.title,
        text=text,
        advice=usual.advice,
        first_ns=at,
        last_ns=at,
        count=1,
        acknowledged=False,
        sound=usual.sound,
        tray=usual.tray,
    )
    return replace(row, **fields)  # type: ignore[arg-type]


USUAL_DAY = (
    alert(
        4,
        NoticeKind.IN_LINE,
        "It held long 3 MNQH6, long 2 was expected; 1 closed, it is long 2 now.",
    ),
    alert(
        3,
        NoticeKind.HELD_BACK,
        "Entry of 4 not copied. MESH6 is not on the group's whitelist.",
        "Follower C",
        symbol=MES,
        advice="Add it to the whitelist to copy it.",
        count=3,
    ),
    alert(
        2,
        NoticeKind.LINE,
        "The line is reconnecting.",
        "Practice B",
        symbol=None,
        acknowledged=True,
        over=True,
        count=2,
    ),
    alert(
        1,
        NoticeKind.CLIPPED,
        "Add of 6 copied smaller. The follower's limit of 5 contracts leaves room for 3.",
        acknowledged=True,
        advice="Raise max contracts if the account's rules allow it.",
    ),
)

BAD_DAY = (
    alert(7, NoticeKind.NAKED, "MNQH6 has had no working stop for 2 seconds, while the leader has one.", rings=3),
    alert(
        6,
        NoticeKind.EXIT_STUCK,
        "An exit in MNQH6 is not through: 2 still to be closed. Close it at the broker if you can.",
        "Follower E",
    ),
    alert(
        5,
        NoticeKind.BREAKER,
        "New trades on this follower are paused: 3 rejected orders in a row.",
        "Follower E",
        symbol=None,
        over=True,
    ),
    *USUAL_DAY,
)

LONG_WORDS = (
    alert(
        3,
        NoticeKind.COPY_FAILED,
        "The broker rejected the order: “Order rejected at RMS - Available margin exhausted for account "
        "TPT-PRO-07-3-FUNDED-150K; initial margin 2,310.00 USD per contract, available 1,118.42 USD; reference "
        "8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d1f14e45fceea167a5a36dedd4bea2543”.",
        "TPT-PRO-07-3-FUNDED-150K-NASDAQ-OPENING-RANGE",
        advice="The broker's words say why. The trade is not sent again.",
        count=1_240,
    ),
    alert(
        2,
        NoticeKind.EXIT_STUCK,
        "An exit in MNQH6 is not through: 24 still to be closed. Close it at the broker if you can. The broker says: "
        "“Exceeds the account's maximum position size, contact your risk manager during business hours”.",
        "APEX-284100-LEADER-EVALUATION-ACCOUNT-NUMBER-SEVEN",
        rings=12,
    ),
    *(
        alert(-number, NoticeKind.HELD_BACK, "Entry of 4 not copied. The follower is switched off.", acknowledged=True)
        for number in range(12)
    ),
)

_NORMAL = gallery_data.SCENES["normal"]

SCENES = {
    "alerts-none": replace(_NORMAL, alerts=()),
    "alerts-usual": replace(_NORMAL, alerts=USUAL_DAY),
    "alerts-bad": replace(gallery_data.SCENES["troubled"], alerts=BAD_DAY),
    "alerts-over": replace(_NORMAL, alerts=tuple(replace(row, over=True) for row in BAD_DAY)),
    "alerts-long": replace(gallery_data.SCENES["crowded"], alerts=LONG_WORDS),
}
