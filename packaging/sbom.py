"""The list of everything that is in the built program (CycloneDX 1.6, JSON), from what was found in it and uv.lock."""

import json
import platform
import sqlite3
import ssl
import tomllib
import uuid
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bundled import QT, Package

_NAMESPACE = uuid.UUID("2c9d0c5e-31f0-4d0e-9b7f-0f5e5f6a8a11")


def sbom(found: Iterable[Package], lock: Path, name: str, version: str, made_s: int) -> str:
    """``made_s``: the time it is dated with, seconds since 1970. The same input gives the same text."""
    sources = _sources(lock)
    packages = list(found)
    components = [_of_package(package, sources) for package in packages]
    components += [
        _part("Python", platform.python_version(), "Python-2.0", f"pkg:generic/python@{platform.python_version()}"),
        _part("OpenSSL", ssl.OPENSSL_VERSION.split()[1], "Apache-2.0"),
        _part("SQLite", sqlite3.sqlite_version, "blessing"),
        _part("zlib", zlib.ZLIB_RUNTIME_VERSION, "Zlib"),
    ]
    components += [_part("Qt", package.version, "LGPL-3.0-only") for package in packages if package.name == QT[0]]
    what = f"{name} {version} {platform.system()} {json.dumps(components, sort_keys=True)}"
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, what)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(made_s, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": "program",
                "name": name,
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": components,
        "dependencies": [{"ref": "program", "dependsOn": [each["bom-ref"] for each in components]}],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _of_package(package: Package, sources: dict[tuple[str, str], tuple[str, str]]) -> dict[str, Any]:
    url = f"pkg:pypi/{package.name}@{package.version}"
    made = _part(package.name, package.version, package.licence, url)
    source = sources.get((package.name.replace(".", "-"), package.version))
    if source is not None:
        place, digest = source
        made["externalReferences"] = [
            {"type": "source-distribution", "url": place, "hashes": [{"alg": "SHA-256", "content": digest}]}
        ]
    return made


def _part(name: str, version: str, licence: str, url: str = "") -> dict[str, Any]:
    made = {"type": "library", "bom-ref": url or f"{name}@{version}", "name": name, "version": version}
    return made | {"licenses": [{"license": {"name": licence}}]} | ({"purl": url} if url else {})


def _sources(lock: Path) -> dict[tuple[str, str], tuple[str, str]]:
    """Where the source of each locked package is, and its SHA-256, by name and version."""
    found = {}
    for package in tomllib.loads(lock.read_text("utf-8"))["package"]:
        source = package.get("sdist")
        if source is not None and "url" in source:
            digest = str(source["hash"]).removeprefix("sha256:")
            found[package["name"], package.get("version", "")] = (str(source["url"]), digest)
    return found
