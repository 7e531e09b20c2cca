"""The program's registrations with brokers: read from a build, absent without complaint, broken with one."""

from pathlib import Path

import pytest

from mimikdesk.settings.oauth_clients import OAuthClient, read_oauth_clients
from tests.helpers.logs import DeclareLog


def test_a_build_without_registrations_has_none() -> None:
    assert read_oauth_clients(None) == {}


def test_a_registration_is_read_and_does_not_show_its_secret(tmp_path: Path) -> None:
    file = tmp_path / "oauth-clients.json"
    file.write_text('{"tradovate": {"client_id": " 81 ", "client_secret": "s-5"}}')
    clients = read_oauth_clients(file)
    assert clients == {"tradovate": OAuthClient("81", "s-5")}
    assert "s-5" not in repr(clients)


@pytest.mark.parametrize("entry", ['{"client_id": ""}', '{"client_id": " "}', '{"client_id": 81}', "{}", "[]", "null"])
def test_a_registration_without_an_id_counts_as_none(tmp_path: Path, entry: str) -> None:
    file = tmp_path / "oauth-clients.json"
    file.write_text(f'{{"tradovate": {entry}, "other": {{"client_id": "1"}}}}')
    assert read_oauth_clients(file) == {"other": OAuthClient("1")}


@pytest.mark.parametrize("content", ["", "not json", "[1]", "3"])
def test_a_file_that_cannot_be_understood_is_named_and_counts_as_none(
    tmp_path: Path, content: str, expect_log: DeclareLog
) -> None:
    file = tmp_path / "oauth-clients.json"
    file.write_text(content)
    expect_log("registrations with brokers cannot be read")
    assert read_oauth_clients(file) == {}
