"""The version of the program, and the version resource that Windows shows in the properties of its file."""

import re
from pathlib import Path

from parts import NAME, PUBLISHER

_ENGLISH_UNICODE = "040904B0"


def version_of(root: Path) -> str:
    """As mimikdesk/__init__.py has it."""
    found = re.search(r'^__version__ = "([^"]+)"$', (root / "mimikdesk" / "__init__.py").read_text("utf-8"), re.M)
    if found is None:
        raise ValueError("mimikdesk/__init__.py names no version.")
    return found[1]


def numbers(version: str) -> tuple[int, int, int, int]:
    """What Windows compares: "1.2.3" and its pre-releases are 1.2.3.0."""
    first = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    if first is None:
        raise ValueError(f"{version} is not a version of three numbers.")
    return int(first[1]), int(first[2]), int(first[3]), 0


def dotted(version: str) -> str:
    """The same as text, for Inno Setup."""
    return ".".join(map(str, numbers(version)))


def version_file(version: str) -> str:
    """The resource in the form that PyInstaller reads."""
    strings = {
        "CompanyName": PUBLISHER,
        "FileDescription": NAME,
        "FileVersion": version,
        "InternalName": NAME,
        "LegalCopyright": "MIT licence",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": NAME,
        "ProductVersion": version,
    }
    lines = ", ".join(f"StringStruct({name!r}, {value!r})" for name, value in strings.items())
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={numbers(version)}, prodvers={numbers(version)}, mask=0x3F, flags=0, OS=0x40004,"
        " fileType=1, subtype=0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable({_ENGLISH_UNICODE!r}, [{lines}])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x0409, 0x04B0])])])\n"
    )
