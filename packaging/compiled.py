"""Makes a checkout whose copy path is compiled, for the installed program and for measuring.

    python3 packaging/dev.py compile

The folder build/compiled then holds a copy of the package, its resources and its tests; the modules that MODULES names
are machine code there (mypyc, by way of the C compiler of this machine), the rest is as it was. It is the same program:
at the end the same simulated sessions are played in both, and have to come to the same, byte for byte.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from spelled import spelled

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "compiled"

COPIED = ("mimikdesk", "tests", "resources", "docs", "packaging", "pyproject.toml", "README.md", "LICENSE")
MODULES = (
    "mimikdesk/domain/*.py",
    "mimikdesk/engine/*.py",
    "mimikdesk/services/copier.py",
    "mimikdesk/services/gateway.py",
    "mimikdesk/journal/codec.py",
    "mimikdesk/journal/intents.py",
    "mimikdesk/brokers/budget.py",
    "mimikdesk/brokers/tradovate/*.py",
)
"""What lies between a frame of the leader's and the frames of the followers, and all that it is made of."""
INTERPRETED = (
    "mimikdesk/domain/record.py",  # it says how values are made, and is asked by those that are not compiled
    "mimikdesk/domain/risk.py",  # mypyc forgets that a ClassVar is none of the fields
    "mimikdesk/domain/sentence.py",  # a kind of str, which mypyc cannot compile
)

_SETUP = """
from setuptools import setup
from mypyc.build import mypycify

setup(name="compiled", packages=[], ext_modules=mypycify(
    {modules!r}, opt_level="1", debug_level="0", multi_file=True, group_name="mimikdesk"))
"""


def main() -> int:
    """Returns the exit code of the step that failed, or 0."""
    if FOLDER.exists():
        shutil.rmtree(FOLDER)
    modules = copy(FOLDER)
    print(f"Compiling {len(modules)} modules, which takes a minute or two.", flush=True)
    script = FOLDER / "compile.py"
    script.write_text(_SETUP.format(modules=modules), "utf-8")
    code = subprocess.run(
        [sys.executable, str(script), "-q", "build_ext", "--inplace"], cwd=FOLDER, stdin=subprocess.DEVNULL, check=False
    ).returncode
    script.unlink()
    shutil.rmtree(FOLDER / "build", ignore_errors=True)
    return code or check(FOLDER, modules) or compare(FOLDER)


def copy(folder: Path) -> list[str]:
    """Copies the checkout and spells out what is to be compiled. The paths of these modules, in a fixed order."""
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", "*.so", "*.pyd")
    folder.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy2(source, folder / name)
    modules = sorted(
        path.relative_to(folder).as_posix()
        for pattern in MODULES
        for path in folder.glob(pattern)
        if path.name != "__init__.py" and path.relative_to(folder).as_posix() not in INTERPRETED
    )
    for module in modules:
        path = folder / module
        path.write_text(spelled(path.read_text("utf-8")), "utf-8")
    return modules


def check(folder: Path, modules: list[str]) -> int:
    """That each of them is loaded as machine code, not as the source that lies beside it."""
    names = [module.removesuffix(".py").replace("/", ".") for module in modules]
    look = (
        "import importlib, sys\n"
        f"left = [name for name in {names!r} if importlib.import_module(name).__file__.endswith('.py')]\n"
        "sys.exit('Not compiled: ' + ', '.join(left) if left else 0)"
    )
    return subprocess.run([sys.executable, "-c", look], cwd=folder, stdin=subprocess.DEVNULL, check=False).returncode


def compare(folder: Path) -> int:
    """That this checkout and the compiled one decide, send and record the same in the same sessions."""
    print("Playing the same sessions interpreted and compiled.", flush=True)
    told = [
        subprocess.run(
            [sys.executable, "-m", "tests.simulation.twin"],
            cwd=place,
            env={**os.environ, "PYTHONHASHSEED": "0"},  # so that sets are told in one order
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
        for place in (ROOT, folder)
    ]
    if told[0] != told[1]:
        print("The compiled program does not do what the interpreted one does. It must not be shipped.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
