"""The tables as SQLAlchemy sees them, for everything that is not on the writer's fast path.

The schema itself is what the migrations made; a test compares the two.
"""

from sqlalchemy import Column, Integer, MetaData, Table, Text

metadata = MetaData()


def _table(name: str, /, **columns: type[Integer] | type[Text]) -> Table:
    return Table(name, metadata, *(Column(column, kind) for column, kind in columns.items()))


connections = _table(
    "connections",
    id=Text,
    name=Text,
    broker=Text,
    environment=Text,
    login=Text,
    user_name=Text,
    user_id=Text,
    device=Text,
    is_on=Integer,
)
accounts = _table("accounts", id=Text, connection=Text, name=Text, venue_id=Text, access=Text)
copy_groups = _table(
    "copy_groups",
    id=Text,
    place=Integer,
    name=Text,
    is_on=Integer,
    partial_fills=Text,
    leader=Text,
    first_follower=Text,
    dry_run=Integer,
    late_entry=Text,
    entry_tolerance_ms=Integer,
    exit_tolerance_ms=Integer,
    late_entry_ticks=Integer,
    closed_market=Text,
    guard_profile=Text,
    guard_on=Integer,
    disable_on_breach=Integer,
    guard_poll_s=Integer,
)
memberships = _table(
    "memberships",
    account=Text,
    group_id=Text,
    role=Text,
    place=Integer,
    multiplier=Text,
    mode=Text,
    adds=Text,
    mapping=Text,
    scaling=Text,
    max_contracts=Integer,
    is_on=Integer,
    breach=Text,
)
mapped_roots = _table("mapped_roots", account=Text, place=Integer, leader_root=Text, follower_root=Text)
guard_rules = _table(
    "guard_rules", group_id=Text, kind=Text, place=Integer, action=Text, tolerance_ms=Integer, contracts=Integer
)
whitelist_entries = _table("whitelist_entries", group_id=Text, entry=Text)
sessions = _table("sessions", id=Integer, program=Text, started_ns=Integer, started_mono_ns=Integer, ended_ns=Integer)
events = _table(
    "events",
    session=Integer,
    number=Integer,
    kind=Text,
    account=Text,
    at_ns=Integer,
    at_mono_ns=Integer,
    body=Text,
)
decisions = _table(
    "decisions",
    session=Integer,
    number=Integer,
    trigger_id=Text,
    group_id=Text,
    follower=Text,
    symbol=Text,
    verdict=Text,
    reason=Text,
    detail=Text,
    sent=Integer,
    at_ns=Integer,
    body=Text,
)
commands = _table(
    "commands",
    session=Integer,
    number=Integer,
    kind=Text,
    trigger_id=Text,
    purpose=Text,
    account=Text,
    client_order_id=Text,
    at_ns=Integer,
    body=Text,
)
notices = _table(
    "notices",
    session=Integer,
    number=Integer,
    kind=Text,
    level=Text,
    account=Text,
    symbol=Text,
    text=Text,
    at_ns=Integer,
    body=Text,
)
progress = _table(
    "progress",
    session=Integer,
    number=Integer,
    trigger_id=Text,
    account=Text,
    symbol=Text,
    client_order_id=Text,
    outcome=Text,
    filled=Integer,
    slippage_ticks=Text,
    at_ns=Integer,
    body=Text,
)
orders = _table(
    "orders",
    id=Integer,
    session=Integer,
    account=Text,
    client_order_id=Text,
    venue_order_id=Text,
    symbol=Text,
    side=Text,
    kind=Text,
    qty=Integer,
    limit_price=Text,
    stop_price=Text,
    trail=Text,
    trigger_id=Text,
    purpose=Text,
    status=Text,
    filled=Integer,
    text=Text,
    sent_ns=Integer,
    acknowledged_ns=Integer,
    ended_ns=Integer,
    closes=Integer,
    opens=Integer,
)
fills = _table(
    "fills",
    id=Integer,
    session=Integer,
    account=Text,
    fill_id=Text,
    venue_order_id=Text,
    client_order_id=Text,
    symbol=Text,
    side=Text,
    qty=Integer,
    price=Text,
    seen_ns=Integer,
    seen_mono_ns=Integer,
    venue_ns=Integer,
)
risk_rules = _table("risk_rules", account=Text, body=Text)
risk_marks = _table("risk_marks", account=Text, at_ns=Integer, body=Text)
risk_breaches = _table("risk_breaches", account=Text, body=Text)
risk_days = _table("risk_days", account=Text, day=Text, pnl=Text)
risk_locks = _table(
    "risk_locks", account=Text, kind=Text, since_ns=Integer, until_ns=Integer, body=Text, ended_ns=Integer, how=Text
)
