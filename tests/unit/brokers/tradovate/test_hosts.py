"""Both environments are found where they are, and all of it elsewhere for a test."""

from urllib.parse import urlsplit

import pytest

from mimikdesk.brokers.tradovate.hosts import Environment, hosts_at, hosts_of


@pytest.mark.parametrize("environment", Environment)
def test_each_environment_has_its_own_hosts_and_the_login_is_always_the_live_one(environment: Environment) -> None:
    hosts = hosts_of(environment)
    assert hosts.rest == f"https://{environment}.tradovateapi.com/v1"
    assert hosts.socket == f"wss://{environment}.tradovateapi.com/v1/websocket"
    assert hosts.oauth_token.startswith("https://live.")


def test_everything_is_encrypted() -> None:
    for environment in Environment:
        hosts = hosts_of(environment)
        addresses = (hosts.rest, hosts.socket, hosts.md_socket, hosts.authorize_page, hosts.oauth_token)
        assert {urlsplit(address).scheme for address in addresses} == {"https", "wss"}


@pytest.mark.parametrize("name", ["contractMaturity/item", "/contractmaturity/item", "CONTRACTMATURITY/ITEM/"])
def test_an_endpoint_is_asked_for_in_lower_case(name: str) -> None:
    assert hosts_at("http://127.0.0.1:1/").endpoint(name) == "http://127.0.0.1:1/demo/v1/contractmaturity/item"
