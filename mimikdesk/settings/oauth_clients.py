"""MimikDesk's own registrations with brokers, for the login in the browser: put into a build, never into the source.

One file, ``resources/oauth-clients.json``: ``{"tradovate": {"client_id": "...", "client_secret": "..."}}``. A build
without the file, or with an empty id, has no registration with that broker and says so in the wizard.
"""

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path

_log = logging.getLogger(__name__)

FILE = "oauth-clients.json"


@dataclass(frozen=True, slots=True)
class OAuthClient:
    """``client_secret``: "" where the registration has none."""

    client_id: str
    client_secret: str = field(default="", repr=False)


def read_oauth_clients(path: Path | None) -> dict[str, OAuthClient]:
    """The registrations by broker. A file that cannot be understood counts as none, and is named in the log."""
    if path is None:
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        content = None
    if not isinstance(content, dict):
        _log.warning("The registrations with brokers cannot be read: %s", path.name)
        return {}
    found = {}
    for broker, entry in content.items():
        client = _client(entry)
        if client is not None:
            found[broker] = client
    return found


def _client(entry: object) -> OAuthClient | None:
    if not isinstance(entry, dict):
        return None
    client_id, secret = entry.get("client_id", ""), entry.get("client_secret", "")
    if not (isinstance(client_id, str) and isinstance(secret, str) and client_id.strip()):
        return None
    return OAuthClient(client_id.strip(), secret.strip())
