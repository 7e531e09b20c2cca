"""Every rig, fresh and connected."""

from collections.abc import Iterator

import pytest

from mimikdesk.domain.events import LineState
from tests.contract.reading import states
from tests.contract.rig import RIGS, Rig


@pytest.fixture(params=list(RIGS.values()), ids=list(RIGS))
def fresh(request: pytest.FixtureRequest) -> Rig:
    """A link that has not been opened."""
    rig: Rig = request.param()
    return rig


@pytest.fixture
def rig(fresh: Rig) -> Iterator[Rig]:
    """A connected link; what came so far is put away."""
    fresh.link.open()
    fresh.settle()
    assert states(fresh)[-1] is LineState.CONNECTED
    fresh.events.clear()
    yield fresh
    fresh.link.close()
    fresh.settle()
