"""Client order ids: the same decision always gets the same id, also after a crash (rule 7.3)."""

from functools import lru_cache
from hashlib import blake2b

from mimikdesk.domain.ids import AccountId, ClientOrderId, Symbol

PREFIX = "MK"


def client_order_id(trigger_id: str, follower: AccountId, symbol: Symbol, step: str) -> ClientOrderId:
    """18 characters: the program's mark and 64 bits over what caused the order, for whom, in what, and which step."""
    digest = _begun(trigger_id).copy()
    digest.update(f"|{follower}|{symbol}|{step}".encode())
    return f"{PREFIX}{digest.hexdigest()}"  # type: ignore[return-value]  # ClientOrderId() would be a call for nothing


@lru_cache(maxsize=16)
def _begun(trigger_id: str) -> blake2b:
    """The part of the digest that the orders of all followers share; never updated itself, only copied."""
    return blake2b(trigger_id.encode(), digest_size=8)
