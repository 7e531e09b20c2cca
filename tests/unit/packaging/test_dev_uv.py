"""Getting uv: a fitting one is used, a fetched one must have the published checksum, and it is found on any index."""

import email.message
import hashlib
import importlib.util
import io
import platform
import shutil
import sys
import urllib.request
import urllib.response
import zipfile
from pathlib import Path
from typing import Any

import dev_uv
import pytest
from dev_common import SetupError
from dev_sources import Sources

PROGRAM = "uv.exe" if sys.platform == "win32" else "uv"
NAME = "uv-0-any.whl"
PAGE = f'<a href="../../files/{NAME}#sha256=0">{NAME}</a>'.encode()


def wheel_bytes(content: bytes = b"the program") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"uv-{dev_uv.UV_VERSION}.data/scripts/{PROGRAM}", content)
    return buffer.getvalue()


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A wheel for a machine of its own, known by its checksum."""
    content = wheel_bytes()
    wheels = {(sys.platform, "toaster"): {NAME: hashlib.sha256(content).hexdigest()}}
    monkeypatch.setattr(dev_uv, "WHEELS", wheels)
    monkeypatch.setattr(platform, "machine", lambda: "Toaster")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    return content


def index_at(folder: Path, wheel: bytes) -> Sources:
    """An index on disk: its page for uv, with a relative link as mirrors write them, and the file."""
    (folder / "simple" / "uv").mkdir(parents=True)
    (folder / "files").mkdir()
    (folder / "files" / NAME).write_bytes(wheel)
    return Sources(index_url=(folder / "simple").as_uri())


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets a folder's page be read from a file, as a web server would."""
    real = urllib.request.OpenerDirector.open

    def open_page(self: urllib.request.OpenerDirector, address: str, timeout: float) -> Any:
        if not address.endswith("/uv/"):
            return real(self, address, timeout=timeout)
        return urllib.response.addinfourl(io.BytesIO(PAGE), email.message.Message(), address)

    monkeypatch.setattr(urllib.request.OpenerDirector, "open", open_page)


def test_a_wheel_with_the_published_checksum_gives_an_executable_program(tmp_path: Path, published: bytes) -> None:
    wheel = tmp_path / NAME
    wheel.write_bytes(published)
    dev_uv.unpack(wheel, tmp_path)
    assert (tmp_path / PROGRAM).read_bytes() == b"the program"
    if sys.platform != "win32":
        assert (tmp_path / PROGRAM).stat().st_mode & 0o111


def test_a_changed_wheel_is_refused_and_nothing_of_it_is_unpacked(tmp_path: Path, published: bytes) -> None:
    wheel = tmp_path / NAME
    wheel.write_bytes(wheel_bytes(b"something else"))
    with pytest.raises(SetupError, match="checksum differs"):
        dev_uv.unpack(wheel, tmp_path)
    assert not (tmp_path / PROGRAM).exists()


@pytest.mark.usefixtures("served")
def test_without_pip_the_wheel_is_found_through_the_page_of_the_index(
    tmp_path: Path, published: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev_uv, "TOOLS", tmp_path / "tools")
    found = dev_uv.find_or_fetch_uv(index_at(tmp_path / "index", published))
    assert Path(found).read_bytes() == b"the program"
    assert [path.name for path in (tmp_path / "tools").iterdir()] == [f"uv-{dev_uv.UV_VERSION}"]
    # The second time nothing is asked of any index.
    assert dev_uv.find_or_fetch_uv(Sources(index_url="https://nowhere.invalid")) == found


@pytest.mark.usefixtures("published")
def test_an_index_out_of_reach_is_reported_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_uv, "TOOLS", tmp_path)
    with pytest.raises(SetupError, match="could not be fetched"):
        dev_uv.find_or_fetch_uv(Sources(index_url=(tmp_path / "absent").as_uri()))
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_a_wheel_is_told_what_the_program_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev_uv, "TOOLS", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(platform, "machine", lambda: "s390x")
    with pytest.raises(SetupError, match="64-bit Windows, Linux or macOS"):
        dev_uv.find_or_fetch_uv(Sources())


@pytest.mark.parametrize(
    ("version", "fits"),
    [
        (dev_uv.UV_VERSION, True),
        ("0.13.99", True),
        ("0.13.7", False),
        ("0.14.0", False),
        ("1.13.8", False),
        ("", False),
    ],
)
def test_a_uv_on_the_machine_is_used_only_from_the_series_tried_here(version: str, *, fits: bool) -> None:
    assert dev_uv.version_fits(version) is fits


def test_every_published_wheel_is_of_the_pinned_version() -> None:
    names = [name for wheels in dev_uv.WHEELS.values() for name in wheels]
    assert all(name.startswith(f"uv-{dev_uv.UV_VERSION}-py3-none-") for name in names)
    assert all(len(digest) == 64 for wheels in dev_uv.WHEELS.values() for digest in wheels.values())
