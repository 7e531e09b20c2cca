"""What the books lack to go on: ids that the adapter looks up when they do not come by themselves soon."""

from mimikdesk.domain.record import record


@record(frozen=True, slots=True)
class Missing:
    """Ids by what has to be asked for. The names are the ``kind`` of ``Books.looked_up``.

    ``contracts``, ``maturities``, ``products``, ``orders``: of the rows themselves (``contract/item``, ...).
    ``versions``, ``commands``, ``fills``: of the orders that lack them (``orderVersion/deps?masterid=``, ...).
    ``reports``: of the commands whose refusal lacks its reason (``commandReport/deps?masterid=``).
    ``sections``: entities whose list has not come at all (``position/list``, ...), by the broker's name.
    """

    contracts: frozenset[int] = frozenset()
    maturities: frozenset[int] = frozenset()
    products: frozenset[int] = frozenset()
    orders: frozenset[int] = frozenset()
    versions: frozenset[int] = frozenset()
    commands: frozenset[int] = frozenset()
    fills: frozenset[int] = frozenset()
    reports: frozenset[int] = frozenset()
    sections: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self != NOTHING


NOTHING = Missing()
