"""Why a connection could not be made or was lost, in words for the trader, and the proxy that the system names."""

import asyncio
import socket
import ssl
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from picows import WSHandshakeError

_WEB_SCHEMES = {"ws": "http", "wss": "https"}


def host_of(url: str) -> str:
    """The host that ``url`` names, as it is shown; the whole where there is none."""
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def status_in_words(status: int) -> str:
    """For example ``429 (Too Many Requests)``."""
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)


def failure_in_words(error: BaseException, host: str) -> str:
    """One or two sentences about what kept the program from ``host``, never the name of an exception."""
    cause = _cause(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return (
            f"The certificate of {host} cannot be trusted: {cause.verify_message or 'it cannot be verified'}. Check "
            "this computer's date and time, and whether a virus scanner or a company proxy reads along."
        )
    if isinstance(cause, ssl.SSLError):
        return f"No secure connection to {host}: {_plain(cause.reason or 'the two sides found no common way')}."
    if isinstance(cause, socket.gaierror):
        return f"The name {host} was not found. Is there an internet connection?"
    if isinstance(cause, ConnectionRefusedError):
        return f"{host} refused the connection."
    if isinstance(cause, TimeoutError):
        return f"{host} did not answer in time."
    if isinstance(cause, WSHandshakeError):
        if cause.response is not None and cause.response.status != HTTPStatus.SWITCHING_PROTOCOLS:
            return f"{host} refused the web socket with status {status_in_words(cause.response.status)}."
        return f"{host} did not answer as a web socket does."
    if isinstance(cause, aiohttp.ClientHttpProxyError):
        return f"The proxy on the way to {host} refused with status {status_in_words(cause.status)}."
    if isinstance(cause, aiohttp.InvalidURL | ValueError):
        return f"The address of {host} is not valid."
    if isinstance(cause, ConnectionError | aiohttp.ServerDisconnectedError | asyncio.IncompleteReadError):
        return f"{host} cut the connection."
    if isinstance(cause, aiohttp.ClientPayloadError | aiohttp.ClientResponseError):
        return f"The answer of {host} could not be read."
    if isinstance(cause, OSError):
        return f"{host} could not be reached: {_plain(cause.strerror or 'the system does not say why')}."
    return f"{host} could not be reached."


def proxy_for(url: str) -> str | None:
    """The HTTP proxy that the system or the environment names for ``url``, with its scheme; None: go directly.

    May look up names and read the registry: not for the lane's thread.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    found = getproxies().get(_WEB_SCHEMES.get(parts.scheme, parts.scheme))
    if not found or _is_this_machine(host) or proxy_bypass(host):
        return None
    return found if "://" in found else f"http://{found}"


def _cause(error: BaseException) -> BaseException:
    """What the libraries wrapped."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return error.certificate_error
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return socket.gaierror()
    if isinstance(error, aiohttp.ClientConnectorError):
        return error.os_error
    return error


def _plain(words: str) -> str:
    return words.replace("_", " ").rstrip(".").lower()


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
