"""What a number of sessions came to, in one line: two builds of the program that print the same decided the same.

    python -m tests.simulation.twin [SESSIONS]

Everything that happened in them goes in: what the leader did, every decision with its numbers, every command, every
answer. A session that breaks a rule counts with what it broke.
"""

import hashlib
import logging
import sys

from mimikdesk.engine import engine
from tests.simulation.plan import draw
from tests.simulation.playing import attempt
from tests.simulation.profiles import CYCLE, PROFILES

FIRST, SESSIONS = 40_000, 40


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    logging.disable(logging.CRITICAL)
    digest = hashlib.sha256()
    lines = 0
    for number in range(FIRST, FIRST + sessions):
        error, world = attempt(draw(PROFILES[CYCLE[number % len(CYCLE)]], number))
        told = [*world.told(), repr(error)]
        digest.update("\n".join(told).encode())
        lines += len(told)
    sys.stderr.write(f"{sessions} sessions, {lines} lines; the engine is {engine.__file__}\n")
    sys.stdout.write(digest.hexdigest() + "\n")


if __name__ == "__main__":
    main()
