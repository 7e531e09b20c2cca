"""Client order ids: the same decision always gets the same id, also after a crash (rule 7.3)."""

from functools import lru_cache
from hashlib import blake2b

from mimikdesk.domain.ids import OWN_MARK, AccountId, ClientOrderId, Symbol


def client_order_id(trigger_id: str, follower: AccountId, symbol: Symbol, step: str) -> ClientOrderId:
    """26 characters: the program's mark, 64 bits over what caused the order, and 32 over for whom, in what, and which
    step. All orders that one event caused begin alike."""
    # ClientOrderId() would be a call for nothing.
    return OWN_MARK + _cause(trigger_id) + _place(follower, symbol, step)  # type: ignore[return-value]


@lru_cache(maxsize=64)
def _cause(trigger_id: str) -> str:
    return blake2b(trigger_id.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def _place(follower: AccountId, symbol: Symbol, step: str) -> str:
    """Few of these come again and again, so that nothing is worked out on the way of a copy."""
    return blake2b(f"{follower}|{symbol}|{step}".encode(), digest_size=4).hexdigest()
