"""How often Python looks for garbage: seldom, and never again through what the start has made.

Each look stops every thread, the wire lane with it, and a full one goes through all that lives: some ten milliseconds
beside an open window. Nearly everything here ends by itself, when nobody holds it any more; what goes round in a circle
waits longer to be found, which costs some memory.
"""

import gc

YOUNG, MIDDLE, OLD = 20_000, 20, 50
"""How many more objects are made than ended, and how many looks of one kind pass, before the next kind of look."""


def settle() -> None:
    """Call once, when everything that stays has been made."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
