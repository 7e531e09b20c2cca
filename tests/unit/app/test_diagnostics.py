"""The diagnostics: whatever secrets and names are planted, none is in the file, and what helps still is (rule 3.5)."""

import base64
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mimikdesk.app.diagnostics_command import MOST_OF_A_LOG, diagnostics, write_diagnostics
from mimikdesk.app.diagnostics_live import Live, from_pipe, live_of, to_pipe
from mimikdesk.app.diagnostics_options import DiagnosticsOptions, read_diagnostics_options
from mimikdesk.app.main import main
from mimikdesk.app.options import Ask, read_options
from mimikdesk.brokers.tradovate.unknowns import Unknowns
from mimikdesk.domain.accounts import Account, Connection, LoginKind
from mimikdesk.domain.errors import DiagnosticsError, UsageError
from mimikdesk.domain.events import LineState
from mimikdesk.domain.group import CopyGroup, FollowerSettings
from mimikdesk.domain.ids import AccountId, ConnectionId, GroupId
from mimikdesk.domain.secret import Secret
from mimikdesk.journal.open import open_journal
from mimikdesk.services.views import ConnectionRow
from tests.helpers.journals import START

PASSWORD = "Sommer 2026/ß+"
API_SECRET = "f0e1d2c3-aaaa-bbbb-cccc-9d8e7f6a5b4c"
ACCESS = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0NDcxIn0.Kx9_b2VvZ-signature"
REFRESH = "rt_7Q2mZk0pXw4LsV9c"
LEADER, FOLLOWER, GONE = "APEX-28441-01", "Müller Eval", "TDFYSL50987654321"
USER, USER_ID, DEVICE, MAIL = "joerg.mueller", "4471990", "d" * 16 + "0123456789abcdef", "joerg@mueller.example"
LOGIN = "Apex (Jörg)"
PLANTED = (
    *(PASSWORD, API_SECRET, ACCESS, REFRESH, LEADER, FOLLOWER, GONE, USER, USER_ID, DEVICE, MAIL, LOGIN),
    *("7712345", "8898765", "Jörgs Gruppe", "Sommer%202026%2F%C3%9F%2B", "Sommer+2026%2F%C3%9F%2B", "hunter2"),
    *("M\\u00fcller Eval", "M%C3%BCller", "wrong-horse-battery", "28441", "987654321", "oauthcode77"),
    base64.b64encode(PASSWORD.encode()).decode(),
    base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode(),
)
SAFE = (
    "Bought 2 MNQZ6 at 25,150.25",
    "2026-11-20 14:30:10.123 INFO [wire lane] mimikdesk.brokers.tradovate.link: ",
    "HTTP 429, wait 15 s",
    'File "mimikdesk/engine/exit_desk.py", line 212, in close',
)

LINES = f"""\
{SAFE[1]}{SAFE[0]} on {LEADER}
2026-11-20 14:30:10.124 INFO x: {SAFE[2]}; account {FOLLOWER} and {LEADER.lower()}; not set up any more: {GONE}
wss://{USER}:{PASSWORD.replace(" ", "%20")}@demo.example/ws?access_token={ACCESS}&accountId=7712345#code=oauthcode77
GET https://example.test/orders/8898765?password=Sommer%202026%2F%C3%9F%2B&x=Sommer+2026%2F%C3%9F%2B
Authorization: Bearer {ACCESS}
authorization: Basic {base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()}
{{"name": "{USER}", "password": "hunter2", "cid": 8898765, "sec": "{API_SECRET}", "p-ticket": "{REFRESH}"}}
{json.dumps({"nickname": FOLLOWER})} {{'accountSpec': '{GONE}', 'mail': '{MAIL}'}} M%C3%BCller%20Eval
Traceback (most recent call last):
  {SAFE[3]}
ValueError: login failed for {USER} with {PASSWORD!r}; the password is wrong-horse-battery
token={REFRESH}
-----BEGIN PRIVATE KEY-----
{base64.b64encode(b"private" * 9).decode()}
-----END PRIVATE KEY-----
"""


def plant(folder: Path) -> Live:
    """A data folder in which everything is where it should not be, and a running program that tells of it."""
    folder.mkdir(parents=True)
    journal = open_journal(folder, START).journal
    its = Connection(ConnectionId("tradovate-1"), LOGIN, "tradovate", "live", LoginKind.API_KEY, USER, USER_ID, DEVICE)
    accounts = (
        Account(AccountId(f"tradovate-1/{LEADER}"), its.id, LEADER, "7712345"),
        Account(AccountId(f"tradovate-1/{FOLLOWER}"), its.id, FOLLOWER, "8898765"),
    )
    journal.store.save_login(its, accounts)
    journal.store.save_group(
        CopyGroup(GroupId("g1"), "Jörgs Gruppe", accounts[0].id, (FollowerSettings(accounts[1].id),))
    )
    journal.close(START)
    document = {
        "version": 1,
        "theme": "dark",
        "ticket_symbol": "MNQZ6",
        "api_secret": API_SECRET,
        "window": {LOGIN: "1"},
    }
    (folder / "settings.json").write_text(json.dumps(document), "utf-8")
    logs = folder / "logs"
    logs.mkdir()
    (logs / "mimikdesk.log").write_text(LINES, "utf-8")
    (logs / "mimikdesk.log.1").write_text(LINES.upper(), "utf-8")
    (logs / f"mimikdesk-{LEADER}.log").write_text("a file of somebody else", "utf-8")
    (logs / "crash-20261120-143010.txt").write_text(f"Fatal Python error\n{LINES}", "utf-8")
    (logs / f"crash-{LEADER}.txt").write_text("Fatal", "utf-8")
    unknowns = Unknowns()
    unknowns.count(f"fill of {LEADER}", {"accountId": 7712345, "name": FOLLOWER, "accessToken": ACCESS})
    link = type("Link", (), {"connection": its.id, "unknowns": unknowns})()
    row = ConnectionRow(
        *(its.id, LOGIN, "Tradovate", "live", LoginKind.API_KEY, USER, LineState.REAUTH_REQUIRED),
        *("Sign in again.", f"refused for {USER}: {PASSWORD}", 1, (), True),
    )
    session = json.dumps({"token": ACCESS, "refresh": REFRESH})
    return live_of([row], [link], [Secret(PASSWORD), Secret(API_SECRET), Secret(session)])


def texts(file: Path) -> dict[str, str]:
    with zipfile.ZipFile(file) as opened:
        assert opened.testzip() is None
        return {info.filename: opened.read(info).decode("utf-8") for info in opened.infolist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("made")
    live = plant(base / "Jörg Müller" / "MimikDesk")
    live = from_pipe(to_pipe(live))
    write_diagnostics(base / "Jörg Müller" / "MimikDesk", base / "out.zip", live, lambda done, of: None)
    return base / "out.zip"


@pytest.mark.rule("3.5", "13.7")
@pytest.mark.parametrize("planted", PLANTED)
def test_nothing_that_was_planted_is_in_the_file(made: Path, planted: str) -> None:
    for name, text in texts(made).items():
        assert planted.casefold() not in f"{name}\n{text}".casefold(), name
    assert planted.casefold().encode() not in made.read_bytes().lower()


def test_what_helps_is_still_there(made: Path) -> None:
    found = texts(made)
    assert list(found) == [
        *("README.txt", "versions.txt", "settings.json", "connections.json", "unknowns.json", "journal.json"),
        *("log-1.txt", "log-2.txt", "crash-1.txt", "crash-2.txt"),
    ]
    for text in SAFE:
        assert text in found["log-1.txt"]
    assert json.loads(found["settings.json"])["settings"]["theme"] == "dark"
    assert json.loads(found["journal.json"])["rows"]["accounts"] == 2
    (row,) = json.loads(found["connections.json"])["rows"]
    assert (row["state"], row["connection"]) == ("reauth_required", "Login-1")
    (unknown,) = json.loads(found["unknowns.json"])
    assert (unknown["times"], unknown["kind"]) == (1, "fill of Account-1")
    assert "MimikDesk " in found["versions.txt"]


def test_the_same_account_has_the_same_name_everywhere(made: Path) -> None:
    found = texts(made)
    first, second = found["log-1.txt"].splitlines()[:2]
    assert first.endswith("on Account-1")
    assert "account Account-2 and Account-1;" in second


def test_without_the_running_program_the_systems_store_is_asked_for_what_to_look_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mimikdesk.app import diagnostics_facts
    from mimikdesk.settings.installation import installation_id
    from mimikdesk.settings.secrets import SecretStore
    from tests.helpers.ring import Ring

    ring = Ring()
    monkeypatch.setattr(diagnostics_facts, "system_ring", lambda: ring)
    plant(tmp_path / "data")
    SecretStore(ring, installation_id(tmp_path / "data")).put("tradovate-1/password", Secret(PASSWORD))
    with (tmp_path / "data" / "logs" / "mimikdesk.log").open("a", encoding="utf-8") as log:
        log.write(f"he typed {PASSWORD} today\n")
    assert diagnostics(DiagnosticsOptions(str(tmp_path / "x.zip"), str(tmp_path / "data")), lambda text: None) == 0
    found = texts(tmp_path / "x.zip")
    assert "he typed [secret] today" in found["log-1.txt"]
    assert "was not asked" in found["README.txt"]


def test_a_long_log_is_cut_at_a_line(tmp_path: Path) -> None:
    live = plant(tmp_path / "data")
    with (tmp_path / "data" / "logs" / "mimikdesk.log").open("w", encoding="utf-8") as log:
        log.writelines(f"line {number % 1000} of {LEADER}\n" for number in range(40_000))
    write_diagnostics(tmp_path / "data", tmp_path / "x.zip", live, lambda done, of: None)
    text = texts(tmp_path / "x.zip")["log-1.txt"]
    assert len(text) <= MOST_OF_A_LOG
    assert text.startswith("line ")
    assert text.count("Account-1") == text.count("\n")


@pytest.mark.parametrize("damage", ["no journal", "no journal file at all", "settings"])
def test_what_cannot_be_read_is_told_in_the_file(tmp_path: Path, damage: str) -> None:
    data = tmp_path / "data"
    live = plant(data)
    if damage == "settings":
        (data / "settings.json").write_text("{")
    elif damage == "no journal":
        (data / "mimikdesk.db").write_bytes(b"junk" * 100)
    else:
        (data / "mimikdesk.db").unlink()
    write_diagnostics(data, tmp_path / "x.zip", live, lambda done, of: None)
    found = texts(tmp_path / "x.zip")
    assert "cannot be read" in found["settings.json"] if damage == "settings" else "problem" in found["journal.json"]
    assert PASSWORD not in found["log-1.txt"]


def test_an_existing_file_is_kept_and_a_folder_that_is_none_is_said(tmp_path: Path) -> None:
    plant(tmp_path / "data")
    (tmp_path / "x.zip").write_text("mine")
    with pytest.raises(DiagnosticsError, match=r"There is a file .* already"):
        diagnostics(DiagnosticsOptions(str(tmp_path / "x.zip"), str(tmp_path / "data")), print)
    with pytest.raises(DiagnosticsError, match="cannot be written"):
        diagnostics(DiagnosticsOptions(str(tmp_path / "x.zip" / "y.zip"), str(tmp_path / "data")), print)
    assert (tmp_path / "x.zip").read_text() == "mine"
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


def test_the_command_line_is_read() -> None:
    asked = read_options(["diagnostics", "x.zip", "--data", "d", "--replace"])
    assert (asked.ask, asked.diagnostics) == (Ask.DIAGNOSTICS, DiagnosticsOptions("x.zip", "d", replace=True))
    for words, sentence in (
        ([], "needs the name of the file"),
        (["x", "y"], "“y” is one word too many"),
        (["x", "--dta"], "Did you mean --data"),
        (["x", "--data="], "needs --data"),
    ):
        with pytest.raises(UsageError, match=sentence):
            read_diagnostics_options(words)


def test_the_program_writes_it_without_a_window(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "Jürgen 日本" / "data"
    live = plant(data)
    code = (
        "import sys\nfrom mimikdesk.app.main import main\ncode = main(sys.argv[1:])\n"
        "assert not any(n.startswith('PySide6') for n in sys.modules)\nsys.exit(code)"
    )
    words = ["diagnostics", str(data.parent / "out ü.zip"), f"--data={data}", "--live"]
    ended = subprocess.run([sys.executable, "-c", code, *words], input=to_pipe(live), capture_output=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert (data.parent / "out ü.zip").is_file()
    assert main(["diagnostics", "--help"]) == 0
    assert "Usage: mimikdesk diagnostics" in capfd.readouterr().out


def test_junk_through_the_pipe_is_no_description() -> None:
    for junk in (b"", b"[]", b"{}", b'{"known": 1}'):
        with pytest.raises(ValueError, match=r".+"):
            from_pipe(junk)
    assert "hunter2" not in repr(Live(secrets=("hunter2",)))
    assert io.BytesIO(to_pipe(Live())).read().startswith(b"{")
