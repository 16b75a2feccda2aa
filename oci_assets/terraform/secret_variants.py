"""The forms in which a secret may be printed: as it is, escaped for JSON and HCL, in an URL, in base64. Pure."""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from oci_assets.terraform.secret_values import SHORTEST, is_secret

_LONGEST_WRAPPED = 400
_SHORTEST_PART = 10
_SHORTEST_ENCODED = 8  # base64 of less is found by chance


def variants(secret: str) -> frozenset[str]:
    """All forms of a secret; none under `SHORTEST` characters."""
    return frozenset(form for form in _forms(secret) if len(form) >= SHORTEST)


def _forms(secret: str) -> Iterator[str]:
    yield secret
    if not secret.isascii():
        yield unicodedata.normalize("NFC", secret)  # as Terraform's values hold it
    yield from _escaped(secret)
    data = secret.encode("utf-8", "surrogatepass")
    yield from (quote(data, safe=""), quote(data), quote_plus(data))
    yield from _base64(data)
    yield from _wrapped(secret)


def _escaped(secret: str) -> Iterator[str]:
    for ascii_only in (True, False):
        escaped = json.dumps(secret, ensure_ascii=ascii_only)[1:-1]
        yield escaped
        # Go escapes these, too, where it expects a web page around
        yield escaped.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
        yield escaped.replace("${", "$${").replace("%{", "%%{")  # in a plan, as HCL
        yield json.dumps(escaped)[1:-1]  # JSON in JSON


def _base64(data: bytes) -> Iterator[str]:
    """Base64 at each of three places in a longer text (`user:password`), without the letters that its ends share."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data).decode().rstrip("=")
        first = 0 if before == 0 else before + 1
        last = len(encoded) - (1 if (before + len(data)) % 3 else 0)
        stable = encoded[first:last]
        if len(data) >= _SHORTEST_ENCODED:
            yield from (stable, stable.replace("+", "-").replace("/", "_"))


def _wrapped(secret: str) -> Iterator[str]:
    """Beginning and end of a text of several words: Terraform wraps error messages at 78 columns."""
    words = secret.split()
    if len(words) < 2 or len(secret) > _LONGEST_WRAPPED:
        return
    for cut in range(1, len(words)):
        for part in (" ".join(words[:cut]), " ".join(words[cut:])):
            if len(part) >= _SHORTEST_PART and is_secret(part):
                yield part
