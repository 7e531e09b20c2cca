"""What the start has made is looked through no more, and new garbage is still found."""

import subprocess
import sys

LOOK = """
import gc
from mimikdesk.app.collector import YOUNG, settle

class Ring:
    def __init__(self): self.me = self
    def __del__(self): ended.append(1)

ended, kept = [], [object() for _ in range(1000)]
Ring()
settle()
assert ended == [1], "what was garbage already stays for good"
assert gc.get_freeze_count() > 1000
assert gc.isenabled() and gc.get_threshold()[0] == YOUNG
Ring()
kept = [[] for _ in range(2 * YOUNG)]
assert ended == [1, 1], "garbage is not found any more"
"""


def test_after_the_start_only_what_is_new_is_looked_through() -> None:
    # In a process of its own: these are settings of the whole interpreter.
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
