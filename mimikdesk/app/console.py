"""Words for the terminal, where there is one: a Windows start without a console has no output streams at all."""

import sys
from typing import TextIO


def prepare() -> None:
    """Let no character break the output: older Windows consoles cannot write all of them."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def say(text: str) -> None:
    """Print a line for whoever started the program."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Print a line about something that is wrong."""
    _write(sys.stderr, text)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(_plain(text, stream) + "\n")
        stream.flush()
    except (OSError, ValueError):
        return  # nobody listens any more: the pipe or console is gone


_PLAIN = str.maketrans({"“": '"', "”": '"', "’": "'", "−": "-", "–": "-", "…": "...", "×": "x", "→": "->", "·": "-"})


def _plain(text: str, stream: TextIO) -> str:
    """The text as it is for a reader of UTF-8, else with the nearest plain characters.

    Also where the stream could carry them: what a Windows program writes into a file or a pipe is in another code page
    than the one it is shown in later.
    """
    encoding = (stream.encoding or "ascii").lower().replace("_", "-")
    return text if encoding in ("utf-8", "utf8") else text.translate(_PLAIN)
