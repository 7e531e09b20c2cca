"""Client order ids: the same decision always gets the same id, also after a crash (rule 7.3)."""

from hashlib import blake2b

from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol

PREFIX = "MK"


def client_order_id(trigger_id: str, follower: AccountId, symbol: Symbol, step: str) -> ClientOrderId:
    """18 characters: the program's mark and 64 bits over what caused the order, for whom, in what, and which step."""
    digest = blake2b(f"{trigger_id}|{follower}|{symbol}|{step}".encode(), digest_size=8)
    return ClientOrderId(PREFIX + digest.hexdigest())
