"""Contract names as brokers write them, and what CME's index, gold and oil futures are worth.

``MNQZ5``, ``MNQZ25``, ``/MNQZ5``, ``CON.F.US.MNQ.Z25`` and ``F.US.MNQ.Z25`` are one contract. A name without a month
(``/MNQ``) is taken as it stands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from mimikdesk.domain.ids import Symbol
from mimikdesk.domain.instrument import Instrument

_SHORT = re.compile(r"/?(?P<root>[A-Z0-9]{1,4}?)(?P<contract>[FGHJKMNQUVXZ]\d{1,2})")
_LONG = re.compile(r"(?:CON\.)?F\.[A-Z]+\.(?P<root>[A-Z0-9]+)\.(?P<contract>[FGHJKMNQUVXZ]\d{1,2})")
_ROOT = re.compile(r"/?(?P<root>[A-Z0-9]{1,4})")

_GATEWAY_ROOTS = {"EP": "ES", "ENQ": "NQ", "GCE": "GC", "CLE": "CL", "MCLE": "MCL"}
"""Roots that ProjectX's long names call otherwise than the exchange does."""

_VALUES = {
    "NQ": ("0.25", "20"),
    "MNQ": ("0.25", "2"),
    "ES": ("0.25", "50"),
    "MES": ("0.25", "5"),
    "RTY": ("0.10", "50"),
    "M2K": ("0.10", "5"),
    "YM": ("1", "5"),
    "MYM": ("1", "0.50"),
    "GC": ("0.10", "100"),
    "MGC": ("0.10", "10"),
    "CL": ("0.01", "1000"),
    "MCL": ("0.01", "100"),
}
"""Root to tick size in points and money for one point of one contract, as CME lists them."""


@dataclass(frozen=True, slots=True)
class Contract:
    """``month``: letter and last digit of the year, "" for a name without one."""

    root: str
    month: str

    @property
    def symbol(self) -> Symbol:
        return Symbol(self.root + self.month)


def read_contract(text: str) -> Contract | None:
    """The contract a broker's name stands for, None for what is no name of one."""
    name = text.strip().upper()
    dated = _LONG.fullmatch(name) or _SHORT.fullmatch(name)
    if dated is not None:
        root = dated["root"]
        return Contract(_GATEWAY_ROOTS.get(root, root), dated["contract"][0] + dated["contract"][-1])
    bare = _ROOT.fullmatch(name)
    return Contract(bare["root"], "") if bare is not None and not bare["root"].isdigit() else None


def point_value(root: str) -> Decimal | None:
    """Money for one point of one contract, None for a root that is not known here."""
    return Decimal(_VALUES[root][1]) if root in _VALUES else None


def instrument(contract: Contract, prices: Iterable[Decimal] = ()) -> Instrument:
    """The contract for the engine. Of an unknown root the finest of ``prices`` gives the tick, and it is worth 0."""
    if contract.root in _VALUES:
        tick, value = (Decimal(text) for text in _VALUES[contract.root])
    else:
        exponents = [price.normalize().as_tuple().exponent for price in prices]
        tick = Decimal(1).scaleb(min((e for e in exponents if isinstance(e, int) and e < 0), default=0))
        value = Decimal(0)
    return Instrument(contract.symbol, contract.root, contract.month, tick, value)
