"""Gets uv, the tool that installs exactly the packages of uv.lock, into .tools/ of the checkout.

A uv that is already there is used. Otherwise its wheel is fetched (by pip where there is one, so that pip's whole
configuration counts, else directly), compared with the checksums below, and unpacked: a wheel is a zip file, and this
one holds a single program.
"""

from __future__ import annotations

import hashlib
import http.client
import importlib.util
import os
import platform
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path

from dev_common import TOOLS, SetupError, explain, say
from dev_sources import Sources

UV_VERSION = "0.13.8"

# SHA-256 of the wheels of that version, by (system, machine) and file name, as published on PyPI.
WHEELS: dict[tuple[str, str], dict[str, str]] = {
    ("win32", "x86_64"): {
        "uv-0.13.8-py3-none-win_amd64.whl": "cfbc13020a64cdf2f116d2936824c38edbf41e5c07f1ea291baf02e31ebf3ed0",
    },
    ("win32", "aarch64"): {
        "uv-0.13.8-py3-none-win_arm64.whl": "b4184029b1b7c54409b9cd4372c73a36ef9c2d1d7cf3b0aca59c8b1932f041dc",
    },
    ("linux", "x86_64"): {
        "uv-0.13.8-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl": (
            "e18a57b8b352eb7c8feb317b9f6f533c8f0ad9673fd6cf34bbe3cf1a9f6a8984"
        ),
    },
    ("linux", "aarch64"): {
        "uv-0.13.8-py3-none-manylinux_2_28_aarch64.whl": (
            "5337c30bb893b4f9ce0ceb921ba2da0d13f649da644f40ad3bef84083bef0203"
        ),
        "uv-0.13.8-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl": (
            "0b3e8b1a4f5e405e31e2ff33de8af4744831e9f7338539671efbd8c3c94e791d"
        ),
    },
    ("darwin", "x86_64"): {
        "uv-0.13.8-py3-none-macosx_10_12_x86_64.whl": (
            "b7124ca1956ec2e476a1003ea5715a15f0266afaec37f4dc9c6972ba8183e6d1"
        ),
    },
    ("darwin", "aarch64"): {
        "uv-0.13.8-py3-none-macosx_11_0_arm64.whl": "62b6943c7fd64fac6854f780bea6e0359e5a5bc3241f83ee357bb38276afac49",
    },
}

_PROGRAM = "uv.exe" if sys.platform == "win32" else "uv"
_TIMEOUT_S = 60


def find_or_fetch_uv(sources: Sources) -> str:
    """The path of a fitting uv; fetches it where there is none. Raises SetupError where it cannot be had."""
    local = TOOLS / f"uv-{UV_VERSION}" / _PROGRAM
    if local.is_file():
        return str(local)
    installed = shutil.which("uv")
    if installed and version_fits(_version_of(installed)):
        return installed
    say(f"Fetching uv {UV_VERSION}, the package installer, into .tools ...")
    TOOLS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=str(TOOLS), prefix="uv-") as folder:
        wheel = _fetch(Path(folder), sources)
        part = Path(folder) / "unpacked"
        part.mkdir()
        unpack(wheel, part)
        local.parent.mkdir(exist_ok=True)
        # The program appears under its name only when it is whole.
        os.replace(str(part / _PROGRAM), str(local))
    return str(local)


def version_fits(version: str) -> bool:
    """Whether a uv found on the machine may be used: the same series as the one tried here, and not older."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    wanted = tuple(int(part) for part in UV_VERSION.split("."))
    if found is None:
        return False
    numbers = tuple(int(part) for part in found.groups())
    return numbers[:2] == wanted[:2] and numbers >= wanted


def unpack(wheel: Path, folder: Path) -> None:
    """Checks the wheel against the checksums and puts its program into `folder`, executable."""
    known = {name: digest for wheels in WHEELS.values() for name, digest in wheels.items()}
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if known.get(wheel.name) != digest:
        raise SetupError(
            f"The file fetched as {wheel.name} is not the one published as uv {UV_VERSION} (its checksum differs). "
            "It was thrown away. Start again; if it happens twice, the package index or a proxy changes files."
        )
    with zipfile.ZipFile(str(wheel)) as archive:
        inside = f"uv-{UV_VERSION}.data/scripts/{_PROGRAM}"
        target = folder / _PROGRAM
        target.write_bytes(archive.read(inside))
        target.chmod(0o755)


def _version_of(program: str) -> str:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, timeout=_TIMEOUT_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    words = answer.stdout.decode("utf-8", "replace").split()
    return words[1] if answer.returncode == 0 and len(words) > 1 else ""


def _fetch(folder: Path, sources: Sources) -> Path:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    wheels = WHEELS.get((sys.platform, machine))
    if wheels is None:
        raise SetupError(
            f"MimikDesk cannot set itself up on this machine ({sys.platform}, {machine}): it needs 64-bit Windows, "
            "Linux or macOS on an Intel/AMD or ARM processor."
        )
    trouble = []
    if importlib.util.find_spec("pip") is not None:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        pip += ["--only-binary", ":all:", "--dest", str(folder), f"uv=={UV_VERSION}"]
        answer = subprocess.run(pip, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        fetched = [path for path in folder.glob("*.whl") if path.name in wheels]
        if answer.returncode == 0 and fetched:
            return fetched[0]
        trouble += answer.stdout.decode("utf-8", "replace").strip().splitlines()[-2:]
    try:
        return _download(folder, sources, wheels)
    except OSError as error:
        trouble.append(str(error))
    said = "\n".join(trouble)
    reason = explain(said) or "The package index gave no usable answer."
    raise SetupError(f"uv, the package installer, could not be fetched. {reason}\n{said}")


def _download(folder: Path, sources: Sources, wheels: dict[str, str]) -> Path:
    """Looks the wheel up on the index's page for uv (every index has one) and saves it under its own name."""
    context = ssl.create_default_context(cafile=sources.cert or None)
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=context)]
    if sources.proxy:
        handlers.append(urllib.request.ProxyHandler({"http": sources.proxy, "https": sources.proxy}))
    opener = urllib.request.build_opener(*handlers)
    trouble = f"uv {UV_VERSION} is not there"
    for index in (sources.index_url, *sources.extra_index_urls):
        try:
            with opener.open(index.rstrip("/") + "/uv/", timeout=_TIMEOUT_S) as answer:
                page = answer.read().decode("utf-8", "replace")
                address = answer.geturl()
            for name in wheels:
                link = re.search(r'href="((?:[^"#]*/)?' + re.escape(name) + r')[#"]', page)
                if link is not None:
                    path = folder / name
                    with opener.open(urllib.parse.urljoin(address, link.group(1)), timeout=_TIMEOUT_S) as answer:
                        path.write_bytes(answer.read())
                    return path
        except (OSError, ValueError, http.client.HTTPException) as error:
            # The whole address may hold a password.
            trouble = f"{urllib.parse.urlsplit(index).hostname}: {error}"
    raise OSError(trouble)
