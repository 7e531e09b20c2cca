"""Risk rules as the engine keeps them: what they hold an account's opens for, and breaches on their way to flat (11.4).

Whether a rule fires is not decided here: it comes in as an event, with its figures. What stands belongs to the account
and outlives its groups. Nothing is sent from here; a breach is a flatten whose end is told.
"""

from mimikdesk.domain.decisions import BreachFlat, Decision, Noticed
from mimikdesk.domain.ids import AccountId
from mimikdesk.domain.reasons import Reason, sentence
from mimikdesk.domain.risk_events import RiskBreached, RiskStood, RiskTold
from mimikdesk.domain.risk_locks import RiskHold
from mimikdesk.engine.state import EngineState, Follower, Group


def stand(state: EngineState, event: RiskStood) -> None:
    """From now on this is what the account's rules allow it."""
    state.risks[event.account] = event
    if event.account in state.follows:
        _allow(state, state.follows[event.account][1])
    elif event.account in state.leads:
        hold_group(state, state.leads[event.account])


def breach(state: EngineState, event: RiskBreached, out: list[Decision]) -> bool:
    """A rule has fired. Whether the account is one that has to be flattened: a leader is never traded (rule 11.5), and
    where nobody is copied to, there is nothing to close."""
    account = event.account
    if account not in state.follows:
        if account in state.leads:
            hold_group(state, state.leads[account])
        out.append(BreachFlat(account, event.breach.id, event.at))
        return False
    state.breaches[account] = event.breach
    _allow(state, state.follows[account][1])
    return True


def tell(event: RiskTold, out: list[Decision]) -> None:
    out.append(Noticed(event.kind, event.level, event.text, event.at, event.account))


def take_up(state: EngineState, group: Group) -> list[AccountId]:
    """Put what stands on the accounts of a group that was made or edited. Those that are on their way to flat and were
    not being flattened here."""
    hold_group(state, group)
    unfinished = []
    for account, follower in group.followers.items():
        _allow(state, follower)
        if follower.breach_of_rule is not None and follower.flattening is None:
            unfinished.append(account)
    return unfinished


def hold_group(state: EngineState, group: Group) -> None:
    """Hold the group's opens for what holds its leader's account (rule 11.5)."""
    stood = state.risks.get(group.leader.account)
    if stood is None or not stood.holds:
        group.risk = None
        return
    first = stood.holds[0]
    group.risk = RiskHold(Reason.LEADER_RISK, sentence(first.reason, risk=first.text).removesuffix("."), first.until_ns)


def _allow(state: EngineState, follower: Follower) -> None:
    stood, under_way = state.risks.get(follower.account), state.breaches.get(follower.account)
    follower.breach_of_rule = under_way
    follower.risk, follower.contracts, follower.trades_left = None, None, None
    if stood is not None:
        follower.contracts, follower.trades_left = stood.contracts, stood.trades_left
        follower.risk = stood.holds[0] if stood.holds else None
    if under_way is not None:
        follower.risk = RiskHold(Reason.CLOSING_ONLY, under_way.text, under_way.until_ns)
