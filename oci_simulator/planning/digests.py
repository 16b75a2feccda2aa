"""Digests in two forms: the provider takes base64 and hexadecimal for the same (objectstorage_object_resource.go)."""

from __future__ import annotations

import base64
import binascii
from typing import Any

_SUFFIX = "_md5"


def same_digest(name: str, one: Any, other: Any) -> bool:
    """Whether two values of an attribute such as `content_md5` are one digest; never for other attributes."""
    if not name.endswith(_SUFFIX) or not isinstance(one, str) or not isinstance(other, str):
        return False
    found = _digest(one)
    return found is not None and found == _digest(other)


def _digest(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True) if text.endswith("=") else bytes.fromhex(text)
    except (binascii.Error, ValueError):
        return None
