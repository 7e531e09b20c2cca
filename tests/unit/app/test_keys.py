"""Secrets of connections: kept by the store, answered from memory, and honest about what is for this run only."""

import pytest

from mimikdesk.app.keys import NAMES, Keys
from mimikdesk.domain.ids import ConnectionId
from mimikdesk.domain.secret import Secret
from mimikdesk.settings.secrets import SecretStore

pytestmark = pytest.mark.rule("3.5")

APEX = ConnectionId("tradovate-demo-880011")
TYPED = {"cid": Secret("44"), "password": Secret("HUSH-p"), "secret": Secret("HUSH-s"), "session": Secret("HUSH-t")}


class Ring:
    """A keyring in memory. ``broken``: it takes nothing and lets go of nothing."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.broken = False

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        del self.entries[service, username]

    def _fail(self) -> None:
        if self.broken:
            raise OSError("locked")


def keys(ring: Ring | None) -> Keys:
    return Keys(lambda: SecretStore(ring, "w1"))


def test_what_is_kept_is_there_after_a_restart_and_gone_after_it_was_forgotten() -> None:
    ring = Ring()
    first = keys(ring)
    assert first.keep(APEX, TYPED)
    assert (first.of(APEX), first.for_this_run(APEX), first.entered(APEX)) == (TYPED, False, 1)
    second = keys(ring)
    second.load([APEX])
    assert (second.of(APEX), second.entered(APEX)) == (TYPED, 0)
    assert second.forget(APEX)
    assert (second.of(APEX), ring.entries) == ({}, {})


def test_another_way_of_login_leaves_nothing_of_the_one_before() -> None:
    ring = Ring()
    made = keys(ring)
    made.keep(APEX, TYPED)
    made.keep(APEX, {"session": Secret("t"), "redirect": Secret("http://127.0.0.1:1/")})
    again = keys(ring)
    again.load([APEX])
    assert again.of(APEX) == {"session": Secret("t"), "redirect": Secret("http://127.0.0.1:1/")}


def test_without_a_keyring_they_are_known_for_this_run_and_that_is_said() -> None:
    made = keys(None)
    assert not made.keep(APEX, TYPED)
    assert (made.for_this_run(APEX), made.of(APEX)) == (True, TYPED)
    assert made.forget(APEX)
    assert not made.for_this_run(APEX)


def test_a_keyring_that_takes_nothing_or_lets_nothing_go_is_told(expect_log: object) -> None:
    assert callable(expect_log)
    ring = Ring()
    made = keys(ring)
    made.keep(APEX, {"session": Secret("HUSH")})
    ring.broken = True
    expect_log("did not take the login")
    assert not made.keep(APEX, {"session": Secret("HUSH-2")})
    expect_log("did not remove the login")
    assert not made.forget(APEX)


def test_a_renewed_session_is_known_at_once_and_written_by_the_end() -> None:
    ring = Ring()
    made = keys(ring)
    made.keep(APEX, TYPED)
    made.renew(APEX, "session", Secret("newer"))
    assert made.of(APEX)["session"] == Secret("newer")
    made.close()
    again = keys(ring)
    again.load([APEX])
    assert again.of(APEX)["session"] == Secret("newer")
    made.renew(ConnectionId("gone"), "session", Secret("x"))
    assert made.of(ConnectionId("gone")) == {}


def test_nothing_secret_shows_and_nothing_is_opened_before_it_is_needed() -> None:
    def fail() -> SecretStore:
        pytest.fail("the store was opened")

    unused = Keys(fail)
    assert unused.of(APEX) == {}
    unused.close()
    made = keys(Ring())
    made.keep(APEX, TYPED)
    assert "HUSH" not in repr(made) + repr(made.of(APEX))
    assert set(TYPED) <= set(NAMES)
