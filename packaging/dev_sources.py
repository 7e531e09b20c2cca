"""Where packages come from: pip's own configuration, which uv does not read, for machines that only reach a mirror.

Read are pip's configuration files in pip's order and its PIP_* variables: index-url, extra-index-url, find-links,
trusted-host, cert and proxy.
"""

from __future__ import annotations

import configparser
import os
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PYPI = "https://pypi.org/simple"


@dataclass(frozen=True)
class Sources:
    """The package sources of this machine. `index_url` is PyPI's where nothing else is configured."""

    index_url: str = PYPI
    extra_index_urls: tuple[str, ...] = ()
    find_links: tuple[str, ...] = ()
    trusted_hosts: tuple[str, ...] = ()
    cert: str = ""
    proxy: str = ""

    @property
    def is_mirror(self) -> bool:
        """True where PyPI is replaced, so that the addresses in uv.lock need not be reachable."""
        return self.index_url.rstrip("/") != PYPI

    @property
    def has_more(self) -> bool:
        return self.is_mirror or bool(self.extra_index_urls or self.find_links)


def config_files(environment: Mapping[str, str], platform: str, home: Path) -> list[Path]:
    """pip's configuration files, the weakest first."""
    if environment.get("PIP_CONFIG_FILE") == os.devnull:
        return []
    if platform == "win32":
        folders = [
            Path(environment.get("PROGRAMDATA", "C:/ProgramData")) / "pip" / "pip.ini",
            home / "pip" / "pip.ini",
            Path(environment.get("APPDATA", str(home))) / "pip" / "pip.ini",
            Path(sys.prefix) / "pip.ini",
        ]
    else:
        config_home = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
        folders = [
            Path("/etc/xdg/pip/pip.conf"),
            Path("/etc/pip.conf"),
            home / ".pip" / "pip.conf",
            config_home / "pip" / "pip.conf",
            Path(sys.prefix) / "pip.conf",
        ]
    if environment.get("PIP_CONFIG_FILE"):
        folders.append(Path(environment["PIP_CONFIG_FILE"]))
    return folders


def read_sources(environment: Mapping[str, str], files: list[Path]) -> Sources:
    """Later files win over earlier ones, PIP_* variables over files. What cannot be read counts as absent."""
    values: dict[str, str] = {}
    for path in files:
        parser = configparser.RawConfigParser()
        try:
            parser.read_string(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, configparser.Error):
            continue
        for section in ("global", "install"):
            if parser.has_section(section):
                values.update((key.replace("_", "-"), value) for key, value in parser.items(section))
    for name, value in environment.items():
        if name.startswith("PIP_") and value:
            values[name[4:].lower().replace("_", "-")] = value
    cert = values.get("cert", "").strip()
    return Sources(
        index_url=values.get("index-url", PYPI).strip(),
        extra_index_urls=tuple(values.get("extra-index-url", "").split()),
        find_links=tuple(values.get("find-links", "").split()),
        trusted_hosts=tuple(values.get("trusted-host", "").split()),
        cert=cert if cert and Path(cert).is_file() else "",
        proxy=values.get("proxy", "").strip(),
    )


def system_certificates() -> bool:
    """Whether this system has certificate authorities of its own, as Python finds them."""
    if sys.platform in ("win32", "darwin"):
        return True
    paths = ssl.get_default_verify_paths()
    return paths.cafile is not None or (paths.capath is not None and any(os.scandir(paths.capath)))


def uv_environment(environment: Mapping[str, str], sources: Sources) -> dict[str, str]:
    """The environment for uv: pip's certificate, proxy and trusted hosts in uv's words, and no Python downloads."""
    result = dict(environment)
    result["UV_PYTHON_DOWNLOADS"] = "never"
    result["UV_NO_PROGRESS"] = "1"
    # An activated environment elsewhere must not draw the packages to itself.
    result.pop("VIRTUAL_ENV", None)
    result.pop("UV_PROJECT_ENVIRONMENT", None)
    if system_certificates():
        result.setdefault("UV_SYSTEM_CERTS", "1")
    if sources.cert:
        result.setdefault("SSL_CERT_FILE", sources.cert)
    if sources.trusted_hosts:
        result.setdefault("UV_INSECURE_HOST", " ".join(sources.trusted_hosts))
    if sources.proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY"):
            if name.lower() not in result:
                result.setdefault(name, sources.proxy)
    return result
