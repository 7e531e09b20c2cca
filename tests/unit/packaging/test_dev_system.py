"""System packages on Linux: what each command needs, installed where that is allowed, else named with the command."""

from collections.abc import Callable, Mapping, Sequence

import dev_system
import pytest
from dev_common import SetupError
from dev_sources import Sources

RunShown = Callable[..., tuple[int, str]]


class Machine:
    """A Linux that lacks what it is told to lack; installing takes it from the list."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.libraries: set[str] = set()
        self.programs: set[str] = {"apt-get", *dev_system.TEST_PROGRAMS}
        self.commands: list[list[str]] = []
        self.exit_code = 0
        self.output = ""
        self.installs = True
        patch.setattr("sys.platform", "linux")
        patch.setattr("os.geteuid", lambda: 0, raising=False)
        patch.setattr("shutil.which", lambda name: name if name in self.programs else None)
        patch.setattr(dev_system, "_loads", lambda name: name not in self.libraries)
        patch.setattr(dev_system, "system_certificates", lambda: True)
        patch.setattr(dev_system, "run_shown", self.run)

    def run(self, command: Sequence[str], environment: Mapping[str, str], *, quiet: bool) -> tuple[int, str]:
        self.commands.append(list(command))
        if "install" in command and self.installs:
            self.libraries.clear()
            self.programs |= set(dev_system.TEST_PROGRAMS)
        return self.exit_code, self.output


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def provide(purpose: str, **environment: str) -> None:
    dev_system.provide_system_packages(purpose, environment, Sources())


def test_without_a_display_the_program_needs_no_library_of_qt(machine: Machine) -> None:
    machine.libraries = set(dev_system.QT_LIBRARIES) | set(dev_system.X11_LIBRARIES)
    provide("run")
    assert machine.commands == []


def test_with_an_x_display_the_program_needs_the_libraries_of_the_xcb_platform(machine: Machine) -> None:
    machine.libraries = {"libxcb-icccm.so.4", "libEGL.so.1", "libwayland-client.so.0"}
    provide("run", DISPLAY=":0")
    assert machine.commands[-1][-2:] == ["libegl1", "libxcb-icccm4"]


def test_with_wayland_alone_the_program_needs_the_libraries_of_that_platform(machine: Machine) -> None:
    machine.libraries = {"libxcb-icccm.so.4", "libwayland-client.so.0"}
    provide("run", WAYLAND_DISPLAY="wayland-0")
    assert machine.commands[-1][-1:] == ["libwayland-client0"]


def test_the_tests_need_an_x_server_a_window_manager_and_a_tray_of_their_own(machine: Machine) -> None:
    machine.programs = {"apt-get"}
    provide("test")
    assert set(machine.commands[-1]) >= {"xvfb", "openbox", "trayer", "xdotool"}


def test_what_is_there_is_not_installed_again(machine: Machine) -> None:
    provide("test", DISPLAY=":0")
    assert machine.commands == []


def test_missing_certificates_are_installed_unless_a_file_is_named(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev_system, "system_certificates", lambda: False)
    assert dev_system.missing_packages("run", {}, Sources()) == {"certificate authorities": "ca-certificates"}
    assert dev_system.missing_packages("run", {"SSL_CERT_FILE": "/ca.pem"}, Sources()) == {}
    assert dev_system.missing_packages("run", {}, Sources(cert="/ca.pem")) == {}


def test_without_the_rights_the_exact_command_is_shown_and_nothing_is_run(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    machine.libraries = {"libxcb-cursor.so.0"}
    with pytest.raises(SetupError, match=r"sudo apt-get update && sudo apt-get install .* libxcb-cursor0$"):
        provide("test")
    assert machine.commands == []


def test_a_failed_installation_is_explained(machine: Machine) -> None:
    machine.libraries = {"libxcb-cursor.so.0"}
    machine.exit_code, machine.output = 100, "E: Could not get lock /var/lib/dpkg/lock-frontend."
    with pytest.raises(SetupError, match="Another program is installing packages"):
        provide("test")


def test_an_installation_that_did_not_bring_everything_names_the_rest(machine: Machine) -> None:
    machine.libraries = {"libxcb-cursor.so.0"}
    machine.installs = False
    with pytest.raises(SetupError, match=r"still missing: libxcb-cursor\.so\.0"):
        provide("test")


def test_another_linux_is_told_what_it_lacks_and_the_start_goes_on(
    machine: Machine, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.programs.discard("apt-get")
    machine.libraries = {"libxcb-cursor.so.0"}
    provide("test")
    assert "libxcb-cursor.so.0" in capsys.readouterr().err
    assert machine.commands == []


def test_windows_is_asked_for_nothing(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    machine.libraries = set(dev_system.QT_LIBRARIES)
    provide("run", DISPLAY=":0")
    assert machine.commands == []
