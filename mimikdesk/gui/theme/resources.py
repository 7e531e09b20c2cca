"""Where the bundled files are: inside the package when installed or frozen, else at the root of the source tree."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]


def resource(relative: str) -> Path:
    """The path of a bundled file, e.g. ``icons/app.svg``. FileNotFoundError when the installation is incomplete."""
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root / relative
        if path.exists():
            return path
    raise FileNotFoundError(f"{relative} is missing from this installation; install MimikDesk again.")
