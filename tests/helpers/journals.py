"""A moment to open journals at."""

from mimikdesk.domain.time import Stamp

START = Stamp(1_795_271_530_000_000_000, 1_000)
"""2026-11-21 14:32:10 UTC."""
