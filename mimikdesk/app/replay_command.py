"""``mimikdesk replay``: finds the tape and the groups that the command line names, plays them, prints the tables."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mimikdesk.app.replay_options import ReplayOptions
from mimikdesk.app.replay_table import replay_lines
from mimikdesk.domain.errors import JournalError, ReplayError, UsageError
from mimikdesk.domain.group import CopyGroup
from mimikdesk.domain.ids import AccountId
from mimikdesk.journal.files import NAME
from mimikdesk.journal.past import Past, look_into
from mimikdesk.services.replay.export import read_export
from mimikdesk.services.replay.run import replay
from mimikdesk.services.replay.session import choose_session, tape_of_session
from mimikdesk.services.replay.settings import (
    group_of,
    read_follower,
    read_group_file,
    read_partial_fills,
    read_whitelist,
)
from mimikdesk.services.replay.tape import Tape, tape_of_export
from mimikdesk.settings.paths import data_folder


@dataclass(frozen=True, slots=True)
class _Part:
    """One group and the tape it is played."""

    tape: Tape
    group: CopyGroup


def play(options: ReplayOptions, say: Callable[[str], None]) -> int:
    """Play and print. UsageError for options that cannot be read, any other MimikDeskError for what they name."""
    given = _given(options)
    source = Path(options.file).expanduser()
    if source.name == NAME and source.is_file():
        source = source.parent
    if not source.exists():
        raise ReplayError(f"{source} is not there. Name a CSV file or a data folder.")
    with ExitStack() as stack:
        if source.is_dir():
            if options.account is not None or options.data is not None:
                raise UsageError("--account and --data go with a CSV file; a data folder has its own.")
            past = stack.enter_context(look_into(source))
            parts = _from_session(past, options, given)
            names = _names(past)
        else:
            if options.session is not None:
                raise UsageError("--session goes with a data folder; a CSV file is one session.")
            tape = tape_of_export(read_export(source, options.account))
            names = {}
            groups: tuple[CopyGroup, ...] = (given,) if given is not None else ()
            if not groups:
                saved = stack.enter_context(_saved_groups(options))
                groups, names = _chosen(saved, options.group), _names(saved)
            parts = [_Part(tape, group) for group in groups]
        for part in parts:
            group = _changed(part.group, options)
            result = replay(part.tape, group, lambda account: names.get(account, account.rpartition("/")[2]))
            for line in replay_lines(source.name, part.tape, group, result):
                say(line)
    return 0


@contextmanager
def _saved_groups(options: ReplayOptions) -> Iterator[Past]:
    """The data folder that a file is played to the groups of."""
    with ExitStack() as stack:
        try:
            past = stack.enter_context(look_into(data_folder(options.data)))
        except JournalError as error:
            raise ReplayError(
                f"{error} To play the file without saved groups, describe followers with --follower NAME=MULTIPLIER."
            ) from error
        yield past


def _given(options: ReplayOptions) -> CopyGroup | None:
    """The group that the command line describes; None when it is to be looked up. UsageError when it cannot be read."""
    try:
        if options.partial_fills is not None:
            read_partial_fills(options.partial_fills)
        if options.followers:
            return group_of(read_follower(text) for text in options.followers)
    except ReplayError as error:
        raise UsageError(str(error)) from error
    if options.group is not None and options.group.lower().endswith(".toml"):
        return read_group_file(Path(options.group).expanduser())
    return None


def _changed(group: CopyGroup, options: ReplayOptions) -> CopyGroup:
    """The group with what the command line says otherwise."""
    if options.whitelist is not None:
        group = replace(group, whitelist=read_whitelist(options.whitelist))
    if options.partial_fills is not None:
        group = replace(group, partial_fills=read_partial_fills(options.partial_fills))
    return group


def _from_session(past: Past, options: ReplayOptions, given: CopyGroup | None) -> list[_Part]:
    session = choose_session(past.record.sessions(), options.session)
    names = _names(past)
    saved = past.setup.groups()
    if given is not None:
        leaders = list(dict.fromkeys(group.leader for group in saved))
        if not leaders:
            raise ReplayError("The data folder has no group, so nobody leads in it. Replay a broker's file instead.")
    else:
        saved = _chosen(past, options.group)
        leaders = [group.leader for group in saved]
    tapes: dict[AccountId, Tape] = {}
    silent: list[ReplayError] = []
    for leader in leaders:
        try:
            tapes[leader] = tape_of_session(past.record, session, leader, names.get(leader, leader))
        except ReplayError as error:
            silent.append(error)
    if not tapes:
        raise silent[0]
    if given is not None:
        return [_Part(tape, given) for tape in tapes.values()]
    return [_Part(tapes[group.leader], group) for group in saved if group.leader in tapes]


def _chosen(past: Past, name: str | None) -> tuple[CopyGroup, ...]:
    """The saved groups, or the one of this name."""
    groups = past.setup.groups()
    if not groups:
        raise ReplayError("There is no group in the data folder. Describe followers with --follower NAME=MULTIPLIER.")
    if name is None:
        return groups
    found = tuple(group for group in groups if group.name.lower() == name.strip().lower())
    if not found:
        known = ", ".join(f"“{group.name}”" for group in groups)
        raise ReplayError(f"There is no group “{name}”. There are: {known}.")
    return found


def _names(past: Past) -> dict[AccountId, str]:
    return {account.id: account.name for account in past.setup.accounts()}
