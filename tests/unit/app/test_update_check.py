"""Updates: only what the owner has signed is believed, nothing older, nothing held back, and none of it in the way of a
session; without a network nothing is wrong."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sign_manifest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mimikdesk import __version__
from mimikdesk.app import update_source
from mimikdesk.app.minisign import SignatureError, verify
from mimikdesk.app.update_check import LARGEST, WITHIN, UpdateCheck
from mimikdesk.domain.clock import VirtualClock
from mimikdesk.domain.time import SECOND
from mimikdesk.gui import gallery_data
from mimikdesk.services.releases import Answer, ReleaseError, is_newer, read_release, why_not
from tests.helpers.scripted_network import ScriptedNetwork

pytestmark = pytest.mark.rule("13.7")

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
TODAY = NOW.date()
KEY, OTHER = Ed25519PrivateKey.from_private_bytes(b"k" * 32), Ed25519PrivateKey.from_private_bytes(b"o" * 32)
ADDRESS, PAGE = "https://releases.example/release.json", "https://releases.example/9.9"


def listed(version: str = "9.9.0", serial: int = 7, today: date = TODAY, days: int = 400, page: str = PAGE) -> bytes:
    return sign_manifest.manifest(version, serial, page, "Faster.", today, days)


class Soon:
    """A background that works at the clock's next step."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock

    def run(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        try:
            result: Any = work()
        except Exception as error:
            result = error
        self._clock.call_later(0, lambda: done(result))


class Desk:
    def __init__(self, folder: Path, address: str = ADDRESS, key: str = "") -> None:
        self.clock = VirtualClock(int(NOW.timestamp()) * SECOND)
        self.network = ScriptedNetwork(self.clock)
        self.answers: list[Answer] = []
        key = key or sign_manifest.public_line(KEY)
        self.check = UpdateCheck(self.clock, lambda: self.network, Soon(self.clock), folder, address, key)

    def answer(self, body: bytes, status: int = 200) -> Answer:
        self.check.ask(self.answers.append)
        self.network.asked[-1].reply(body, status)
        self.clock.advance(0)
        return self.answers[-1]

    def signed(self, content: bytes, key: Ed25519PrivateKey = KEY) -> Answer:
        return self.answer(sign_manifest.envelope(key, content).encode())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_newer_version_is_told_with_its_notes_and_page(desk: Desk) -> None:
    answer = desk.signed(listed())
    assert answer.release is not None
    assert (answer.release.version, answer.release.page, answer.release.notes) == ("9.9.0", PAGE, "Faster.")
    assert answer.text == "MimikDesk 9.9.0 is there."
    (asked,) = desk.network.asked
    assert (asked.request.method, asked.request.url, asked.request.body) == ("GET", ADDRESS, b"")
    assert (asked.request.timeout_ns, asked.request.largest) == (WITHIN, LARGEST)


@pytest.mark.parametrize("version", ["0.0.9", __version__, f"{__version__}rc1"])
def test_an_older_or_the_same_version_is_no_news(desk: Desk, version: str) -> None:
    assert desk.signed(listed(version)).release is None


def test_an_old_list_that_is_played_again_is_not_believed_also_after_a_restart(desk: Desk, tmp_path: Path) -> None:
    assert desk.signed(listed(serial=8)).release is not None
    assert desk.signed(listed("9.9.1", serial=7)).text.startswith("Not believed: An older list")
    again = Desk(tmp_path)
    assert again.signed(listed("9.9.1", serial=7)).release is None
    assert again.signed(listed("9.9.1", serial=8)).release is not None


def test_a_list_that_is_held_back_is_not_believed_once_it_is_out_of_date(desk: Desk) -> None:
    old = desk.signed(listed(today=date(2025, 10, 1), days=400))
    assert (old.release, old.text) == (None, "Not believed: The list of releases is out of date; it is not believed.")


def test_what_was_not_believed_is_not_remembered(desk: Desk, tmp_path: Path) -> None:
    desk.signed(listed(serial=99), OTHER)
    assert list(tmp_path.iterdir()) == []
    assert desk.signed(listed(serial=1)).release is not None


def test_another_key_is_not_believed(desk: Desk) -> None:
    assert desk.signed(listed(), OTHER).text == "Not believed: It was signed with another key."


def _changed(text: str, **parts: Any) -> bytes:
    return json.dumps(json.loads(text) | parts).encode()


GOOD = sign_manifest.envelope(KEY, listed())
SIGNATURE = json.loads(GOOD)["signature"]
UNDER_OUR_NAME = base64.b64encode(
    b"ED" + base64.b64decode(sign_manifest.public_line(KEY))[2:10] + OTHER.sign(b"x")
).decode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>log in to this network</html>",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[" * 50_000,
        b'{"manifest": 1, "signature": "x"}',
        b'{"manifest": "{}", "signature": 1}',
        b'{"manifest": "{}", "signature": ""}',
        _changed(GOOD, manifest=listed("9.9.1").decode()),
        _changed(GOOD, signature=SIGNATURE.replace("serial 7", "serial 8")),
        _changed(GOOD, signature="\n".join(SIGNATURE.splitlines()[:2])),
        _changed(GOOD, signature=SIGNATURE.replace(SIGNATURE.splitlines()[1], UNDER_OUR_NAME)),
        _changed(GOOD, signature=SIGNATURE.replace(SIGNATURE.splitlines()[1], "????")),
        GOOD.encode() + b" " * LARGEST,
        sign_manifest.envelope(KEY, b'{"serial": 1}').encode(),
        sign_manifest.envelope(KEY, listed(page="file:///etc/passwd")).encode(),
        sign_manifest.envelope(KEY, listed("newest")).encode(),
        sign_manifest.envelope(KEY, listed(serial=0)).encode(),
    ],
)
def test_junk_and_forgeries_are_not_believed(desk: Desk, tmp_path: Path, body: bytes) -> None:
    answer = desk.answer(body)
    assert answer.release is None
    assert not answer.offline
    assert answer.text.startswith("Not believed: ")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_says_no_is_told(desk: Desk) -> None:
    assert desk.answer(b"", 503).text == "The server of the releases answered 503."


def test_offline_is_no_error_and_the_next_question_is_asked(desk: Desk) -> None:
    desk.check.ask(desk.answers.append)
    desk.check.ask(desk.answers.append)
    assert len(desk.network.asked) == 1
    desk.network.asked[0].fail(sent=False, text="There is no network.")
    assert desk.answers == [Answer("No answer about new versions: There is no network.", offline=True)]
    assert desk.signed(listed()).release is not None


@pytest.mark.parametrize(("address", "key"), [("", "x"), (ADDRESS, " ")])
def test_without_an_address_nobody_is_asked(tmp_path: Path, address: str, key: str) -> None:
    desk = Desk(tmp_path, address, key)
    if not key.strip():
        desk.check._key = ""
    assert not desk.check.possible
    desk.check.ask(desk.answers.append)
    assert (desk.network.asked, desk.answers) == ([], [])
    assert update_source.ADDRESS == "", "the owner has not named one yet"


@pytest.mark.parametrize(
    ("older", "newer"),
    [("1.2.9", "1.2.10"), ("1.9", "1.10.0"), ("1.2.0a1", "1.2.0b1"), ("1.2.0rc2", "1.2"), ("1.2", "2.0")],
)
def test_versions_are_compared_as_numbers(older: str, newer: str) -> None:
    assert is_newer(newer, older)
    assert not is_newer(older, newer)
    assert not is_newer(older, older)


def test_it_is_never_asked_during_a_session_nor_by_itself_while_something_is_open() -> None:
    board = gallery_data.normal()
    on = replace(board, groups=tuple(replace(group, on=True) for group in board.groups))
    off = replace(board, groups=tuple(replace(group, on=False) for group in board.groups))
    flat = replace(off, rows=tuple(replace(row, position=0, working_orders=0) for row in off.rows))
    working = replace(flat, rows=(replace(flat.rows[0], working_orders=1), *flat.rows[1:]))
    held = replace(flat, rows=(replace(flat.rows[0], position=-1), *flat.rows[1:]))
    for automatic in (True, False):
        assert "while a group is on" in why_not(on, automatic=automatic)
        assert why_not(flat, automatic=automatic) == ""
    for busy in (working, held):
        assert "something is open" in why_not(busy, automatic=True)
        assert why_not(busy, automatic=False) == ""


# --- the owner's script -----------------------------------------------------------------------------------------------


def test_what_the_script_writes_is_believed_by_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(sign_manifest.PASSWORD, "a password")
    key, notes, out = tmp_path / "key.pem", tmp_path / "notes.txt", tmp_path / "release.json"
    notes.write_text("Größer.", "utf-8")
    assert sign_manifest.main(["new-key", str(key)]) == 0
    public = capsys.readouterr().out.strip()
    assert b"ENCRYPTED" in key.read_bytes()
    with pytest.raises(FileExistsError):
        sign_manifest.main(["new-key", str(key)])
    words = ["--version", "9.9.0", "--serial", "3", "--page", PAGE, "--notes", str(notes), "--out", str(out)]
    assert sign_manifest.main(["sign", str(key), *words]) == 0
    parts = json.loads(out.read_text("utf-8"))
    verify(public, parts["manifest"].encode(), parts["signature"])
    assert read_release(parts["manifest"].encode()).notes == "Größer."
    with pytest.raises(SignatureError):
        verify(public, parts["manifest"].encode() + b" ", parts["signature"])


def test_no_key_is_made_inside_the_repository(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Not in the repository"):
        sign_manifest.new_key(sign_manifest.ROOT / "key.pem", b"x")


def test_a_plain_signature_of_the_tool_is_believed_too() -> None:
    content = b"anything"
    key_id = base64.b64decode(sign_manifest.public_line(KEY))[2:10]
    signature = KEY.sign(content)
    over_all = base64.b64encode(KEY.sign(signature + b"note")).decode()
    first = base64.b64encode(b"Ed" + key_id + signature).decode()
    verify(
        sign_manifest.public_line(KEY), content, f"untrusted comment: x\n{first}\ntrusted comment: note\n{over_all}\n"
    )


def test_a_version_that_is_none_is_said() -> None:
    with pytest.raises(ReleaseError, match="“one” is no version"):
        is_newer("one", "1.0")
