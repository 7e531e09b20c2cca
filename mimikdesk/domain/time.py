"""Points in time: UTC for people and records, monotonic for measuring and waiting."""

from mimikdesk.domain.record import record

MILLISECOND = 1_000_000
SECOND = 1_000_000_000


@record(frozen=True, slots=True)
class Stamp:
    """When something was seen by this program.

    ``utc_ns``: nanoseconds since 1970-01-01 UTC; may jump when the PC's clock is set.
    ``mono_ns``: nanoseconds on a clock that never jumps; only differences mean anything.
    """

    utc_ns: int
    mono_ns: int
