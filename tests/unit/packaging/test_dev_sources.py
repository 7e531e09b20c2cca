"""Package sources: pip's files and variables in pip's order, and what uv is told of them."""

import os
from pathlib import Path

import dev_sources
import pytest
from dev_sources import PYPI, Sources, config_files, read_sources, uv_environment


def test_with_no_configuration_pypi_is_the_source() -> None:
    sources = read_sources({}, [])
    assert sources == Sources()
    assert sources.index_url == PYPI
    assert not sources.is_mirror
    assert not sources.has_more


def test_a_later_file_wins_and_a_variable_wins_over_files(tmp_path: Path) -> None:
    weak, strong = tmp_path / "weak", tmp_path / "strong"
    weak.write_text("[global]\nindex-url = https://weak/simple\nproxy = http://weak\n[list]\nindex-url = https://no\n")
    strong.write_text("[install]\nindex_url = https://strong/simple\n")
    assert read_sources({}, [weak, strong]).index_url == "https://strong/simple"
    assert read_sources({}, [weak, strong]).proxy == "http://weak"
    assert read_sources({"PIP_INDEX_URL": "https://env/simple"}, [weak, strong]).index_url == "https://env/simple"


def test_lists_may_stand_on_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "pip.conf"
    path.write_text("[global]\nextra-index-url = https://a/simple\n    https://b/simple\nfind-links = /wheels\n")
    sources = read_sources({}, [path])
    assert sources.extra_index_urls == ("https://a/simple", "https://b/simple")
    assert sources.find_links == ("/wheels",)
    assert sources.has_more
    assert not sources.is_mirror


def test_another_index_is_a_mirror_and_pypi_with_a_slash_is_not() -> None:
    assert read_sources({"PIP_INDEX_URL": "https://mirror/simple/"}, []).is_mirror
    assert not read_sources({"PIP_INDEX_URL": PYPI + "/"}, []).is_mirror


def test_a_certificate_file_counts_only_while_it_exists(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    assert read_sources({"PIP_CERT": str(path)}, []).cert == ""
    path.touch()
    assert read_sources({"PIP_CERT": str(path)}, []).cert == str(path)


def test_a_broken_file_counts_as_absent(tmp_path: Path) -> None:
    path = tmp_path / "pip.conf"
    path.write_bytes(b"no section\xff")
    assert read_sources({}, [path, tmp_path / "absent"]) == Sources()


def test_the_file_named_by_the_environment_is_the_strongest_and_null_switches_all_off() -> None:
    home = Path("/home/joe")
    assert config_files({"PIP_CONFIG_FILE": "/x/pip.conf"}, "linux", home)[-1] == Path("/x/pip.conf")
    assert config_files({"PIP_CONFIG_FILE": os.devnull}, "linux", home) == []


def test_on_windows_the_files_are_pip_ini_in_the_folders_of_windows() -> None:
    files = config_files({"APPDATA": "C:/Roaming", "PROGRAMDATA": "C:/All"}, "win32", Path("C:/Users/joe"))
    assert files[0] == Path("C:/All/pip/pip.ini")
    assert Path("C:/Roaming/pip/pip.ini") in files


def test_uv_hears_of_certificate_proxy_and_trusted_hosts_and_downloads_no_python(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dev_sources, "system_certificates", lambda: True)
    sources = Sources(cert="/ca.pem", proxy="http://proxy:8080", trusted_hosts=("a", "b"))
    told = uv_environment({"VIRTUAL_ENV": "/elsewhere", "UV_PROJECT_ENVIRONMENT": "/elsewhere"}, sources)
    assert told == {
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_PROGRESS": "1",
        "UV_SYSTEM_CERTS": "1",
        "SSL_CERT_FILE": "/ca.pem",
        "UV_INSECURE_HOST": "a b",
        "HTTP_PROXY": "http://proxy:8080",
        "HTTPS_PROXY": "http://proxy:8080",
    }


def test_what_the_environment_already_says_to_uv_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev_sources, "system_certificates", lambda: False)
    said = {"SSL_CERT_FILE": "/mine.pem", "https_proxy": "http://mine", "HTTP_PROXY": "http://mine"}
    told = uv_environment(said, Sources(cert="/ca.pem", proxy="http://proxy"))
    assert {name: told[name] for name in said} == said
    assert "HTTPS_PROXY" not in told
    assert "UV_SYSTEM_CERTS" not in told
