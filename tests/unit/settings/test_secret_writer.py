"""Secrets are kept in the background, the newest of each name, and the last one before the end as well."""

import threading

import pytest

from mimikdesk.domain.secret import Secret
from mimikdesk.settings.secret_writer import SecretWriter
from mimikdesk.settings.secrets import SecretStore
from tests.helpers.ring import Ring


class SlowRing(Ring):
    """A store that waits until the user has unlocked it."""

    def __init__(self) -> None:
        super().__init__()
        self.unlocked = threading.Event()
        self.asked = threading.Event()
        self.heads = 0

    def set_password(self, service: str, username: str, password: str) -> None:
        self.asked.set()
        assert self.unlocked.wait(20)
        self.heads += "#" not in service
        super().set_password(service, username, password)


def test_whoever_saves_does_not_wait_and_the_newest_secret_is_kept() -> None:
    ring, failed = SlowRing(), list[str]()
    writer = SecretWriter(SecretStore(ring, "w"), failed.append)
    writer.save("a", Secret("1"))
    assert ring.asked.wait(20)
    for number in range(2, 6):
        writer.save("a", Secret(str(number)))
    ring.unlocked.set()
    assert writer.close(20)
    assert SecretStore(ring, "w").get("a") == Secret("5")
    assert ring.heads == 2, "what was overtaken was not written"
    assert failed == []


def test_a_store_that_refuses_is_told() -> None:
    failed: list[str] = []
    writer = SecretWriter(SecretStore(None, "w"), failed.append)
    writer.save("a", Secret("1"))
    assert writer.close(20)
    assert failed == ["a"]


def test_the_end_does_not_wait_for_ever_for_a_store_that_hangs() -> None:
    ring = SlowRing()
    writer = SecretWriter(SecretStore(ring, "w"), lambda name: None)
    writer.save("a", Secret("1"))
    assert ring.asked.wait(20)
    assert writer.close(0.0) is False
    with pytest.raises(RuntimeError, match="closed"):
        writer.save("a", Secret("2"))
    ring.unlocked.set()
    assert writer.close(20)
