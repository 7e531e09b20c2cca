"""The command line of ``mimikdesk replay``."""

import argparse
from dataclasses import dataclass

from mimikdesk.app.command_words import not_known, read_words
from mimikdesk.domain.errors import UsageError

USAGE = """\
Usage: mimikdesk replay FILE [options]

Plays a leader's past day to followers with any settings, without a broker, and prints what each would have done.

FILE is a data folder (one of its recorded sessions is played), or an export as CSV: Tradovate's Orders, Fills or
Performance, TopstepX's Orders or Trades. Columns are found by their names.

Options:
  --session N           of a data folder: the session's number, or its date (2026-11-20); without it the last one
  --account NAME        of a CSV file that holds several accounts: whose trades are the leader's
  --group NAME          play to this group of the data folder; without it to all of them
  --group FILE.toml     play to the group described in this file
  --follower SETTINGS   play to a follower of these settings instead; may be given several times:
                        NAME=MULTIPLIER[,mode=on_fill][,max=N][,adds=by_position][,map=to_micro][,scaling=times_ten]
                        mode is on_submit (unless said otherwise), on_fill or off;
                        map is same, to_micro, to_mini, or pairs of roots: NQ:MNQ+ES:MES
  --whitelist LIST      copy these only: roots or contracts with commas between them (MNQ,ESZ6)
  --partial-fills HOW   each: follow each fill; done: copy an order when it is done
  --data FOLDER         where the groups are kept, for a CSV file
  --help                print this and end

Followers begin flat, and their orders fill whole and at the leader's price: market orders at once, copies that rest at
the moment he fills the order that they copy, or another one on their side at or through their price. A broker's file
does not tell when orders were submitted, so in its replay nothing rests.
"""


@dataclass(frozen=True, slots=True)
class ReplayOptions:
    """What to replay; texts as typed. ``file`` is "" when only help was asked for."""

    file: str = ""
    session: str | None = None
    account: str | None = None
    group: str | None = None
    followers: tuple[str, ...] = ()
    whitelist: str | None = None
    partial_fills: str | None = None
    data: str | None = None
    help: bool = False


_NEEDS = {
    "--session": "a session's number or date",
    "--account": "the name of an account",
    "--group": "the name of a group or of a .toml file",
    "--follower": "a follower's settings, for example PA-01=0.5",
    "--whitelist": "roots or contracts with commas between them",
    "--partial-fills": "“each” or “done”",
    "--data": "the name of a folder",
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mimikdesk replay", add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("file", nargs="?")
    for name in _NEEDS:
        parser.add_argument(name, action="append" if name == "--follower" else "store")
    parser.add_argument("--help", "-h", action="store_true")
    return parser


def read_replay_options(arguments: list[str]) -> ReplayOptions:
    """Read the words after ``replay``. Raises UsageError with a sentence that says what to do."""
    known, unknown = read_words(_parser(), arguments, _NEEDS)
    if known.help:
        return ReplayOptions(help=True)
    if unknown:
        raise UsageError(
            not_known(unknown[0], (*_NEEDS, "--help"), of="replay", takes="replay takes one file or folder")
        )
    if not known.file:
        raise UsageError("replay needs the name of a CSV file or of a data folder after it.")
    for name, what in _NEEDS.items():
        given = getattr(known, name[2:].replace("-", "_"))
        if given is not None and not all(given if isinstance(given, list) else [given]):
            raise UsageError(f"{name} needs {what} after it.")
    if known.group is not None and known.follower:
        raise UsageError("--group and --follower do not go together: choose a group, or describe the followers.")
    return ReplayOptions(
        file=known.file,
        session=known.session,
        account=known.account,
        group=known.group,
        followers=tuple(known.follower or ()),
        whitelist=known.whitelist,
        partial_fills=known.partial_fills,
        data=known.data,
    )
