"""Whether there is a screen to draw on."""

import pytest

from mimikdesk.app.display import has_display


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_on_linux_a_named_display_is_one(name: str) -> None:
    assert has_display({name: "something"}, "linux")
    assert not has_display({name: ""}, "linux")


def test_on_linux_without_a_name_there_is_none() -> None:
    assert not has_display({}, "linux")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_elsewhere_there_always_is_one(platform: str) -> None:
    assert has_display({}, platform)
