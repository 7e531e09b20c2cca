"""Signs the list that tells running programs of a new release. The owner's, on the owner's machine, with his key.

    python3 packaging/sign_manifest.py new-key KEYFILE
    python3 packaging/sign_manifest.py sign KEYFILE --version 1.2.0 --serial 7 --page URL --notes FILE --out FILE

``new-key`` makes a key, protected by a password, and prints the line for PUBLIC_KEY of mimikdesk/app/update_source.py.
Keep the key file and its password apart, both out of the repository, and each more than once: without them no program
that is out there believes a release any more. ``sign`` writes what is put at ADDRESS. Signatures are minisign's.
"""

import argparse
import base64
import getpass
import hashlib
import json
import os
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ROOT = Path(__file__).resolve().parent.parent
FORMAT = "MimikDesk release"
PASSWORD = "MIMIKDESK_SIGNING_PASSWORD"
"""The variable that is looked into before the password is asked for; for a machine that signs by itself."""


def public_line(key: Ed25519PrivateKey) -> str:
    """The public key as minisign writes it."""
    return base64.b64encode(b"Ed" + _key_id(key) + _public(key)).decode()


def sign(key: Ed25519PrivateKey, content: bytes, comment: str) -> str:
    """A minisign signature of ``content``, four lines."""
    signature = key.sign(hashlib.blake2b(content).digest())
    over_all = key.sign(signature + comment.encode())
    first = base64.b64encode(b"ED" + _key_id(key) + signature).decode()
    last = base64.b64encode(over_all).decode()
    return f"untrusted comment: signature of a MimikDesk release\n{first}\ntrusted comment: {comment}\n{last}\n"


def manifest(version: str, serial: int, page: str, notes: str, today: date, days: int) -> bytes:
    """The list itself."""
    content = {
        "format": FORMAT,
        "version": version,
        "serial": serial,
        "released": today.isoformat(),
        "valid_until": (today + timedelta(days=days)).isoformat(),
        "page": page,
        "notes": notes,
    }
    return json.dumps(content, indent=1, ensure_ascii=False).encode()


def envelope(key: Ed25519PrivateKey, content: bytes) -> str:
    """What is put at the address: list and signature in one file, so that they never differ for a moment."""
    serial = json.loads(content)["serial"]
    text = {"manifest": content.decode(), "signature": sign(key, content, f"serial {serial}")}
    return json.dumps(text, indent=1, ensure_ascii=False) + "\n"


def new_key(file: Path, password: bytes) -> str:
    """Make a key file that exists nowhere yet and is not in the repository; returns the public line."""
    if ROOT in file.resolve().parents:
        raise SystemExit("Not in the repository: choose another place for the key.")
    key = Ed25519PrivateKey.generate()
    raw = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(password),
    )
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
        opened.write(raw)
    return public_line(key)


def load_key(file: Path, password: bytes) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(file.read_bytes(), password)
    if not isinstance(key, Ed25519PrivateKey):
        raise SystemExit(f"{file} is no key of this script.")
    return key


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="sign_manifest.py", description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("new-key").add_argument("key", type=Path)
    signing = commands.add_parser("sign")
    signing.add_argument("key", type=Path)
    signing.add_argument("--version", required=True)
    signing.add_argument("--serial", type=int, required=True, help="one more than last time")
    signing.add_argument("--page", required=True)
    signing.add_argument("--notes", type=Path, required=True)
    signing.add_argument("--out", type=Path, required=True)
    signing.add_argument("--days", type=int, default=400, help="how long the list is believed; sign anew before")
    asked = parser.parse_args(arguments)
    password = (os.environ.get(PASSWORD) or getpass.getpass("Password of the key: ")).encode()
    if not password:
        raise SystemExit("A key without a password is not made.")
    if asked.command == "new-key":
        print(new_key(asked.key, password))
        return 0
    key = load_key(asked.key, password)
    today = datetime.now(UTC).date()
    content = manifest(asked.version, asked.serial, asked.page, asked.notes.read_text("utf-8"), today, asked.days)
    asked.out.write_text(envelope(key, content), "utf-8")
    print(f"Written: {asked.out}")
    return 0


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def _key_id(key: Ed25519PrivateKey) -> bytes:
    """Eight bytes by which a signature names its key."""
    return hashlib.blake2b(_public(key), digest_size=8).digest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
