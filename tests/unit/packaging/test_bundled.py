"""What is found in the built program is listed, comes with its licence, and can be checked."""

import hashlib
import json
from pathlib import Path

import build
import bundled
import platformdirs
import pytest
import sqlalchemy
from bundled import LicenceMissingError, Package
from sbom import sbom

ROOT = Path(__file__).resolve().parents[3]
LOCK = """
version = 1

[[package]]
name = "mimikdesk"
source = { editable = "." }

[[package]]
name = "qasync"
version = "1.0"
sdist = { url = "https://example.org/qasync-1.0.tar.gz", hash = "sha256:abc" }
"""


def package(name: str, *texts: Path) -> Package:
    return Package(name, "1.0", "MIT", texts)


def test_a_package_is_found_by_any_of_its_files() -> None:
    found = {each.name: each for each in bundled.packages([platformdirs.__file__, sqlalchemy.__file__, "gone.py"])}
    assert {"platformdirs", "sqlalchemy"} <= set(found)
    assert "aiohttp" not in found
    assert "mimikdesk" not in found
    assert found["sqlalchemy"].licence == "MIT"
    assert [text.name for text in found["platformdirs"].texts] == ["LICENSE"]


def test_every_part_has_its_licence_beside_the_program(tmp_path: Path) -> None:
    text = tmp_path / "LICENSE"
    text.write_text("free")
    bundled.collect_licences([package("one", text), package("pyside6-essentials")], tmp_path / "licences")
    there = {path.name: sorted(each.name for each in path.iterdir()) for path in (tmp_path / "licences").iterdir()}
    assert there.pop("Python")
    assert there == {
        "MimikDesk": ["LICENSE.txt"],
        "Lucide icons": ["LICENSE.txt"],
        "Qt and PySide6": ["GPL-3.0.txt", "LGPL-3.0.txt", "Qt.txt"],
        "one 1.0": ["LICENSE.txt"],
    }


def test_nothing_is_shipped_without_its_licence(tmp_path: Path) -> None:
    with pytest.raises(LicenceMissingError, match="two"):
        bundled.collect_licences([package("two")], tmp_path / "licences")


def test_the_list_of_parts_names_each_with_version_licence_and_source(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text(LOCK)
    made = sbom([package("qasync"), package("pyside6-essentials")], tmp_path / "uv.lock", "MimikDesk", "0.1.0", 0)
    document = json.loads(made)
    assert (document["bomFormat"], document["specVersion"]) == ("CycloneDX", "1.6")
    assert document["metadata"]["timestamp"] == "1970-01-01T00:00:00Z"
    parts = {each["name"]: each for each in document["components"]}
    assert {"qasync", "pyside6-essentials", "Qt", "Python", "OpenSSL", "SQLite"} <= set(parts)
    assert parts["qasync"]["purl"] == "pkg:pypi/qasync@1.0"
    assert parts["qasync"]["externalReferences"][0]["hashes"] == [{"alg": "SHA-256", "content": "abc"}]
    assert len(document["dependencies"][0]["dependsOn"]) == len(parts)


def test_the_same_parts_give_the_same_list(tmp_path: Path) -> None:
    (tmp_path / "uv.lock").write_text(LOCK)
    one, same, other = (
        sbom([package(name)], tmp_path / "uv.lock", "MimikDesk", "0.1.0", 5) for name in ("a", "a", "b")
    )
    assert one == same
    assert json.loads(one)["serialNumber"] != json.loads(other)["serialNumber"]


def test_the_checksums_are_of_every_file_but_their_own(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").write_bytes(b"1")
    (tmp_path / "a").write_bytes(b"2")
    (tmp_path / build.SUMS).write_bytes(b"old")
    one, two = (hashlib.sha256(text).hexdigest() for text in (b"1", b"2"))
    assert build.sums(tmp_path) == f"{two}  a\n{one}  b/x\n"


def test_the_real_lock_can_be_read() -> None:
    assert "qasync" in sbom([package("qasync")], ROOT / "uv.lock", "MimikDesk", "0.1.0", 0)
