"""Digests of what may be a secret. Pure."""

from __future__ import annotations

import hashlib
import hmac


def keyed_digest(key: bytes, text: str) -> str:
    """HMAC-SHA-256 in hex: without the key (`saved_plan.contract_key`) nobody can try values against it."""
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
