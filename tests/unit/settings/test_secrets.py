"""Secrets live in the system's own store alone, in entries that it takes, whole or not at all."""

import logging
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mimikdesk.domain.secret import Secret
from mimikdesk.settings import secrets
from mimikdesk.settings.secrets import BACKENDS, PART_UNITS, SecretStore, system_ring
from tests.helpers.logs import DeclareLog
from tests.helpers.ring import Ring

pytestmark = pytest.mark.rule("3.5")

NAME = "tradovate-1/login"


def store(ring: Ring | None) -> SecretStore:
    return SecretStore(ring, "workspace-1")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400), st.integers(1, 12))
def test_what_was_put_is_found_again_by_the_next_run_and_no_entry_is_too_long_for_windows(
    text: str, times: int
) -> None:
    ring = Ring()
    assert store(ring).put(NAME, Secret(text * times))
    assert store(ring).get(NAME) == Secret(text * times)
    assert all(units(entry) <= PART_UNITS for entry in ring.entries.values())


def test_a_long_secret_is_split_over_numbered_entries_of_their_own_service_names() -> None:
    ring = Ring()
    store(ring).put(NAME, Secret("x" * 5_000))
    parts = sorted(service for service in ring.entries if "#" in service)
    assert parts == [f"MimikDesk/workspace-1/{NAME}#a{number}" for number in range(5)]
    assert ring.users == {"MimikDesk"}


def test_a_secret_of_characters_outside_the_basic_plane_fits_as_well() -> None:
    ring = Ring()
    secret = Secret("🂡" * 3_000)
    store(ring).put(NAME, secret)
    assert all(units(entry) <= PART_UNITS for entry in ring.entries.values())
    assert store(ring).get(NAME) == secret


@pytest.mark.parametrize(("old", "new"), [(3_000, 6_000), (6_000, 10), (10, 3_000), (None, 3_000)])
def test_a_write_that_is_cut_off_anywhere_leaves_the_old_secret_or_the_new_one_or_none_but_no_mixture(
    old: int | None, new: int, allow_log: DeclareLog
) -> None:
    allow_log("did not take")
    allow_log("only in part")
    before, after = (Secret("o" * old) if old else None), Secret("n" * new)
    seen = []
    for writes in range(30):
        ring = Ring()
        if before is not None:
            store(ring).put(NAME, before)
        ring.writes_left = writes
        store(ring).put(NAME, after)
        ring.writes_left = 1_000
        found = store(ring).get(NAME)
        assert found in (before, after)
        seen.append(found)
        assert store(ring).put(NAME, after), "and a write after that succeeds"
        assert store(ring).get(NAME) == after
        assert len([name for name in ring.entries if "#" in name]) == -(-new // 1_177)
    assert seen[0] == before
    assert seen[-1] == after


def test_a_missing_or_foreign_part_is_noticed_and_nothing_is_returned(expect_log: DeclareLog) -> None:
    expect_log("only in part", times=2)
    for broken in (None, "0123456789abcdef:1:" + "y" * 900):
        ring = Ring()
        store(ring).put(NAME, Secret("x" * 3_000))
        service = f"MimikDesk/workspace-1/{NAME}#a1"
        if broken is None:
            del ring.entries[service]
        else:
            ring.entries[service] = broken
        assert store(ring).get(NAME) is None


def test_a_deleted_secret_leaves_no_entry() -> None:
    ring = Ring()
    kept = store(ring)
    kept.put(NAME, Secret("x" * 3_000))
    kept.put(NAME, Secret("y" * 3_000))
    kept.delete(NAME)
    assert ring.entries == {}
    assert kept.get(NAME) is None


def test_two_data_folders_of_one_machine_do_not_see_each_others_secrets() -> None:
    ring = Ring()
    SecretStore(ring, "workspace-1").put(NAME, Secret("one"))
    assert SecretStore(ring, "workspace-2").get(NAME) is None


def test_without_a_keyring_secrets_last_for_the_run_and_the_trader_is_told() -> None:
    kept = store(None)
    assert kept.put(NAME, Secret("one")) is False
    assert kept.get(NAME) == Secret("one")
    assert "until the program ends" in kept.notice
    assert store(None).get(NAME) is None
    assert store(Ring()).notice == ""


def test_a_store_that_refuses_keeps_the_secret_for_the_run_and_says_so_without_it(
    expect_log: DeclareLog, caplog: pytest.LogCaptureFixture
) -> None:
    expect_log("did not take", times=1)
    ring = Ring(writes_left=1)
    kept = store(ring)
    assert kept.put(NAME, Secret("hush-hush")) is False
    assert kept.get(NAME) == Secret("hush-hush")
    assert "hush-hush" not in caplog.text


def test_a_store_that_cannot_be_read_gives_nothing_and_says_so(expect_log: DeclareLog) -> None:
    expect_log("did not give", times=1)

    class Locked(Ring):
        def get_password(self, service: str, username: str) -> str | None:
            raise RuntimeError("locked")

    assert store(Locked()).get(NAME) is None


# --- which store ---------------------------------------------------------------------------------------------------


def test_only_the_systems_own_stores_are_on_the_list() -> None:
    assert {module for module, _ in BACKENDS.values()} == {
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
    }


def test_a_backend_that_the_surroundings_name_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    asked: list[str] = []

    class Mine:
        priority = 5

    def load(module: str) -> SimpleNamespace:
        asked.append(module)
        return SimpleNamespace(**{BACKENDS[sys.platform][1]: Mine})

    monkeypatch.setattr(secrets, "import_module", load)
    assert isinstance(system_ring(), Mine)
    assert asked == [BACKENDS[sys.platform][0]]


def test_a_store_that_does_not_work_here_is_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        @property
        def priority(self) -> int:
            raise RuntimeError("no bus")

    monkeypatch.setattr(
        secrets, "import_module", lambda module: SimpleNamespace(**{BACKENDS[sys.platform][1]: Broken()})
    )
    assert system_ring() is None
    monkeypatch.setattr(sys, "platform", "plan9")
    assert system_ring() is None


# --- the secret itself ---------------------------------------------------------------------------------------------


def test_a_secret_shows_itself_nowhere(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret("hush-hush")
    caplog.set_level(logging.DEBUG)
    logging.getLogger("mimikdesk.test").info("%s %r", secret, secret)
    shown = f"{secret} {secret!r} {secret!s:>20} {[secret]} { ({'a': secret}) } {caplog.text}"
    assert "hush" not in shown
    with pytest.raises(TypeError) as caught:
        secret.__reduce__()
    assert "hush" not in str(caught.value)
    assert (secret.reveal(), bool(secret), bool(Secret(""))) == ("hush-hush", True, False)
