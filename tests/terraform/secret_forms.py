"""A secret that tests push through, and a look for it in all its forms."""

from __future__ import annotations

import base64
from collections.abc import Iterable

CANARY = "cAnary-7-Zq9xW"
KEY = (
    "-----BEGIN PRIVATE KEY-----\nMIIEcAnaryKeyLineNumberOne00\nMIIEcAnaryKeyLineNumberTwo00\n-----END PRIVATE KEY-----"
)
FORMS = (CANARY, base64.b64encode(CANARY.encode()).decode().rstrip("=")[:-1], "cAnaryKeyLine")


def leaks(texts: Iterable[str]) -> list[str]:
    """The texts that hold the secret, shortened to its surroundings."""
    return [text[max(0, text.find(form) - 200) :][:400] for text in texts for form in FORMS if form in text]
