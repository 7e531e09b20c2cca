"""What only the running program knows, for the diagnostics: how each connection stands, what its adapter did not
understand, and the secrets that must not be in the file.

It goes to the process that writes the file through a pipe, so it touches no disk and no command line.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mimikdesk.app.diagnostics_facts import pieces
from mimikdesk.brokers.port import BrokerLink
from mimikdesk.domain.secret import Secret
from mimikdesk.services.masking import Known
from mimikdesk.services.views import ConnectionRow


@dataclass(frozen=True, slots=True)
class Live:
    """``connections``, ``unknowns``: as they are written, not yet masked. ``known``: accounts and logins by name.
    ``secrets`` are for looking only and do not show when it is printed."""

    connections: tuple[Mapping[str, Any], ...] = ()
    unknowns: tuple[Mapping[str, Any], ...] = ()
    known: tuple[Known, ...] = ()
    secrets: tuple[str, ...] = field(default=(), repr=False)


def live_of(rows: Iterable[ConnectionRow], links: Iterable[BrokerLink], secrets: Iterable[Secret]) -> Live:
    """What the running program knows now. On the lane."""
    shown: list[Mapping[str, Any]] = []
    known: list[Known] = []
    for row in rows:
        shown.append(
            {
                "connection": row.name,
                "broker": row.broker,
                "environment": row.environment,
                "login": row.login.value,
                "state": row.state.value,
                "advice": row.advice,
                "last_error": row.last_error,
                "last_error_ns": row.last_error_ns,
                "accounts": len(row.accounts),
                "linked": row.linked,
                "busy": row.busy,
                "for_this_run": row.for_this_run,
            }
        )
        known.append(Known("Login", (row.name, row.connection, row.user)))
    unknowns: list[Mapping[str, Any]] = []
    for link in links:
        # The port does not ask for it: the practice exchange understands everything.
        counted = getattr(link, "unknowns", None)
        if counted is not None:
            unknowns += [
                {"connection": link.connection, "kind": each.kind, "times": each.times, "example": each.example}
                for each in counted.entries()
            ]
    return Live(tuple(shown), tuple(unknowns), tuple(known), pieces(secret.reveal() for secret in secrets))


def to_pipe(live: Live) -> bytes:
    content = {
        "connections": live.connections,
        "unknowns": live.unknowns,
        "known": [[each.kind, *each.names] for each in live.known],
        "secrets": live.secrets,
    }
    return json.dumps(content).encode()


def from_pipe(raw: bytes) -> Live:
    """What ``to_pipe`` made. ValueError: something else came through."""
    try:
        content = json.loads(raw)
        known = tuple(Known(kind, tuple(names)) for kind, *names in content["known"])
        return Live(tuple(content["connections"]), tuple(content["unknowns"]), known, tuple(content["secrets"]))
    except (KeyError, TypeError) as error:
        raise ValueError("no description of a running program") from error
