"""What every adapter says where there is no line, and how long it waits for the next one (rule 3.3)."""

from mimikdesk.domain.events import LineState

WHY_NOT = {
    LineState.RECONNECTING: "not connected",
    LineState.REAUTH_REQUIRED: "the login is not accepted",
    LineState.DISCONNECTED: "the connection is switched off",
}
"""Why a command is not sent in each state that is not CONNECTED."""

NO_BRACKET = "this connection takes no brackets"


def back_off_ns(tries: int, first_ns: int, longest_ns: int) -> int:
    """The wait before the next try, doubled with each of the ``tries`` that have failed before."""
    return min(longest_ns, first_ns << min(tries, 16))
