"""Signatures in the form of minisign: made by ``packaging/sign_manifest.py`` or the tool itself, checked here.

A signature file has four lines: a comment that nothing vouches for, the signature, a trusted comment, and a signature
over the two before. Source: the description of the format at https://jedisct1.github.io/minisign/.
"""

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mimikdesk.domain.errors import MimikDeskError

_PLAIN, _HASHED = b"Ed", b"ED"
_KEY_BYTES = 2 + 8 + 32
_SIGNATURE_BYTES = 2 + 8 + 64
_TRUSTED = "trusted comment: "


class SignatureError(MimikDeskError):
    """What was signed is not what came, or somebody else has signed it."""


def verify(public_key: str, content: bytes, signature: str) -> None:
    """``public_key``: the second line of a minisign public key file. SignatureError: do not believe ``content``."""
    key = _decoded(public_key, _KEY_BYTES)
    lines = signature.splitlines()
    if key is None or len(lines) < 4 or not lines[2].startswith(_TRUSTED):
        raise SignatureError("The signature is not in the form that it should have.")
    signed, over_all = _decoded(lines[1], _SIGNATURE_BYTES), _decoded(lines[3], 64)
    if signed is None or over_all is None or key[:2] != _PLAIN or signed[:2] not in (_PLAIN, _HASHED):
        raise SignatureError("The signature is not in the form that it should have.")
    if signed[2:10] != key[2:10]:
        raise SignatureError("It was signed with another key.")
    message = hashlib.blake2b(content).digest() if signed[:2] == _HASHED else content
    believed = Ed25519PublicKey.from_public_bytes(key[10:])
    try:
        believed.verify(signed[10:], message)
        believed.verify(over_all, signed[10:] + lines[2].removeprefix(_TRUSTED).encode())
    except InvalidSignature:
        raise SignatureError("The signature does not fit.") from None


def _decoded(text: str, size: int) -> bytes | None:
    try:
        raw = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == size else None
